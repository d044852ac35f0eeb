//! Properties, dwellings, tenancies and what they owe.

use super::Basis::{Asked, Consent, NotPersonal, PublicDuty};
use super::Purpose::{FindDoor, Hazard, Ledger, Papers, Reach};
use super::sets::{ALWAYS, CONTACT, EVERYONE, FILE, HISTORY, STATION, STATION_AND_HOUSEHOLD, TRACE};
use super::{Table, col};

/// The tables.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "appointments",
        columns: &[
            col("town", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("dwelling", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("on_date", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("from_minute", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("to_minute", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("visitor", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("reason", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("made_by", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
            col("made_at", Reach, Asked, TRACE, STATION_AND_HOUSEHOLD),
        ],
    },
    Table {
        name: "properties",
        columns: &[
            col("town", FindDoor, PublicDuty, FILE, STATION),
            col("id", FindDoor, PublicDuty, FILE, STATION),
            col("station", FindDoor, PublicDuty, FILE, STATION),
            col("village", FindDoor, PublicDuty, FILE, STATION),
            col("name", FindDoor, PublicDuty, FILE, STATION),
            col("kind", FindDoor, PublicDuty, FILE, STATION),
            col("lon", FindDoor, PublicDuty, FILE, STATION),
            col("lat", FindDoor, PublicDuty, FILE, STATION),
            col("registered", FindDoor, PublicDuty, FILE, STATION),
        ],
    },
    Table {
        name: "dwellings",
        columns: &[
            col("town", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("id", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("property", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("station", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("door", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("label", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("class", Ledger, PublicDuty, FILE, STATION),
            col("class_since", Ledger, PublicDuty, FILE, STATION),
            col("let_since", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("lease_paper", Papers, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("tax_paper", Papers, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
            col("registered", FindDoor, PublicDuty, FILE, STATION_AND_HOUSEHOLD),
        ],
    },
    Table {
        name: "labels",
        columns: &[
            col("label", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("town", FindDoor, NotPersonal, ALWAYS, STATION),
            col("dwelling", FindDoor, PublicDuty, ALWAYS, STATION),
            col("made_at", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("replaced_at", FindDoor, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
    Table {
        name: "tenancies",
        columns: &[
            col("town", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("id", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("dwelling", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("adults", Hazard, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("children", Hazard, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("moved_in", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("moved_out", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("refuses_visits", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("refuses_since", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("contact", Reach, Consent, CONTACT, STATION),
        ],
    },
    Table {
        name: "class_changes",
        columns: &[
            col("town", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("id", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("dwelling", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("from_class", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("to_class", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("since", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("decided_by", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("reason", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
        ],
    },
    Table {
        name: "owed_visits",
        columns: &[
            col("town", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("id", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("station", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("dwelling", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("class", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("period_from", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("period_to", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("state", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("settled_on", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("settled_by", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("reason", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
            col("excuse", Ledger, PublicDuty, HISTORY, STATION_AND_HOUSEHOLD),
        ],
    },
];
