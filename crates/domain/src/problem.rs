//! The catalogue of problems that a user can meet. The text in both languages is
//! `app::words::problem`; the HTTP status is `server::http::problem`.

/// One kind of problem. [`Problem::code`] is stable: support quotes it, phones branch on it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Problem {
    /// Name or password is wrong, or the account has left.
    SignInRefused,
    /// Too many tries; seconds to wait.
    TooManyTries {
        /// Until the next try, seconds.
        seconds: u64,
    },
    /// The one-time password must be changed first.
    PasswordMustChange,
    /// The new password is too short or too common.
    PasswordWeak,
    /// No valid session.
    NotSignedIn,
    /// Signed in, without the right.
    NotAllowed,
    /// Nothing there, or nothing that the caller may see.
    NotFound,
    /// The device is unknown or revoked.
    DeviceUnknown,
    /// The request does not come from this site.
    ForeignOrigin,
    /// The request cannot be read; where.
    Malformed {
        /// Name of the field or position in the text.
        place: String,
    },
    /// The body is larger than allowed.
    TooLarge {
        /// Allowed size, bytes.
        limit: u64,
    },
    /// The station has more files than a phone holds.
    PackTooLarge {
        /// Files of the station.
        files: usize,
        /// Most that a phone holds.
        most: usize,
    },
    /// Someone else changed it first.
    Conflict,
    /// The same id came before with other bytes.
    RecordDiffers,
    /// One contact with a household a 旬: this visit would be a second one.
    CeilingReached,
    /// A step that does not follow from the state.
    InvalidTransition,
    /// Closing a serious flag takes a second officer.
    SecondOfficerNeeded,
    /// Who says that a hazard is remedied does not verify it.
    OtherVisitorNeeded,
    /// Free text names a person, a number or a banned matter.
    TextRefused {
        /// The part that is refused.
        part: String,
    },
    /// Rounds refuses this by its rules; which refusal.
    RefusedByRule {
        /// Key of the refusal in `docs/privacy.md`.
        rule: &'static str,
    },
    /// The map file cannot be opened or read.
    MapUnreadable {
        /// Its name.
        file: String,
    },
    /// The map file has no content.
    MapEmpty {
        /// Its name.
        file: String,
    },
    /// The map file is no OpenStreetMap extract.
    MapForeign {
        /// Its name.
        file: String,
    },
    /// The map file is cut off or broken.
    MapDamaged {
        /// Its name.
        file: String,
        /// Where.
        place: String,
    },
    /// The map file unfolds to more than an extract does.
    MapTooLarge {
        /// Its name.
        file: String,
        /// Allowed size, bytes.
        limit: u64,
    },
    /// The map file has no roads or paths.
    MapWithoutWays {
        /// Its name.
        file: String,
    },
    /// Something failed inside; the log has the request id.
    Internal,
}

impl Problem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SignInRefused => "sign_in_refused",
            Self::TooManyTries { .. } => "too_many_tries",
            Self::PasswordMustChange => "password_must_change",
            Self::PasswordWeak => "password_weak",
            Self::NotSignedIn => "not_signed_in",
            Self::NotAllowed => "not_allowed",
            Self::NotFound => "not_found",
            Self::DeviceUnknown => "device_unknown",
            Self::ForeignOrigin => "foreign_origin",
            Self::Malformed { .. } => "malformed",
            Self::TooLarge { .. } => "too_large",
            Self::PackTooLarge { .. } => "pack_too_large",
            Self::Conflict => "conflict",
            Self::RecordDiffers => "record_differs",
            Self::CeilingReached => "ceiling_reached",
            Self::InvalidTransition => "invalid_transition",
            Self::SecondOfficerNeeded => "second_officer_needed",
            Self::OtherVisitorNeeded => "other_visitor_needed",
            Self::TextRefused { .. } => "text_refused",
            Self::RefusedByRule { .. } => "refused_by_rule",
            Self::MapUnreadable { .. } => "map_unreadable",
            Self::MapEmpty { .. } => "map_empty",
            Self::MapForeign { .. } => "map_foreign",
            Self::MapDamaged { .. } => "map_damaged",
            Self::MapTooLarge { .. } => "map_too_large",
            Self::MapWithoutWays { .. } => "map_without_ways",
            Self::Internal => "internal",
        }
    }
}
