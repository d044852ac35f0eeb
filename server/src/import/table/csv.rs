//! CSV as offices write it: UTF-8 with or without BOM, LF or CRLF, quotes as in RFC 4180.

use super::{MAX_ROWS, Row, Table, checked};
use csv::{ByteRecord, ReaderBuilder};
use domain::fault::Fault;

/// Reads header and rows.
pub fn read(bytes: &[u8]) -> Result<Table, Fault> {
    let bytes = without_bom(bytes)?;
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut table = Table::default();
    let mut record = ByteRecord::new();
    let mut rows = RowCount { bytes, at: 0, row: 1 };
    while reader.read_byte_record(&mut record).map_err(|_| Fault::FileUnreadable)? {
        let number = rows.number(&record);
        if record.iter().all(|cell| cell.iter().all(u8::is_ascii_whitespace)) {
            continue;
        }
        if table.header.is_empty() {
            table.header = header(&record)?;
            continue;
        }
        if table.rows.len() == MAX_ROWS {
            return Err(Fault::RowsTooMany { limit: MAX_ROWS });
        }
        table.rows.push(Row { number, cells: record.iter().map(cell).collect() });
    }
    Ok(table)
}

/// The bytes after a BOM; refuses other encodings by name, since guessing would garble names.
fn without_bom(bytes: &[u8]) -> Result<&[u8], Fault> {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(Fault::FileUtf16),
        [0xef, 0xbb, 0xbf, rest @ ..] => Ok(rest),
        _ if bytes.iter().take(200).any(|b| *b == 0) => Err(Fault::FileUnreadable),
        _ if is_gb18030(bytes) => Err(Fault::FileNotUtf8),
        _ => Ok(bytes),
    }
}

fn header(record: &ByteRecord) -> Result<Vec<String>, Fault> {
    record
        .iter()
        .map(|name| std::str::from_utf8(name).map(|n| n.trim().to_owned()).map_err(|_| Fault::FileNotUtf8))
        .collect()
}

fn cell(bytes: &[u8]) -> Result<String, Fault> {
    std::str::from_utf8(bytes).map_err(|_| Fault::CellNotUtf8).and_then(checked)
}

/// Rows as a spreadsheet numbers them: blank lines count, line breaks inside a cell do not.
struct RowCount<'a> {
    bytes: &'a [u8],
    at: usize,
    row: usize,
}

impl RowCount<'_> {
    /// The number of a record, asked for in their order.
    fn number(&mut self, record: &ByteRecord) -> usize {
        // The reader's position is before the end of the line above and before blank lines.
        let mut start = record.position().map_or(0, |p| p.byte() as usize);
        while matches!(self.bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        self.row += line_breaks(self.bytes.get(self.at..start).unwrap_or_default());
        self.at = start;
        let number = self.row;
        self.row -= record.iter().map(line_breaks).sum::<usize>();
        number
    }
}

fn line_breaks(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'\n').count()
}

/// Whether the bytes read as GB18030 throughout and have no single character of valid UTF-8
/// beyond ASCII. GB18030: a lead byte 81–FE, then 40–7E or 80–FE, or digit, lead, digit.
fn is_gb18030(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() || has_utf8_character(bytes) {
        return false;
    }
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return true,
            [0..=0x7f, tail @ ..] => tail,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, tail @ ..] => tail,
            [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, tail @ ..] => tail,
            _ => return false,
        };
    }
}

/// Whether some valid chunk of the text holds a character of three bytes, as Chinese ones are.
fn has_utf8_character(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| chunk.valid().chars().any(|c| c.len_utf8() >= 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(row: &Row) -> Vec<&str> {
        row.cells.iter().map(|c| c.as_deref().unwrap()).collect()
    }

    #[test]
    fn bom_crlf_and_quotes_are_read() {
        let table =
            read("\u{feff}code,name\r\n1,\"堡镇, \"\"东\"\"\"\r\n\r\n2, 港西 \r\n".as_bytes()).unwrap();
        assert_eq!(table.header, ["code", "name"]);
        assert_eq!(texts(&table.rows[0]), ["1", "堡镇, \"东\""]);
        assert_eq!(texts(&table.rows[1]), ["2", "港西"]);
        assert_eq!(table.rows[1].number, 4, "a blank line is a row of the spreadsheet");
    }

    #[test]
    fn a_line_break_inside_a_cell_does_not_shift_the_rows_after_it() {
        let table = read(b"a,b\n\"x\ny\",1\nz,2\n").unwrap();
        assert_eq!(table.rows[0].cells[0], Err(Fault::CellControl));
        assert_eq!(table.rows[1].number, 3);
    }

    #[test]
    fn text_in_gb18030_is_named_and_not_garbled() {
        let gbk = [b"code,name\n1,".as_slice(), &[0xb1, 0xa4, 0xd5, 0xf2], b"\n"].concat(); // 堡镇
        assert_eq!(read(&gbk), Err(Fault::FileNotUtf8));
    }

    #[test]
    fn one_broken_cell_is_a_fault_of_that_cell() {
        let bytes = ["code,name\n1,堡镇\n2,".as_bytes(), &[0xe5, 0xa0], b"\n"].concat();
        let table = read(&bytes).unwrap();
        assert_eq!(table.rows[1].cells[1], Err(Fault::CellNotUtf8));
    }

    #[test]
    fn utf16_is_named() {
        assert_eq!(read(&[0xff, 0xfe, b'c', 0]), Err(Fault::FileUtf16));
    }
}
