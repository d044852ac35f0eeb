//! Labels of the domain's closed sets, in both languages.

use super::{en, zh_cn};
use domain::Lang;
use domain::district::Exception;
use domain::dwelling::PaperState;
use domain::export::{ExportFormat, ExportPurpose, Receiver};
use domain::field::{Field, Reason};
use domain::finding::{Category, Department, Severity};
use domain::flag::{DismissReason, FlagState, Stage};
use domain::ledger::Settled;
use domain::property::PropertyKind;
use domain::record::{Kind, Purpose, SkipReason};
use domain::role::Role;
use domain::round::Cadence;
use domain::visit::{AttemptOutcome, Consent, NoEvidence, Outcome, Seen};

/// A value that users read as a word.
pub trait Label {
    /// The word in `lang`.
    fn label(&self, lang: Lang) -> &'static str;
}

macro_rules! labels {
    ($($kind:ty => $function:ident),* $(,)?) => {$(
        impl Label for $kind {
            fn label(&self, lang: Lang) -> &'static str {
                match lang {
                    Lang::ZhCn => zh_cn::domain::$function(self),
                    Lang::En => en::domain::$function(self),
                }
            }
        }
    )*};
}

labels! {
    AttemptOutcome => attempt_outcome,
    Cadence => cadence,
    Category => category,
    Consent => consent,
    Department => department,
    DismissReason => dismiss_reason,
    Exception => exception,
    ExportFormat => export_format,
    ExportPurpose => export_purpose,
    Field => field,
    Kind => kind,
    NoEvidence => no_evidence,
    Outcome => outcome,
    PaperState => paper_state,
    PropertyKind => property_kind,
    Purpose => purpose,
    Reason => choice_reason,
    Receiver => receiver,
    Role => role,
    Seen => seen,
    Settled => settled,
    Severity => severity,
    SkipReason => skip_reason,
    Stage => flag_stage,
}

impl Label for FlagState {
    fn label(&self, lang: Lang) -> &'static str {
        self.stage().label(lang)
    }
}
