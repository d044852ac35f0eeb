//! Free text is the last resort after lists: what names a person, a number or an attribute of a
//! person is refused before it is kept.

mod lexicon;

use crate::problem::Problem;

/// Digits in a row from which a text holds a number of a person: identity, card or phone.
const DIGITS_OF_A_NUMBER: usize = 7;

/// What is refused, in the writer's own characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The part.
    pub part: String,
}

/// Refuses identity, card and phone numbers, names in `known_names`, and the lexicon in Chinese
/// (both scripts), pinyin and English; also spaced out, full-width or written in other digits.
pub fn check(text: &str, known_names: &[&str]) -> Result<(), Refused> {
    let plain = fold(text);
    let found = number(&plain).or_else(|| chinese(&plain, known_names)).or_else(|| latin(&plain));
    found.map_or(Ok(()), |part| Err(Refused { part }))
}

/// A text that is to be kept, trimmed: not empty, of at most `longest` characters, and [`check`]ed.
/// `place` names its field.
pub fn kept(text: &str, longest: usize, known_names: &[&str], place: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > longest {
        return Err(Problem::Malformed { place: place.to_owned() });
    }
    check(text, known_names).map_err(|refused| Problem::TextRefused { part: refused.part })?;
    Ok(text.to_owned())
}

/// A character of the text, and what it is read as.
#[derive(Clone, Copy)]
struct Folded {
    original: char,
    read: char,
}

fn fold(text: &str) -> Vec<Folded> {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|original| Folded { original, read: read_as(original) })
        .collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{fe00}'..='\u{fe0f}')
}

/// Full-width forms as ASCII, every kind of digit as a digit, letters small and without tones.
fn read_as(c: char) -> char {
    const DIGITS: [&str; 10] =
        ["零〇○", "一壹①", "二贰②", "三叁③", "四肆④", "五伍⑤", "六陆⑥", "七柒⑦", "八捌⑧", "九玖⑨"];
    const LETTERS: [(&str, char); 6] = [
        ("āáǎàâä", 'a'),
        ("ēéěèêë", 'e'),
        ("īíǐìîï", 'i'),
        ("ōóǒòôö", 'o'),
        ("ūúǔùûüǖǘǚǜ", 'u'),
        ("ńňǹñ", 'n'),
    ];
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    let small = half.to_lowercase().next().unwrap_or(half);
    let digit = DIGITS.iter().zip('0'..='9').find(|(forms, _)| forms.contains(small)).map(|(_, digit)| digit);
    let letter = LETTERS.iter().find(|(forms, _)| forms.contains(small)).map(|(_, letter)| *letter);
    digit.or(letter).unwrap_or(small)
}

fn is_separator(c: char) -> bool {
    !c.is_alphanumeric()
}

