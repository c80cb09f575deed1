//! Character encodings of files: bytes to text and back.

use super::super::settings::Settings;
use super::super::streams::ReadError;
use crate::expr::Expr;

/// An encoding of text as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, of which ASCII is a part.
    Utf8,
    /// ISO 8859-1: a byte is the character with its number.
    Latin1,
    /// The code page 1252 of Windows: ISO 8859-1 with other characters from 128 to 159.
    Windows,
    /// UTF-16; a byte order mark tells the order, which else is little-endian.
    Utf16,
}

/// The names of encodings in the language.
const NAMED: &[(&str, Encoding)] = &[
    ("ASCII", Encoding::Utf8),
    ("ISO-8859-1", Encoding::Latin1),
    ("ISO8859-1", Encoding::Latin1),
    ("ISOLatin1", Encoding::Latin1),
    ("Latin1", Encoding::Latin1),
    ("UTF-16", Encoding::Utf16),
    ("UTF-8", Encoding::Utf8),
    ("UTF16", Encoding::Utf16),
    ("UTF8", Encoding::Utf8),
    ("Unicode", Encoding::Utf16),
    ("WindowsANSI", Encoding::Windows),
];

/// Characters of the code page 1252 for the bytes from 128 on; the five that it leaves open are those of ISO 8859-1.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Bytes that are no text, and why.
#[derive(Debug)]
pub struct NotText {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Why.
    pub error: ReadError,
}

/// The encoding that `CharacterEncoding` names, if it is known.
fn chosen(settings: &Settings) -> Option<Encoding> {
    let Some(Expr::String(name)) = settings.chosen("CharacterEncoding") else { return None };
    NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, encoding)| *encoding)
}

/// A text in which each character is a byte.
pub fn a_character_a_byte(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// Bytes as text, without a byte order mark: in the encoding that the settings name, else UTF-8, or UTF-16 with its mark.
pub fn text_of(bytes: Vec<u8>, settings: &Settings) -> Result<String, NotText> {
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let encoding = chosen(settings).unwrap_or(if marked { Encoding::Utf16 } else { Encoding::Utf8 });
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[at];
            NotText { bytes: error.into_bytes(), error: ReadError::NotText(byte, at) }
        })?,
        Encoding::Latin1 => a_character_a_byte(&bytes),
        Encoding::Windows => bytes
            .iter()
            .map(|&byte| match byte {
                128..160 => WINDOWS[usize::from(byte - 128)],
                byte => char::from(byte),
            })
            .collect(),
        Encoding::Utf16 => {
            let big = bytes.starts_with(&[0xfe, 0xff]);
            let units = bytes.chunks(2).map(|pair| match *pair {
                [a, b] if big => u16::from_be_bytes([a, b]),
                [a, b] => u16::from_le_bytes([a, b]),
                // Half a unit is no character.
                _ => 0xdc00,
            });
            let read: Result<String, usize> = char::decode_utf16(units)
                .enumerate()
                .map(|(index, unit)| unit.map_err(|_| index * 2))
                .collect();
            match read {
                Ok(text) => text,
                Err(at) => {
                    let byte = bytes.get(at).copied().unwrap_or(0);
                    return Err(NotText { bytes, error: ReadError::NotText(byte, at) });
                }
            }
        }
    };
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// Text as bytes in the encoding that the settings name, else UTF-8; the first character that it lacks is the error.
pub fn bytes_of(text: String, settings: &Settings) -> Result<Vec<u8>, char> {
    match chosen(settings).unwrap_or(Encoding::Utf8) {
        Encoding::Utf8 => Ok(text.into_bytes()),
        Encoding::Latin1 => text.chars().map(|c| u8::try_from(u32::from(c)).map_err(|_| c)).collect(),
        Encoding::Windows => text
            .chars()
            .map(|c| match WINDOWS.iter().position(|&known| known == c) {
                Some(index) => Ok(128 + index as u8),
                None => u8::try_from(u32::from(c)).map_err(|_| c),
            })
            .collect(),
        Encoding::Utf16 => {
            Ok([0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, bytes_of, text_of};
    use crate::expr::Expr;

    fn settings(name: &str) -> Settings {
        Settings::default().replaced("CharacterEncoding", Expr::string(name))
    }

    #[test]
    fn each_encoding_reads_what_it_writes() {
        for (name, bytes) in [
            ("UTF8", &b"\xc3\xa9\xe2\x82\xac"[..]),
            ("WindowsANSI", b"\xe9\x80"),
            ("UTF16", b"\xff\xfe\xe9\x00\xac\x20"),
        ] {
            assert_eq!(bytes_of("é€".to_owned(), &settings(name)).as_deref(), Ok(bytes), "{name}");
            assert_eq!(text_of(bytes.to_vec(), &settings(name)).unwrap(), "é€", "{name}");
        }
        assert_eq!(bytes_of("é€".to_owned(), &settings("Latin1")), Err('€'));
        assert_eq!(text_of(b"\xe9\x80".to_vec(), &settings("ISO8859-1")).unwrap(), "é\u{80}");
    }

    #[test]
    fn marks_are_read_and_dropped() {
        let plain = Settings::default();
        for bytes in [&b"\xef\xbb\xbfa"[..], b"\xff\xfea\0", b"\xfe\xff\0a", b"a"] {
            assert_eq!(text_of(bytes.to_vec(), &plain).unwrap(), "a", "{bytes:?}");
        }
        assert!(text_of(b"a\xe9".to_vec(), &plain).is_err());
        assert!(text_of(b"\xff\xfea".to_vec(), &plain).is_err(), "half a unit");
    }
}
