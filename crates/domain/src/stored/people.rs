//! Accounts, phones, the log, and what residents and investigators ask for.

use super::Basis::{Employment, LegalDuty, NotPersonal, Security};
use super::Purpose::{Account, PlanRounds, Protect, Receive, Rights, SignIn, Tell};
use super::sets::{
    ACCOUNT, ADMINISTRATION, ALWAYS, AUDIT, COLLEAGUES, HOUSEHOLD, NOBODY, PRIVACY, PRIVACY_AND_HOUSEHOLD,
    REQUEST, TRACE,
};
use super::{Table, col};

/// The tables.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "users",
        columns: &[
            col("id", SignIn, Employment, ACCOUNT, COLLEAGUES),
            col("name", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("role", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("town", SignIn, Employment, ACCOUNT, COLLEAGUES),
            col("station", SignIn, Employment, ACCOUNT, COLLEAGUES),
            col("password_hash", SignIn, Security, ACCOUNT, NOBODY),
            col("must_change", SignIn, Employment, ACCOUNT, COLLEAGUES),
            col("rights_version", SignIn, Employment, ACCOUNT, COLLEAGUES),
            col("mode", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("shift_start", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("shift_end", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("work_days", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("start_lon", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("start_lat", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("phone", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("created_at", SignIn, Employment, ACCOUNT, COLLEAGUES),
            col("left_at", SignIn, Employment, ACCOUNT, COLLEAGUES),
        ],
    },
    Table {
        name: "user_villages",
        columns: &[
            col("user_id", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("village", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
        ],
    },
    Table {
        name: "user_absences",
        columns: &[
            col("user_id", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("from_date", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
            col("to_date", PlanRounds, Employment, ACCOUNT, COLLEAGUES),
        ],
    },
    Table {
        name: "duty_roster",
        columns: &[
            col("town", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("station", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("weekday", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("user_id", Tell, Employment, ACCOUNT, HOUSEHOLD),
            col("phone", Tell, Employment, ACCOUNT, HOUSEHOLD),
        ],
    },
    Table {
        name: "devices",
        columns: &[
            col("id", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("town", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("station", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("name", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("public_key", Receive, Security, ACCOUNT, NOBODY),
            col("credential_hash", Receive, Security, ACCOUNT, NOBODY),
            col("enrolled_by", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("enrolled_at", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("seen_at", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("received_seq", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("offset_ms", Receive, Employment, ACCOUNT, ADMINISTRATION),
            col("revoked_at", Receive, Employment, ACCOUNT, ADMINISTRATION),
        ],
    },
    Table {
        name: "sessions",
        columns: &[
            col("id", SignIn, Security, TRACE, ADMINISTRATION),
            col("user_id", SignIn, Security, TRACE, ADMINISTRATION),
            col("device", SignIn, Security, TRACE, ADMINISTRATION),
            col("rights_version", SignIn, Security, TRACE, ADMINISTRATION),
            col("token_hash", SignIn, Security, TRACE, NOBODY),
            col("previous_hash", SignIn, Security, TRACE, NOBODY),
            col("rotated_at", SignIn, Security, TRACE, ADMINISTRATION),
            col("created_at", SignIn, Security, TRACE, ADMINISTRATION),
            col("seen_at", SignIn, Security, TRACE, ADMINISTRATION),
            col("expires_at", SignIn, Security, TRACE, ADMINISTRATION),
            col("revoked_at", SignIn, Security, TRACE, ADMINISTRATION),
        ],
    },
    Table {
        name: "sign_in_tries",
        columns: &[
            col("subject", SignIn, Security, TRACE, NOBODY),
            col("failures", SignIn, Security, TRACE, NOBODY),
            col("last_at", SignIn, Security, TRACE, NOBODY),
            col("locked_until", SignIn, Security, TRACE, NOBODY),
        ],
    },
    Table {
        name: "data_keys",
        columns: &[
            col("town", Protect, Security, ALWAYS, NOBODY),
            col("id", Protect, Security, ALWAYS, NOBODY),
            col("wrapped", Protect, Security, ALWAYS, NOBODY),
            col("created_at", Protect, Security, ALWAYS, NOBODY),
            col("erased_at", Protect, Security, ALWAYS, NOBODY),
        ],
    },
    Table {
        name: "audit_entries",
        columns: &[
            col("chain", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("seq", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("at", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("actor", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("role", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("purpose", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("action", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("object_kind", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("object", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("detail", Account, LegalDuty, AUDIT, PRIVACY_AND_HOUSEHOLD),
            col("previous", Account, LegalDuty, AUDIT, PRIVACY),
            col("hash", Account, LegalDuty, AUDIT, PRIVACY),
        ],
    },
    Table {
        name: "audit_heads",
        columns: &[
            col("chain", Account, NotPersonal, ALWAYS, PRIVACY),
            col("seq", Account, NotPersonal, ALWAYS, PRIVACY),
            col("hash", Account, NotPersonal, ALWAYS, PRIVACY),
        ],
    },
    Table {
        name: "audit_anchors",
        columns: &[
            col("chain", Account, NotPersonal, ALWAYS, PRIVACY),
            col("seq", Account, NotPersonal, ALWAYS, PRIVACY),
            col("hash", Account, NotPersonal, ALWAYS, PRIVACY),
            col("seal", Account, NotPersonal, ALWAYS, PRIVACY),
        ],
    },
    Table {
        name: "requests",
        columns: &[
            col("town", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("id", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("dwelling", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("tenancy", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("kind", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("subject", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("way", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("received_on", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("due_on", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("taken_by", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("taken_at", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("outcome", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("ground", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("answered_at", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("answered_by", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
        ],
    },
    Table {
        name: "demands",
        columns: &[
            col("town", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("id", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("dwelling", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("tenancy", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("authority", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("document", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("part", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("received_on", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("taken_by", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("taken_at", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("outcome", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("ground", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("answered_at", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("answered_by", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
            col("tell_on", Rights, LegalDuty, REQUEST, PRIVACY_AND_HOUSEHOLD),
        ],
    },
    Table {
        name: "contact_alerts",
        columns: &[
            col("user_id", Account, LegalDuty, ACCOUNT, PRIVACY),
            col("on_date", Account, LegalDuty, ACCOUNT, PRIVACY),
            col("at", Account, LegalDuty, ACCOUNT, PRIVACY),
            col("seen_at", Account, LegalDuty, ACCOUNT, PRIVACY),
            col("seen_by", Account, LegalDuty, ACCOUNT, PRIVACY),
        ],
    },
];
