//! Wrappers that say how their contents look in `OutputForm`: other forms, forms of numbers, rows, columns, tables.

use super::FormatType;
use super::number::{Notation, NumberStyle, Padding};
use super::print::{ANY, ATOM, Layout, Printer, Style};
use super::program::{Language, program};
use super::tex::tex;
use crate::expr::{Expr, RED_ZONE, STACK_STEP};
use crate::symbol::{Symbol, sym};

/// Whether `head[x]` looks as `x` does.
pub fn is_invisible(head: Symbol) -> bool {
    head == sym::HoldForm || matches!(head.full_name(), "System`Defer" | "System`Format" | "System`Text")
}

/// Characters in the line that `Short` fills.
const SHORT_LINE: usize = 72;

/// How a wrapper looks; `None` when the head is none.
pub fn layout(printer: &mut Printer, head: Symbol, args: &[Expr], style: Style) -> Option<Layout> {
    if head.context() != "System`" {
        return None;
    }
    let (first, rest) = args.split_first()?;
    // A table within a table within a table: the only recursion of the printer.
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || wrapper(printer, head.name(), first, rest, style))
}

fn wrapper(printer: &mut Printer, head: &str, first: &Expr, rest: &[Expr], style: Style) -> Option<Layout> {
    let lines = |text: String| Some(Layout::block(text, ATOM));
    match head {
        "InputForm" | "FullForm" | "OutputForm" | "StandardForm" | "TraditionalForm" => {
            let form = match head {
                "InputForm" => FormatType::InputForm,
                "FullForm" => FormatType::FullForm,
                _ => FormatType::OutputForm,
            };
            lines(printer.styled(first, Style { form, ..style }))
        }
        "CForm" | "FortranForm" if rest.is_empty() => {
            let language = if head == "CForm" { Language::C } else { Language::Fortran };
            Some(Layout::text(program(first, language), ATOM))
        }
        "TeXForm" if rest.is_empty() => lines(tex(first)),
        "Infix" | "Prefix" | "Postfix" | "PrecedenceForm" => {
            super::notation::layout(head, first, rest, style)
        }
        "NumberForm" | "DecimalForm" | "ScientificForm" | "EngineeringForm" | "PaddedForm"
        | "AccountingForm" => {
            let mut layout = Layout::new(ANY + 1);
            layout.expr(first, Style { number: number_style(head, rest, style.number)?, ..style }, ANY);
            Some(layout)
        }
        "BaseForm" => {
            let [Expr::Integer(base @ 2..=36)] = rest else { return None };
            let number = NumberStyle { base: u8::try_from(*base).ok()?, ..style.number };
            let mut layout = Layout::new(ANY + 1);
            layout.expr(first, Style { number, ..style }, ANY);
            Some(layout)
        }
        "Row" => {
            let items = first.elements()?;
            let mut layout = Layout::new(ATOM);
            for (index, item) in items.iter().enumerate() {
                if let (1.., Some(separator)) = (index, rest.first()) {
                    layout.expr(separator, style, ANY);
                }
                layout.expr(item, style, ANY);
            }
            Some(layout)
        }
        "SequenceForm" => {
            let mut layout = Layout::new(ATOM);
            layout.expr(first, style, ANY);
            rest.iter().for_each(|item| layout.expr(item, style, ANY));
            Some(layout)
        }
        "Column" | "ColumnForm" => {
            let cells: Vec<Vec<String>> =
                first.elements()?.iter().map(|item| vec![printer.styled(item, style)]).collect();
            let alignment = rest.first().and_then(alignment).unwrap_or(Alignment::Left);
            let gap = match rest.get(1) {
                Some(Expr::Integer(gap @ 0..=1000)) => *gap as usize,
                _ => 0,
            };
            lines(join_cells(&cells, alignment, gap, 0))
        }
        "TableForm" | "MatrixForm" if !first.is_list() => {
            let mut layout = Layout::new(ANY + 1);
            layout.expr(first, style, ANY);
            Some(layout)
        }
        "TableForm" | "MatrixForm" | "Grid" | "TextGrid" => lines(table(printer, head, first, rest, style)?),
        "StringForm" => string_form(first, rest, style),
        "Style" | "Framed" | "Labeled" | "Tooltip" | "Annotation" => {
            let mut layout = Layout::new(ANY + 1);
            layout.expr(first, style, ANY);
            Some(layout)
        }
        "Short" => {
            let count = match rest.first() {
                Some(Expr::Integer(count @ 0..=1_000_000)) => *count as usize,
                _ => 1,
            };
            let short = shorten(printer, first, SHORT_LINE * count.max(1), style);
            let mut layout = Layout::new(ANY + 1);
            layout.expr(&short, style, ANY);
            Some(layout)
        }
        "ByteArray" if rest.is_empty() => {
            // Four characters stand for three bytes, of which the last may be filled up.
            let Expr::String(text) = first else { return None };
            let fill = text.bytes().rev().take_while(|byte| *byte == b'=').count();
            let bytes = (text.len() / 4 * 3).saturating_sub(fill);
            Some(Layout::text(format!("ByteArray[<{bytes}>]"), ATOM))
        }
        "Skeleton" => {
            let mut layout = Layout::text("<<", ATOM);
            layout.expr(first, style, ANY);
            layout.push(">>");
            Some(layout)
        }
        "InterpolatingFunction" | "LinearSolveFunction" if !rest.is_empty() => {
            let mut layout = Layout::text(format!("{head}["), ATOM);
            layout.expr(first, style, ANY);
            layout.push(", <>]");
            Some(layout)
        }
        "Graphics" | "Graphics3D" | "Image" | "Image3D" | "Graph" | "SurfaceGraphics" => {
            Some(Layout::text(format!("-{head}-"), ATOM))
        }
        _ => None,
    }
}

