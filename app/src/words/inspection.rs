//! Words of inspection that are no page's: months, and labels of its closed sets.

use super::domain::Label;
use super::{en, zh_cn};
use domain::Lang;
use domain::inspection::Month;
use domain::rectification::{OrderState, ReturnReason, Subject};
use domain::spot_check::CheckOutcome;

/// A month with its year.
pub fn month(lang: Lang, month: Month) -> String {
    match lang {
        Lang::ZhCn => zh_cn::inspection::month(month),
        Lang::En => en::inspection::month(month),
    }
}

macro_rules! labels {
    ($($kind:ty => $function:ident),* $(,)?) => {$(
        impl Label for $kind {
            fn label(&self, lang: Lang) -> &'static str {
                match lang {
                    Lang::ZhCn => zh_cn::inspection::$function(*self),
                    Lang::En => en::inspection::$function(*self),
                }
            }
        }
    )*};
}

labels! {
    CheckOutcome => check_outcome,
    OrderState => order_state,
    ReturnReason => return_reason,
    Subject => subject,
}
