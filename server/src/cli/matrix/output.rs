//! The file of times and distances: `{"durations":[[s]],"distances":[[m]]}`, to 0.1.

use crate::cli::Trouble;
use roads::{Matrix, Snap, UNREACHABLE};
use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// Writes the rows and columns of all points; `null` for those without a snap and where there is
/// no way. `matrix` has those with one, in their order.
pub(super) fn write(
    path: &Path,
    snaps: &[Option<Snap>],
    matrix: &Matrix,
) -> std::result::Result<(), Trouble> {
    let file = File::create(path).map(|file| BufWriter::with_capacity(1 << 16, file));
    file.and_then(|file| write_to(file, snaps, matrix)).map_err(|error| {
        let path = path.display();
        Trouble::said(
            format!("无法写入 {path}：{error}。请检查文件夹、权限和磁盘空间。"),
            format!(
                "{path} cannot be written: {error}. Check the folder, its rights and the room on the disk."
            ),
        )
    })
}

fn write_to(mut out: impl Write, snaps: &[Option<Snap>], matrix: &Matrix) -> Result<()> {
    let is_snapped: Vec<bool> = snaps.iter().map(Option::is_some).collect();
    out.write_all(b"{\"durations\":")?;
    write_table(&mut out, &is_snapped, &matrix.millis, 100)?;
    out.write_all(b",\"distances\":")?;
    write_table(&mut out, &is_snapped, &matrix.centimetres, 10)?;
    out.write_all(b"}\n")?;
    out.flush()
}

/// `cells` in units of which `tenth` make a tenth.
fn write_table(out: &mut impl Write, is_snapped: &[bool], cells: &[u32], tenth: u32) -> Result<()> {
    let columns = is_snapped.iter().filter(|is| **is).count().max(1);
    let mut rows = cells.chunks(columns);
    let mut text = Vec::new();
    for (index, has_row) in is_snapped.iter().enumerate() {
        text.clear();
        text.push(if index == 0 { b'[' } else { b',' });
        text.push(b'[');
        let mut row = has_row.then(|| rows.next()).flatten().unwrap_or_default().iter();
        for (index, has_column) in is_snapped.iter().enumerate() {
            if index > 0 {
                text.push(b',');
            }
            let value = has_column.then(|| row.next()).flatten().filter(|value| **value != UNREACHABLE);
            match value {
                Some(value) => push_tenths(&mut text, (value + tenth / 2) / tenth),
                None => text.extend_from_slice(b"null"),
            }
        }
        text.push(b']');
        out.write_all(&text)?;
    }
    out.write_all(if is_snapped.is_empty() { b"[]" } else { b"]" })
}

/// The general formatter takes a second for two million numbers, this one a fiftieth.
fn push_tenths(text: &mut Vec<u8>, tenths: u32) {
    let mut digits = [b'0'; 10];
    let (mut rest, mut start) = (tenths / 10, digits.len());
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    text.extend_from_slice(&digits[start..]);
    if !tenths.is_multiple_of(10) {
        text.extend_from_slice(&[b'.', b'0' + (tenths % 10) as u8]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_to_a_tenth() {
        for (tenths, wanted) in
            [(0, "0"), (5, "0.5"), (10, "1"), (12_345, "1234.5"), (u32::MAX, "429496729.5")]
        {
            let mut text = Vec::new();
            push_tenths(&mut text, tenths);
            assert_eq!(String::from_utf8(text).unwrap(), wanted);
        }
    }

    #[test]
    fn points_without_a_way_are_null_in_rows_and_columns() {
        let mut out = Vec::new();
        let cells = [0, 12_349, UNREACHABLE, 0];
        write_table(&mut out, &[true, false, true], &cells, 100).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "[[0,null,12.3],[null,null,null],[null,null,0]]");
    }
}