/// The style that `NumberForm[…, digits]` and its kin ask for.
pub(crate) fn number_style(head: &str, rest: &[Expr], outer: NumberStyle) -> Option<NumberStyle> {
    let count = |expr: &Expr| match expr {
        Expr::Integer(count) => u16::try_from(*count).ok().filter(|count| *count <= 10_000),
        _ => None,
    };
    let mut style = outer;
    style.notation = match head {
        "ScientificForm" => Notation::Scientific,
        "EngineeringForm" => Notation::Engineering,
        "DecimalForm" | "AccountingForm" => Notation::Positional,
        _ => outer.notation,
    };
    match rest.first() {
        Some(Expr::Integer(_)) => style.digits = count(&rest[0])?,
        Some(pair) if pair.is_list() => {
            let pair = pair.elements()?;
            let [digits, fraction] = &pair[..] else { return None };
            style.digits = count(digits)?;
            style.fraction = Some(count(fraction)?);
        }
        _ => {}
    }
    if head == "PaddedForm" {
        style.padding = Some(Padding { digits: style.digits });
    }
    Some(style)
}

/// The template with `` `1` `` and ` `` ` replaced.
fn string_form(template: &Expr, args: &[Expr], style: Style) -> Option<Layout> {
    let Expr::String(template) = template else { return None };
    let mut layout = Layout::new(ATOM);
    let mut rest: &str = template;
    let mut next = 0;
    while let Some(at) = rest.find('`') {
        layout.push(rest[..at].to_owned());
        rest = &rest[at + 1..];
        let Some(end) = rest.find('`') else {
            layout.push("`");
            break;
        };
        let number = &rest[..end];
        let index = if number.is_empty() {
            Some(next)
        } else {
            number.parse().ok().and_then(|n: usize| n.checked_sub(1))
        };
        match index.and_then(|index| args.get(index).map(|arg| (index, arg))) {
            Some((index, arg)) => {
                layout.expr(arg, style, ANY);
                next = index + 1;
            }
            // "`." is a backquote; a slot without an argument stays.
            None if number == "." => layout.push("`"),
            None => layout.push(format!("`{number}`")),
        }
        rest = &rest[end + 1..];
    }
    layout.push(rest.to_owned());
    Some(layout)
}

/// Where cells stand in their columns.
#[derive(Clone, Copy, PartialEq)]
enum Alignment {
    Left,
    Center,
    Right,
}

