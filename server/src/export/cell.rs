//! Cells that no spreadsheet calculates (OWASP ASVS 5.0, V1.2.10).

/// A text as a cell: with an apostrophe before anything that would start a formula. Every cell is
/// quoted besides, so a separator inside starts no cell of its own.
pub fn text(text: &str) -> String {
    let risky = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n' | '|' | '%')
    };
    let start = text.trim_start_matches([' ', '\u{3000}', '\u{a0}', '\u{feff}', '"', '\'']);
    if text.starts_with(risky) || start.starts_with(risky) { format!("'{text}") } else { text.to_owned() }
}

/// A writer of quoted cells that starts with the BOM: without it Excel reads Chinese as Latin.
pub fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_calculated_gets_an_apostrophe() {
        for risky in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\"=1", "|cmd"] {
            assert!(text(risky).starts_with('\''), "{risky:?}");
        }
        assert_eq!(text("幸福里 8 号"), "幸福里 8 号");
    }

    #[test]
    fn separators_and_quotes_stay_inside_their_cell() {
        let mut writer = writer();
        writer.write_record([text("a,=1"), text("b\";=2\n=3")]).unwrap();
        let bytes = writer.into_inner().unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[3..]);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), ["a,=1", "b\";=2\n=3"]);
    }
}
