//! The names of the language, also of what has no meaning here: each is in `` System` `` wherever it is written.

/// One a line, in the order of their bytes. Collected from public syntax tables of the language.
const NAMES: &str = include_str!("system_names.txt");

/// Whether a name without context belongs to `` System` ``. It is looked for in the sorted text itself, so that a session
/// that names nothing else pays nothing.
pub(crate) fn contains(name: &str) -> bool {
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = NAMES[..middle].rfind('\n').map_or(0, |end| end + 1);
        let end = NAMES[start..].find('\n').map_or(NAMES.len(), |length| start + length);
        match NAMES[start..end].cmp(name) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{NAMES, contains};

    #[test]
    fn every_name_is_found_and_no_other() {
        let names: Vec<&str> = NAMES.lines().collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(names.iter().all(|name| contains(name)));
        for other in ["", "a", "plus", "Plu", "Pluss", "$", "zzz", "ZoomFactors", "\u{3b1}"] {
            assert!(!contains(other), "{other}");
        }
    }
}