/// A run of digits, whatever separates them, that is long enough for a number of a person; a
/// calendar date is not.
fn number(plain: &[Folded]) -> Option<String> {
    let mut start = 0;
    while start < plain.len() {
        if !plain[start].read.is_ascii_digit() {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < plain.len() && (plain[end].read.is_ascii_digit() || is_separator(plain[end].read)) {
            end += 1;
        }
        let run = &plain[start..end];
        let digits = run.iter().filter(|f| f.read.is_ascii_digit()).count();
        if digits >= DIGITS_OF_A_NUMBER && !is_date(run) {
            return Some(original(run));
        }
        start = end;
    }
    None
}

/// `2026-11-24`, `2026/11/24`, `2026.11.24`.
fn is_date(run: &[Folded]) -> bool {
    let text: String = run.iter().map(|f| f.read).collect();
    let parts: Vec<&str> = text.trim_matches(is_separator).split(['-', '/', '.']).collect();
    let [year, month, day] = parts[..] else { return false };
    year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && month.parse().is_ok_and(|m: u8| (1..=12).contains(&m))
        && day.parse().is_ok_and(|d: u8| (1..=31).contains(&d))
}

/// Words of the lexicon and known names, with anything that is no letter between their characters.
fn chinese(plain: &[Folded], known_names: &[&str]) -> Option<String> {
    let dense: Vec<Folded> = plain.iter().copied().filter(|f| !is_separator(f.read)).collect();
    let read: Vec<char> = dense.iter().map(|f| f.read).collect();
    let names = known_names.iter().copied().filter(|name| name.chars().count() >= 2);
    lexicon::CHINESE.iter().copied().chain(names).find_map(|word| {
        let word: Vec<char> = word.chars().map(read_as).filter(|c| !is_separator(*c)).collect();
        let at = read.windows(word.len()).position(|window| window == word)?;
        Some(original(&dense[at..at + word.len()]))
    })
}

/// Whole words, and neighbours that give a word together: `shen fen zheng`, `id card`.
fn latin(plain: &[Folded]) -> Option<String> {
    let words: Vec<&[Folded]> =
        plain.split(|f| !f.read.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect();
    (0..words.len()).find_map(|start| {
        let mut joined = String::new();
        for (n, word) in words[start..].iter().enumerate() {
            joined.extend(word.iter().map(|f| f.read));
            if joined.len() > lexicon::LONGEST_LATIN {
                break;
            }
            if lexicon::LATIN.contains(&joined.as_str()) {
                let parts = words[start..=start + n].iter().map(|word| original(word));
                return Some(parts.collect::<Vec<_>>().join(" "));
            }
        }
        None
    })
}

fn original(part: &[Folded]) -> String {
    let text: String = part.iter().map(|f| f.original).collect();
    text.trim_matches(is_separator).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_words_about_things_pass() {
        let texts = [
            "楼道内有电动车充电，已提醒移走",
            "201 室门口堆放 3 个纸箱，宽约 80 cm",
            "The gas hose is cracked, 2 m long, room 1203",
            "2026-11-24 复查时仍未整改",
            "三楼至六楼应急灯不亮",
            "taxi duty plate on the gate",
            "",
        ];
        for text in texts {
            assert_eq!(check(text, &["张三丰"]), Ok(()), "{text}");
        }
    }

    #[test]
    fn numbers_of_persons_are_refused_in_every_dress() {
        let texts = [
            "310230199001011234",
            "31023019900101123X",
            "电话１３８００１３８０００",
            "138 0013 8000",
            "138-0013-8000",
            "一三八零零一三八零零零",
            "①③⑧⓪0013800000",
            "6222 0212 3456 7890 123",
            "021-59612345",
            "13\u{200b}800138000",
            "E12345678",
        ];
        for text in texts {
            assert!(check(text, &[]).is_err(), "{text}");
        }
    }

    #[test]
    fn attributes_of_persons_are_refused_in_chinese_pinyin_and_english() {
        let texts = [
            "没有身份证",
            "没有身 份、证",
            "身份證",
            "户籍不明",
            "籍贯",
            "少数民族",
            "信宗教",
            "政治面貌",
            "有前科",
            "吸毒",
            "信访",
            "shenfenzheng",
            "Shen Fen Zheng",
            "shēn fèn zhèng",
            "ｓｈｅｎｆｅｎｚｈｅｎｇ",
            "hu ji",
            "no ID card",
            "his religion",
            "Criminal record",
            "ethnicity",
            "重点人员",
        ];
        for text in texts {
            assert!(check(text, &[]).is_err(), "{text}");
        }
    }

    #[test]
    fn the_refused_part_is_shown_as_it_was_written() {
        assert_eq!(
            check("请打１３８００１３８０００找人", &[]),
            Err(Refused { part: "１３８００１３８０００".into() })
        );
        assert_eq!(check("查 Hu Ji 否", &[]), Err(Refused { part: "Hu Ji".into() }));
    }

    #[test]
    fn a_kept_text_is_trimmed_not_empty_not_too_long_and_about_things() {
        assert_eq!(kept("  楼道充电 ", 4, &[], "text"), Ok("楼道充电".to_owned()));
        for (text, longest) in [(" \n", 9), ("楼道充电桩", 4)] {
            assert_eq!(kept(text, longest, &[], "text"), Err(Problem::Malformed { place: "text".into() }));
        }
        let refused = kept("籍贯", 9, &[], "text");
        assert_eq!(refused, Err(Problem::TextRefused { part: "籍贯".into() }));
    }

    #[test]
    fn names_of_known_contacts_are_refused() {
        assert!(check("问过 欧阳 小华", &["欧阳小华"]).is_err());
        assert_eq!(check("问过邻居", &["欧阳小华"]), Ok(()));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_check_fail(text in ".{0,80}") {
            let _ = check(&text, &["张三"]);
        }

        #[test]
        fn any_eleven_digits_are_found_wherever_they_stand(before in "[a-z 门]{0,8}", digits in "1[3-9][0-9]{9}") {
            let text = format!("{before}{digits}");
            prop_assert!(check(&text, &[]).is_err());
        }
    }
}
