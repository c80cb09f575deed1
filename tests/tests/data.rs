//! Files, pictures and numerical methods through a session whose host grants files.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use scheelite::{Engine, Session};
use scheelite_runtime::eval::{Disk, Files, Host, Message};
use scheelite_runtime::format::input_form;
use scheelite_runtime::source::SourceMap;

/// A host that grants the files of the machine and keeps what is said.
struct Granting {
    disk: Disk,
    said: Arc<Mutex<Vec<String>>>,
}

impl Host for Granting {
    fn print(&mut self, text: &str) {
        self.said.lock().unwrap().push(text.to_owned());
    }

    fn message(&mut self, message: &Message, _: &SourceMap) {
        self.said.lock().unwrap().push(format!("{}::{}", message.symbol, message.tag));
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        Some(&mut self.disk)
    }
}

/// A session in a directory of its own, which goes when it does.
struct Desk {
    session: Session,
    said: Arc<Mutex<Vec<String>>>,
    folder: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = std::env::temp_dir().join(format!("scheelite-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let host = Granting { disk: Disk, said: said.clone() };
        let mut session = Session::with_host(&Engine::new(), Box::new(host));
        session.evaluate(&format!("SetDirectory[{:?}]", folder.to_string_lossy())).unwrap();
        Desk { session, said, folder }
    }

    fn value(&mut self, input: &str) -> String {
        let value = self.session.evaluate(input).unwrap();
        input_form(&value)
    }

    /// The value in InputForm and the names of the messages, spaces between.
    fn check(&mut self, input: &str, expected: &str, messages: &[&str]) {
        self.said.lock().unwrap().clear();
        let value = self.value(input);
        assert_eq!(value, expected, "{input}");
        assert_eq!(*self.said.lock().unwrap(), messages, "{input}");
    }

    /// The value as a number.
    fn close(&mut self, input: &str, expected: f64, within: f64) {
        let text = self.value(&format!("ToString[N[{input}], FormatType -> InputForm]"));
        let number = text.trim_matches('"').replace("*^", "e").trim_end_matches('.').parse::<f64>();
        let number = number.unwrap_or_else(|_| panic!("{input} gives {text}"));
        assert!((number - expected).abs() <= within, "{input} gives {number}, not {expected}");
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        // What cannot be removed now is left to the system's own cleaning of temporary files.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn tables_of_numbers_are_read_and_written() {
    let mut desk = Desk::new("tables");
    std::fs::write(desk.folder.join("a.csv"), "x,y\n1,2.5\n2,\"a, b\"\n3,1e3\n").unwrap();
    desk.check("Import[\"a.csv\"]", r#"{{"x", "y"}, {1, 2.5}, {2, "a, b"}, {3, 1000.}}"#, &[]);
    desk.check("Import[\"a.csv\", \"HeaderLines\" -> 1][[All, 1]]", "{1, 2, 3}", &[]);
    desk.check("Import[\"a.csv\", {\"Data\", 2}]", "{1, 2.5}", &[]);
    desk.check("Import[\"a.csv\", {\"CSV\", \"Dimensions\"}]", "{4, 2}", &[]);
    desk.check("Export[\"b.csv\", {{1, 2.5}, {1/3, \"q\"}}]", "\"b.csv\"", &[]);
    assert_eq!(std::fs::read_to_string(desk.folder.join("b.csv")).unwrap(), "1,2.5\n1/3,\"q\"\n");
    desk.check("Export[\"c.tsv\", {{1, 2}, {3, 4}}]; Import[\"c.tsv\"]", "{{1, 2}, {3, 4}}", &[]);
    desk.check("Export[\"d.dat\", {{1, 2.5}, {3, 4}}]; Import[\"d.dat\"]", "{{1, 2.5}, {3, 4}}", &[]);
    desk.check("Export[\"e.txt\", {1, 2, 3}, \"List\"]; Import[\"e.txt\", \"List\"]", "{1, 2, 3}", &[]);
    desk.check("Import[\"a.csv\", {\"Text\", \"Lines\"}][[1]]", "\"x,y\"", &[]);
}

#[test]
fn json_is_read_and_written() {
    let mut desk = Desk::new("json");
    desk.check(
        r#"ImportString["{\"a\": [1, 2.5, null, true], \"b\": {\"c\": \"x\"}}", "RawJSON"]"#,
        r#"<|"a" -> {1, 2.5, Null, True}, "b" -> <|"c" -> "x"|>|>"#,
        &[],
    );
    desk.check(r#"ImportString["{\"a\": {\"b\": 1}}", "JSON"]"#, r#"{"a" -> {"b" -> 1}}"#, &[]);
    desk.check(
        r#"ExportString[{"a" -> 1, "b" -> {1.5, "t"}}, "JSON", "Compact" -> True]"#,
        r#""{\"a\":1,\"b\":[1.5,\"t\"]}""#,
        &[],
    );
    desk.check("ExportString[{1}, \"JSON\"]", "\"[\\n\\t1\\n]\"", &[]);
    desk.check("ImportString[\"12345678901234567890123\", \"JSON\"]", "12345678901234567890123", &[]);
    desk.check("ImportString[\"[1,\", \"JSON\"]", "$Failed", &["Import::fmterr"]);
    desk.check("ExportString[{1 -> 2}, \"JSON\"]", "$Failed", &["Export::errelem"]);
    let deep = "[".repeat(100_000);
    desk.check(&format!("ImportString[\"{deep}\", \"JSON\"]"), "$Failed", &["Import::fmterr"]);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let mut desk = Desk::new("bad");
    std::fs::write(desk.folder.join("latin.txt"), b"caf\xe9\n").unwrap();
    std::fs::create_dir(desk.folder.join("folder.csv")).unwrap();
    desk.check("Import[\"none.csv\"]", "$Failed", &["Import::nffil"]);
    desk.check("Import[\"latin.txt\"]", "$Failed", &["Import::utf8"]);
    desk.check("Import[\"folder.csv\"]", "$Failed", &["Import::sysio"]);
    desk.check("ImportString[\"1,2\", {\"CSV\", \"Nonsense\"}]", "$Failed", &["Import::noelem"]);
    desk.check("Import[1]", "$Failed", &["Import::chtype"]);
    desk.check("Import[\"latin.txt\", \"PNG\"]", "$Failed", &["Import::fmterr"]);
    desk.check("Export[\"none/x.csv\", {{1}}]", "$Failed", &["Export::noopen"]);
    desk.check("Export[\"x.unknown\", {{1}}]", "$Failed", &["Export::infer"]);
    desk.check("Export[\"x.csv\", y]", "$Failed", &["Export::errelem"]);
    desk.check("OpenRead[\"none.txt\"]", "$Failed", &["OpenRead::noopen"]);
    desk.check("ReadList[\"none.txt\"]", "$Failed", &["ReadList::noopen"]);
    desk.check("DeleteFile[\"none.txt\"]", "$Failed", &["DeleteFile::fdnfnd"]);
    desk.check("SetDirectory[\"none\"]", "$Failed", &["SetDirectory::cdir"]);
}

#[test]
fn a_session_without_the_grant_reaches_no_file() {
    let mut session = Session::new(&Engine::new());
    for (input, message) in [
        ("Import[\"/etc/passwd\"]", "Import::nohost"),
        ("Export[\"scheelite-not-granted.txt\", \"x\"]", "Export::nohost"),
        ("OpenWrite[\"scheelite-not-granted.txt\"]", "OpenWrite::nohost"),
        ("ReadList[\"/etc/passwd\", String]", "ReadList::nohost"),
        ("Directory[]", "Directory::nohost"),
        ("SetDirectory[\"/\"]", "SetDirectory::nohost"),
    ] {
        let value = session.evaluate(input).unwrap();
        assert_eq!(input_form(&value), "$Failed", "{input}");
        let messages = session.take_messages();
        let names: Vec<String> = messages.iter().map(|m| format!("{}::{}", m.symbol, m.tag)).collect();
        assert_eq!(names, [message], "{input}");
    }
    for (input, expected) in [
        ("FileExistsQ[\"/etc/passwd\"]", "False"),
        ("Environment[\"PATH\"]", "$Failed"),
        ("DirectoryQ[\"/\"]", "False"),
    ] {
        let value = session.evaluate(input).unwrap();
        assert_eq!(input_form(&value), expected, "{input}");
    }
    assert!(!std::path::Path::new("scheelite-not-granted.txt").exists());
}

#[test]
fn streams_read_and_write_piece_by_piece() {
    let mut desk = Desk::new("streams");
    desk.value("out = OpenWrite[\"a.txt\"]");
    desk.value("WriteString[out, \"x = \", 1.5, \"\\n\"]; Write[out, {1, \"s\"}]; WriteLine[out, \"end\"]");
    desk.check("Close[out]", "\"a.txt\"", &[]);
    desk.check("Import[\"a.txt\", \"Lines\"]", r#"{"x = 1.5", "{1, \"s\"}", "end"}"#, &[]);
    desk.value(
        "more = OpenAppend[\"a.txt\"]; WriteString[more, \"12 abc\"]; Close[more]; in = OpenRead[\"a.txt\"]",
    );
    desk.check("ReadLine[in]", "\"x = 1.5\"", &[]);
    desk.check("Read[in, Expression]", "{1, \"s\"}", &[]);
    desk.check(
        "{Read[in, String], Read[in, {Number, Word}], Read[in, Word]}",
        "{\"end\", {12, \"abc\"}, EndOfFile}",
        &[],
    );
    desk.check("Close[in]; ReadLine[in]", "$Failed", &["General::openx"]);
    desk.check("ReadList[StringToStream[\"1 2\\n3 4\"], {Number, Number}]", "{{1, 2}, {3, 4}}", &[]);
    desk.check("ReadList[StringToStream[\"1 x\"], Number]", "$Failed", &["ReadList::readn"]);
    desk.check("{1, x + y} >> \"p.m\"; f[x] >>> \"p.m\"; ReadList[\"p.m\"]", "{{1, x + y}, f[x]}", &[]);
    desk.check("FileNames[\"*.m\"]", "{\"p.m\"}", &[]);
    desk.check("CopyFile[\"p.m\", \"a.txt\"]", "$Failed", &["CopyFile::filex"]);
    desk.check("DeleteFile[\"p.m\"]; FileExistsQ[\"p.m\"]", "False", &[]);
    desk.check(
        "CreateDirectory[\"u/v\"]; {DirectoryQ[\"u/v\"], FileType[\"u\"], FileType[\"w\"]}",
        "{True, Directory, None}",
        &[],
    );
}

#[test]
fn files_are_put_renamed_and_measured() {
    let mut desk = Desk::new("put");
    desk.check("f[x_] := x^2; Put[1 + y, \"a.m\"]; PutAppend[{2}, \"a.m\"]; Get[\"a.m\"]", "{2}", &[]);
    desk.check("ReadString[\"a.m\"]", r#""1 + y\n{2}\n""#, &[]);
    desk.check("FileByteCount[\"a.m\"]", "10", &[]);
    desk.check("RenameFile[\"a.m\", \"b.m\"]; FileExistsQ[\"a.m\"]", "False", &[]);
    desk.check("AbsoluteFileName[\"b.m\"] === FileNameJoin[{Directory[], \"b.m\"}]", "True", &[]);
    desk.check("CreateDirectory[\"d\"]; DeleteDirectory[\"d\"]; FileExistsQ[\"d\"]", "False", &[]);
}

#[test]
fn the_output_of_the_session_is_a_stream() {
    let mut desk = Desk::new("output");
    desk.check("WriteString[$Output, \"a\", 1.5]", "Null", &["a1.5"]);
    desk.check("WriteLine[\"stdout\", \"b\"]", "Null", &["b\n"]);
    desk.check("Hash[{1, x}] === Hash[{1, x}]", "True", &[]);
}

#[test]
fn pictures_are_written_with_the_pixels_asked_for() {
    let mut desk = Desk::new("pictures");
    for plot in [
        "ListPlot[{1, 4, 9}, ImageSize -> {200, 120}]",
        "ListLinePlot[{{1, 2}, {2, 3}, {5, 1}}, ImageSize -> {200, 120}, Frame -> True]",
        "ListLogPlot[{1, 10, 100}, ImageSize -> {200, 120}]",
        "Plot[{Sin[x], 1/x}, {x, -1, 1}, ImageSize -> {200, 120}, PlotLegends -> {\"a\", \"b\"}]",
        "ArrayPlot[{{0, 1}, {1, 0}}, ImageSize -> {200, 120}]",
        "MatrixPlot[{{-1, 0}, {1, 2}}, ImageSize -> {200, 120}]",
        "ListDensityPlot[{{1, 2}, {3, 4}}, ImageSize -> {200, 120}]",
        "BarChart[{1, 2, 3}, ImageSize -> {200, 120}]",
    ] {
        desk.check(&format!("Export[\"p.png\", {plot}]"), "\"p.png\"", &[]);
        desk.check("ImageDimensions[Import[\"p.png\"]]", "{200, 120}", &[]);
        desk.check(&format!("Export[\"p.svg\", {plot}]"), "\"p.svg\"", &[]);
        let svg = std::fs::read_to_string(desk.folder.join("p.svg")).unwrap();
        assert!(svg.starts_with("<svg width=\"200\" height=\"120\""), "{plot}");
    }
    desk.check(
        "Export[\"i.png\", Image[{{0, 0.2, 1}, {1, 0, 0}}]]; ImageData[Import[\"i.png\"]]",
        "{{0., 0.2, 1.}, {1., 0., 0.}}",
        &[],
    );
    desk.check("ImageData[Image[{{{255, 0, 51}}}, \"Byte\"]]", "{{{1., 0., 0.2}}}", &[]);
    desk.check("ListPlot[{1, 2}, Nonsense -> 1][[0]]", "ListPlot", &["ListPlot::optx"]);
    desk.check("ListPlot[x][[0]]", "ListPlot", &["ListPlot::lpn"]);
    desk.check("ListPlot[{1, 2}][[0]]", "Graphics", &[]);
    desk.check("Plot[x, {x, 1, 0}][[0]]", "Plot", &["Plot::pllim"]);
    desk.check("Export[\"p.png\", ListPlot[{1, 2}, ImageSize -> 10^9]]", "$Failed", &["Export::errelem"]);
    desk.check("Image[5][[0]]", "Image", &["Image::imgarray"]);
}

#[test]
fn roots_are_found() {
    let mut desk = Desk::new("roots");
    desk.close("x /. FindRoot[Cos[x] == x, {x, 1}]", 0.739_085_133_215_160_6, 1e-15);
    desk.close("x /. FindRoot[x^2 - 2, {x, 0, 2}]", 2f64.sqrt(), 1e-15);
    desk.close("y /. FindRoot[{x^2 + y^2 == 1, y == 2 x}, {{x, 1}, {y, 1}}]", 2.0 / 5f64.sqrt(), 1e-14);
    desk.close("Im[x /. FindRoot[x^2 + 1, {x, 0.5 + I}]]", 1.0, 1e-14);
    desk.check("FindRoot[x^2 + 1, {x, 1}][[0]]", "List", &["FindRoot::jsing"]);
    desk.check("FindRoot[f[x], {x, 1}][[0]]", "FindRoot", &["FindRoot::nlnum"]);
    desk.check("FindRoot[{x, y}, {x, 1}][[0]]", "FindRoot", &["FindRoot::nveq"]);
}

#[test]
fn integrals_and_sums_are_found() {
    use std::f64::consts::PI;
    let mut desk = Desk::new("integrals");
    desk.close("NIntegrate[Exp[-x^2], {x, -Infinity, Infinity}]", PI.sqrt(), 1e-12);
    desk.close("NIntegrate[1/Sqrt[x], {x, 0, 1}]", 2.0, 1e-10);
    desk.close("NIntegrate[x y, {x, 0, 1}, {y, 0, x}]", 0.125, 1e-9);
    desk.close("NIntegrate[Sin[x], {x, 0, Pi}]", 2.0, 1e-13);
    desk.close("NSum[1/n^2, {n, 1, Infinity}]", PI * PI / 6.0, 1e-9);
    desk.close("NSum[(-1)^n/n, {n, 1, Infinity}]", -(2f64.ln()), 1e-12);
    desk.close("NSum[i, {i, 1, 100}]", 5050.0, 0.0);
    desk.close("NProduct[1 + 1/n^2, {n, 1, Infinity}]", PI.sinh() / PI, 1e-7);
    desk.check("NIntegrate[f[x], {x, 0, 1}][[0]]", "NIntegrate", &["NIntegrate::inumr"]);
    desk.check("NIntegrate[x, {x, 0, a}][[0]]", "NIntegrate", &["NIntegrate::nlim"]);
    desk.check(
        "NumberQ[NIntegrate[1/x, {x, 0, 1}]] || True",
        "True",
        &["NIntegrate::slwcon", "NIntegrate::ncvb"],
    );
}

#[test]
fn extrema_are_found() {
    let mut desk = Desk::new("extrema");
    desk.close("x /. FindMinimum[(x - 1)^2 + 3, {x, 0}][[2]]", 1.0, 1e-7);
    desk.close("FindMaximum[Sin[x], {x, 1}][[1]]", 1.0, 1e-14);
    let rosenbrock = "FindMinimum[(1 - x)^2 + 100 (y - x^2)^2, {{x, -1.2}, {y, 1}}]";
    desk.close(&format!("y /. {rosenbrock}[[2]]"), 1.0, 1e-6);
    desk.close("x /. FindMinimum[Abs[x - 2], {x, 0}][[2]]", 2.0, 1e-5);
    desk.check("FindMinimum[f[x], {x, 1}][[0]]", "FindMinimum", &["FindMinimum::nrnum"]);
    desk.check("FindMinimum[x, {x, 1}][[0]]", "List", &["FindMinimum::cvmit"]);
}

#[test]
fn differential_equations_are_solved() {
    let mut desk = Desk::new("ode");
    desk.close("NDSolveValue[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 5}][3]", (-3f64).exp(), 1e-8);
    desk.close(
        "(y /. First[NDSolve[{y''[t] + y[t] == 0, y[0] == 0, y'[0] == 1}, y, {t, 0, 10}]])[5]",
        5f64.sin(),
        1e-7,
    );
    desk.close(
        "NDSolveValue[{x'[t] == y[t], y'[t] == -x[t], x[0] == 1, y[0] == 0}, {x, y}, {t, 0, 3}][[2]][3]",
        -(3f64.sin()),
        1e-7,
    );
    desk.close("(y[t] /. NDSolve[{y'[t] == t, y[1] == 0}, y[t], {t, 0, 2}][[1]]) /. t -> 0", -0.5, 1e-9);
    desk.check("NDSolve[{y'[t] == y[t]^2, y[0] == 1}, y, {t, 0, 2}][[0]]", "List", &["NDSolve::ndsz"]);
    desk.check("NDSolve[{y'[t] == y[t]}, y, {t, 0, 2}][[0]]", "NDSolve", &["NDSolve::ndnco"]);
    desk.check("NDSolve[{y'[t] == z[t], y[0] == 1}, y, {t, 0, 2}][[0]]", "NDSolve", &["NDSolve::ndnum"]);
    desk.check("NDSolve[{x, y[0] == 1}, y, {t, 0, 2}][[0]]", "NDSolve", &["NDSolve::deqn"]);
}

#[test]
fn values_between_places_are_found() {
    let mut desk = Desk::new("between");
    desk.close("Interpolation[{1, 4, 9, 16}][2.5]", 6.25, 1e-14);
    desk.close("Interpolation[{{0, 0}, {1, 2}, {3, 0}}, InterpolationOrder -> 1][2]", 1.0, 1e-15);
    desk.check(
        "Interpolation[{1, 4, 9, 16}][a]",
        "InterpolatingFunction[{{1., 4.}}, 3, {1., 2., 3., 4.}, {1., 4., 9., 16.}, {}][a]",
        &[],
    );
    desk.check("Interpolation[{1, 4, 9, 16}][5.]", "25.", &["InterpolatingFunction::dmval"]);
    desk.check("Interpolation[{{0, 0}, {0, 1}}][[0]]", "Interpolation", &["Interpolation::indupt"]);
    desk.check("Interpolation[x][[0]]", "Interpolation", &["Interpolation::indat"]);
    desk.close("Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x] /. x -> 10", 21.0, 1e-12);
    desk.check("Fit[{a, b}, {1, x}, x][[0]]", "Fit", &["Fit::fitd"]);
}

#[test]
fn verification_tests_are_reported() {
    let text = "VerificationTest[1 + 1, 2]\nVerificationTest[1 + 1, 3]\n\
        VerificationTest[1/0, ComplexInfinity, {Power::infy}]\nVerificationTest[1/0, ComplexInfinity]\n\
        VerificationTest[2 > 1, TestID -> \"order\"]\nx = 5;\nVerificationTest[x, 5]\n";
    let mut session = Session::new(&Engine::new());
    let mut lines = Vec::new();
    let summary = scheelite::verification::run_tests(&mut session, "a.wlt", text, &mut |line| {
        lines.push(line.to_owned());
    });
    assert_eq!(summary.line(), "4 passed, 2 failed");
    assert_eq!(lines[0], "ok      1 + 1");
    assert_eq!(
        lines[1],
        "FAILED  1 + 1  (a.wlt:2:1)\n        input:    1 + 1\n        expected: 3\n        actual:   2"
    );
    assert!(lines[3].contains("actual messages: {Power::infy}"), "{}", lines[3]);
    assert_eq!(lines[4], "ok      order");
    assert!(session.take_messages().is_empty(), "messages of tests are not shown");
    let summary =
        scheelite::verification::run_tests(&mut session, "b.wlt", "VerificationTest[1, 1\n", &mut |_| {});
    assert!(!summary.is_success());
}