/// Rows of cells as text: cells three blanks apart, rows one line apart.
fn table(printer: &mut Printer, head: &str, data: &Expr, options: &[Expr], style: Style) -> Option<String> {
    let rows = data.elements()?;
    let option = |name: &str| {
        options.iter().find_map(|option| {
            let rule = option.as_call(sym::Rule).filter(|rule| rule.args.len() == 2)?;
            rule.args[0].as_symbol().filter(|symbol| symbol.name() == name).map(|_| rule.args[1].clone())
        })
    };
    let depth = match option("TableDepth") {
        Some(Expr::Integer(depth)) => depth,
        _ => i64::MAX,
    };
    let mut cells: Vec<Vec<String>> = Vec::new();
    for row in rows.iter() {
        let row = match row.elements().filter(|_| row.is_list() && depth > 1) {
            Some(items) if depth > 2 => items.iter().map(|item| cell(printer, item, style, true)).collect(),
            Some(items) => items.iter().map(|item| printer.styled(item, style)).collect(),
            None => vec![printer.styled(row, style)],
        };
        cells.push(row);
    }
    let mut row_gap = 1;
    let mut column_gap = 3;
    if let Some(spacing) = option("TableSpacing")
        && let Some(spacing) = spacing.elements()
    {
        let gap = |index: usize| match spacing.get(index) {
            Some(Expr::Integer(gap @ 0..=1000)) => Some(*gap as usize),
            _ => None,
        };
        row_gap = gap(0).unwrap_or(row_gap);
        column_gap = gap(1).unwrap_or(column_gap);
    }
    if let Some(Expr::Integer(gap @ 0..=1000)) = option("Spacings")
        .map(|given| given.elements().and_then(|list| list.first().cloned()).unwrap_or(given))
    {
        column_gap = gap as usize;
    }
    let mut place = if head == "MatrixForm" { Alignment::Center } else { Alignment::Left };
    if let Some(given) = option("TableAlignments").or_else(|| option("Alignment")) {
        // A list speaks of rows then columns in a table, of columns then rows in a grid.
        let across = given.elements().and_then(|list| {
            let across = if head == "TableForm" || head == "MatrixForm" { list.last() } else { list.first() };
            across.and_then(alignment)
        });
        place = alignment(&given).or(across).unwrap_or(place);
    }
    if let Some(headings) = option("TableHeadings") {
        add_headings(printer, &mut cells, &headings, style);
    }
    let first_direction = option("TableDirections")
        .map(|given| given.elements().and_then(|list| list.first().cloned()).unwrap_or(given));
    if first_direction.is_some_and(|direction| direction.as_symbol().is_some_and(|row| row.name() == "Row")) {
        cells = transposed(cells);
    }
    Some(join_cells(&cells, place, row_gap, column_gap))
}

fn alignment(name: &Expr) -> Option<Alignment> {
    match name.as_symbol()?.name() {
        "Left" => Some(Alignment::Left),
        "Center" => Some(Alignment::Center),
        "Right" => Some(Alignment::Right),
        _ => None,
    }
}

fn transposed(cells: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns = vec![Vec::with_capacity(cells.len()); width];
    for row in cells {
        let mut row = row.into_iter();
        columns.iter_mut().for_each(|column| column.push(row.next().unwrap_or_default()));
    }
    columns
}

/// A cell: a list in it goes down, a list in that across, and so on.
fn cell(printer: &mut Printer, item: &Expr, style: Style, down: bool) -> String {
    let Some(parts) = item.elements().filter(|parts| item.is_list() && !parts.is_empty()) else {
        return printer.styled(item, style);
    };
    let texts: Vec<String> = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        parts.iter().map(|part| cell(printer, part, style, !down)).collect()
    });
    let rows: Vec<Vec<String>> =
        if down { texts.into_iter().map(|text| vec![text]).collect() } else { vec![texts] };
    join_cells(&rows, Alignment::Left, 0, 2)
}

