//! The processing record and the sheet of the impact assessment in words, from the declared columns.

use app::desk::sheet::Sheet;
use app::words::domain::Label;
use app::words::privacy;
use domain::Lang;
use domain::retention::{Periods, Rule};
use domain::stored::{self, Kept};

fn list<T: Label>(lang: Lang, items: &[T]) -> String {
    let words: Vec<&str> = items.iter().map(|item| item.label(lang)).collect();
    words.join(if lang == Lang::ZhCn { "、" } else { ", " })
}

fn rule(lang: Lang, periods: &Periods, rule: Rule) -> String {
    let colon = if lang == Lang::ZhCn { "：" } else { ": " };
    format!("{}{colon}{}", rule.label(lang), privacy::period(lang, periods.of(rule)))
}

/// The processing record (PIPL art. 55, 56): every column that is stored.
pub fn record(lang: Lang, periods: &Periods) -> Sheet {
    let rows = stored::record().into_iter().map(|line| {
        let declared = line.declared;
        let kept = match declared.kept {
            Kept::By(of) => rule(lang, periods, of),
            Kept::Installation => privacy::installation(lang).to_owned(),
        };
        vec![
            line.table.to_owned(),
            line.columns.join(", "),
            declared.purpose.label(lang).to_owned(),
            declared.basis.label(lang).to_owned(),
            kept,
            list(lang, declared.readers),
        ]
    });
    let words = privacy::record(lang);
    Sheet::new(words.title, &words.headings, rows.collect())
}

/// The sheet of the impact assessment: what is stored of persons, by purpose.
pub fn impact(lang: Lang, periods: &Periods) -> Sheet {
    let rows = stored::impact().into_iter().map(|line| {
        let rules: Vec<String> = line.rules.iter().map(|of| rule(lang, periods, *of)).collect();
        vec![
            line.purpose.label(lang).to_owned(),
            line.columns.to_string(),
            list(lang, &line.bases),
            rules.join(if lang == Lang::ZhCn { "；" } else { "; " }),
            list(lang, &line.readers),
            privacy::risk(lang, line.purpose).to_owned(),
            privacy::measure(lang, line.purpose).to_owned(),
        ]
    });
    let words = privacy::impact(lang);
    Sheet::new(words.title, &words.headings, rows.collect())
}
