//! Finding by what a person remembers of an address: a piece of it in Chinese, its pinyin or the
//! initials, a door, the code of a label; whatever the width of the characters and the spaces.

use std::collections::BTreeMap;

/// Pinyin without tones of each character that has one, several divided by spaces (多音字).
pub type Readings = BTreeMap<char, String>;

/// Text without what people write in one way or another: full-width forms are made narrow, capitals
/// small; spaces and signs go.
pub fn fold(text: &str) -> Vec<char> {
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The full-width forms of ASCII (U+FF01 to U+FF5E) stand in its order.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A text that is looked into: folded, each character with the place of its readings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hay(Vec<(char, Option<u32>)>);

/// The readings of many texts, each kept once.
#[derive(Clone, Debug, Default)]
pub struct Index {
    places: BTreeMap<char, u32>,
    readings: Vec<Vec<Vec<char>>>,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    whole: Vec<char>,
    parts: Vec<Vec<char>>,
}

/// How well a text answers a query; the lesser is the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// From its first character on.
    Start,
    /// Somewhere in it.
    Inside,
    /// In pieces, in any order.
    Pieces,
}

impl Query {
    /// What was typed; none where nothing is left of it to look for.
    pub fn new(typed: &str) -> Option<Self> {
        let parts: Vec<Vec<char>> =
            typed.split_whitespace().map(fold).filter(|part| !part.is_empty()).collect();
        let whole = parts.concat();
        (!whole.is_empty()).then_some(Self { whole, parts })
    }
}

impl Index {
    /// Takes in readings; those known already are replaced.
    pub fn learn(&mut self, readings: &Readings) {
        for (&c, words) in readings {
            let words = words.split(' ').map(|word| word.chars().collect()).collect();
            match self.places.get(&c) {
                Some(&at) => self.readings[at as usize] = words,
                None => {
                    self.places.insert(c, self.readings.len() as u32);
                    self.readings.push(words);
                }
            }
        }
    }

    /// A text made ready to be looked into.
    pub fn hay(&self, text: &str) -> Hay {
        Hay(fold(text).into_iter().map(|c| (c, self.places.get(&c).copied())).collect())
    }

    /// How well the text answers; none where it does not.
    pub fn fit(&self, hay: &Hay, query: &Query) -> Option<Fit> {
        match self.place(hay, &query.whole) {
            Some(0) => Some(Fit::Start),
            Some(_) => Some(Fit::Inside),
            None if query.parts.len() < 2 => None,
            None => query.parts.iter().all(|part| self.place(hay, part).is_some()).then_some(Fit::Pieces),
        }
    }

    /// The first character from which `needle` is spelled.
    fn place(&self, hay: &Hay, needle: &[char]) -> Option<usize> {
        (0..hay.0.len()).find(|&at| self.is_spelled(&hay.0[at..], needle))
    }

    /// Whether the characters spell all of `needle`, each by itself, by a reading, or by as much of the
    /// reading's beginning as was typed.
    fn is_spelled(&self, hay: &[(char, Option<u32>)], needle: &[char]) -> bool {
        let Some(&first) = needle.first() else { return true };
        let Some((&(c, readings), rest)) = hay.split_first() else { return false };
        if c == first && self.is_spelled(rest, &needle[1..]) {
            return true;
        }
        let Some(readings) = readings else { return false };
        self.readings[readings as usize].iter().any(|reading| {
            let common = reading.iter().zip(needle).take_while(|(a, b)| a == b).count();
            (1..=common).rev().any(|typed| self.is_spelled(rest, &needle[typed..]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let mut index = Index::default();
        let words = [('滨', "bin"), ('河', "he"), ('新', "xin"), ('村', "cun"), ('重', "zhong chong")];
        let more = [('长', "chang zhang"), ('兴', "xing"), ('号', "hao")];
        let all = words.into_iter().chain(more);
        index.learn(&all.map(|(c, words)| (c, words.to_owned())).collect());
        index
    }

    fn fit(text: &str, typed: &str) -> Option<Fit> {
        let index = index();
        index.fit(&index.hay(text), &Query::new(typed).unwrap())
    }

    #[test]
    fn one_character_or_two_from_anywhere_are_enough() {
        assert_eq!(fit("滨河新村12号 3-301", "村"), Some(Fit::Inside));
        assert_eq!(fit("滨河新村12号 3-301", "新村"), Some(Fit::Inside));
        assert_eq!(fit("滨河新村12号 3-301", "滨河"), Some(Fit::Start));
        assert_eq!(fit("滨河新村12号 3-301", "兴"), None);
    }

    #[test]
    fn pinyin_initials_and_what_lies_between_find_it() {
        for typed in ["binhe", "bh", "bhxc", "binhxc", "bin he xin", "hexincun12", "xc12hao3301", "b河xincun"]
        {
            assert!(fit("滨河新村12号 3-301", typed).is_some(), "{typed}");
        }
        for typed in ["bhc", "hb", "binhei", "xc13"] {
            assert_eq!(fit("滨河新村12号 3-301", typed), None, "{typed}");
        }
    }

    #[test]
    fn a_character_of_several_readings_is_found_by_each() {
        for typed in ["chongxing", "zhongxing", "cx", "zx"] {
            assert!(fit("重兴村", typed).is_some(), "{typed}");
        }
        assert!(fit("长兴村", "zhangx").is_some() && fit("长兴村", "changxing").is_some());
    }

    #[test]
    fn width_case_spaces_and_signs_do_not_matter() {
        for typed in ["１２号", "12 号", "3－301", "3 301", "3－3０1", " 滨河　新村 "] {
            assert!(fit("滨河新村 12号 3-301", typed).is_some(), "{typed}");
        }
        assert!(fit("Ａ座 K7M3QX", "k7m3").is_some());
        assert_eq!(Query::new(" －　"), None);
    }

    #[test]
    fn pieces_in_any_order_find_it_last() {
        assert_eq!(fit("滨河新村12号 3-301", "301 bh"), Some(Fit::Pieces));
        assert_eq!(fit("滨河新村12号 3-301", "301 兴"), None);
        assert!(Fit::Start < Fit::Inside && Fit::Inside < Fit::Pieces);
    }

    #[test]
    fn texts_of_another_script_are_found_by_their_letters() {
        assert_eq!(fit("Egertastrasse 12", "egerta"), Some(Fit::Start));
        assert_eq!(fit("Im Bühl 3", "bühl3"), Some(Fit::Inside));
    }
}