/// Puts the headings of rows before them, and those of columns above them.
fn add_headings(printer: &mut Printer, cells: &mut Vec<Vec<String>>, headings: &Expr, style: Style) {
    let automatic = headings.is_symbol(sym::Automatic);
    let headings = headings.elements();
    let mut level = |index: usize, count: usize| -> Option<Vec<String>> {
        let given = headings.as_ref().and_then(|headings| headings.get(index));
        if automatic || given.is_some_and(|given| given.is_symbol(sym::Automatic)) {
            return Some((1..=count).map(|number| number.to_string()).collect());
        }
        Some(given?.elements()?.iter().map(|heading| printer.styled(heading, style)).collect())
    };
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let row_headings = level(0, cells.len());
    let column_headings = level(1, width);
    if let Some(row_headings) = &row_headings {
        for (index, row) in cells.iter_mut().enumerate() {
            row.insert(0, row_headings.get(index).cloned().unwrap_or_default());
        }
    }
    if let Some(mut column_headings) = column_headings {
        if row_headings.is_some() {
            column_headings.insert(0, String::new());
        }
        cells.insert(0, column_headings);
    }
}

fn join_cells(cells: &[Vec<String>], alignment: Alignment, row_gap: usize, column_gap: usize) -> String {
    let width = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let columns = cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut widths = vec![0; columns];
    for row in cells {
        for (column, cell) in row.iter().enumerate() {
            widths[column] = widths[column].max(width(cell));
        }
    }
    let mut out: Vec<String> = Vec::new();
    for (index, row) in cells.iter().enumerate() {
        if index > 0 {
            out.extend(std::iter::repeat_n(String::new(), row_gap));
        }
        let height = row.iter().map(|cell| cell.lines().count()).max().unwrap_or(1).max(1);
        for line in 0..height {
            let mut text = String::new();
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    text.push_str(&" ".repeat(column_gap));
                }
                let part = cell.lines().nth(line).unwrap_or_default();
                let blank = widths[column] - part.chars().count().min(widths[column]);
                let before = match alignment {
                    Alignment::Left => 0,
                    Alignment::Center => blank / 2,
                    Alignment::Right => blank,
                };
                text.push_str(&" ".repeat(before));
                text.push_str(part);
                text.push_str(&" ".repeat(blank - before));
            }
            out.push(text.trim_end().to_owned());
        }
    }
    out.join("\n")
}

/// The expression with the middle of its long lists left out, so that it fits about `room` characters.
fn shorten(printer: &mut Printer, expr: &Expr, room: usize, style: Style) -> Expr {
    let (head, items) = match expr {
        Expr::Array(_) => (Expr::Symbol(sym::List), expr.elements().unwrap_or_default().into_owned()),
        Expr::Normal(normal) => (normal.head.clone(), normal.args.to_vec()),
        _ => return expr.clone(),
    };
    // What is too deep to leave room for anything is left out whole.
    if room < 4 && !items.is_empty() {
        return Expr::call(Symbol::new("Skeleton"), [Expr::Integer(1)]);
    }
    let mut front = Vec::new();
    let mut back = Vec::new();
    let mut left = room.saturating_sub(12);
    let (mut low, mut high) = (0, items.len());
    while low < high {
        let from_front = front.len() <= back.len();
        let item = if from_front { &items[low] } else { &items[high - 1] };
        // Long parts are cut themselves, and only so much of the text of one is made as can be shown.
        let short =
            if item.length() * 2 > left { shorten(printer, item, left / 2, style) } else { item.clone() };
        let mut size = printer.styled(&short, style).chars().count() + 2;
        let short = if size > left && short == *item {
            let short = shorten(printer, item, left / 2, style);
            size = printer.styled(&short, style).chars().count() + 2;
            short
        } else {
            short
        };
        if size > left && !(front.is_empty() && size <= room) {
            break;
        }
        left = left.saturating_sub(size);
        if from_front {
            front.push(short);
            low += 1;
        } else {
            back.push(short);
            high -= 1;
        }
    }
    if low < high {
        front.push(Expr::call(Symbol::new("Skeleton"), [Expr::Integer((high - low) as i64)]));
    }
    front.extend(back.into_iter().rev());
    Expr::call(head, front)
}
