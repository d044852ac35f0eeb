//! Why a command failed, in the user's language.

use crate::store::StoreError;
use app::words::problem;
use domain::Lang;
use domain::problem::Problem;
use std::error::Error;

/// A failure that a command explains.
#[derive(Debug)]
pub enum Trouble {
    /// What happened and what to do, said in both languages.
    Said {
        /// 中文.
        zh: String,
        /// English.
        en: String,
    },
    /// A problem of the catalogue.
    Problem(Problem),
    /// An error of a lower layer; its own text is shown.
    Inside(Box<dyn Error + Send + Sync>),
}

impl Trouble {
    /// A failure in its own words.
    pub fn said(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Said { zh: zh.into(), en: en.into() }
    }

    /// An error of a lower layer that explains itself.
    pub fn inside(error: impl Error + Send + Sync + 'static) -> Self {
        Self::Inside(Box::new(error))
    }

    /// The text for stderr.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Said { zh, .. }, Lang::ZhCn) => zh.clone(),
            (Self::Said { en, .. }, Lang::En) => en.clone(),
            (Self::Problem(problem), _) => {
                let text = problem::explained(lang, problem);
                format!("{}\n{}", text.title, text.detail)
            }
            (Self::Inside(error), _) => with_causes(error.as_ref()),
        }
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Self::inside(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::inside(error)
    }
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::inside(error)
    }
}

fn with_causes(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let said = inner.to_string();
        if !text.contains(&said) {
            text.push_str(": ");
            text.push_str(&said);
        }
        cause = inner.source();
    }
    text
}
