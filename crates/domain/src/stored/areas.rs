//! Areas, stations and maps: nothing of a person.

use super::Basis::{NotPersonal, Security};
use super::Purpose::{FindDoor, Operate, PlanRounds, Receive};
use super::sets::{ADMINISTRATION, ALWAYS, EVERYONE, NOBODY};
use super::{Table, col};

/// The tables.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "settings",
        columns: &[
            col("key", Operate, NotPersonal, ALWAYS, ADMINISTRATION),
            col("value", Operate, NotPersonal, ALWAYS, ADMINISTRATION),
        ],
    },
    Table {
        name: "towns",
        columns: &[
            col("code", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("name", FindDoor, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
    Table {
        name: "villages",
        columns: &[
            col("town", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("code", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("name", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("boundary", FindDoor, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
    Table {
        name: "stations",
        columns: &[
            col("town", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("id", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("name", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("mode", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("lon", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("lat", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("zone", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("seal_public", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("seal_secret", Receive, Security, ALWAYS, NOBODY),
            col("change_seq", Operate, NotPersonal, ALWAYS, NOBODY),
        ],
    },
    Table {
        name: "station_villages",
        columns: &[
            col("town", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("station", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
            col("village", PlanRounds, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
    Table {
        name: "blobs",
        columns: &[
            col("sha256", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("kind", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("bytes", FindDoor, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
    Table {
        name: "maps",
        columns: &[
            col("id", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("name", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("graph_sha256", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("tiles_sha256", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("bounds", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("attribution", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("imported_at", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("in_use", FindDoor, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
    Table {
        name: "map_addresses",
        columns: &[
            col("map", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("seq", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("address", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("village", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("building", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("lon", FindDoor, NotPersonal, ALWAYS, EVERYONE),
            col("lat", FindDoor, NotPersonal, ALWAYS, EVERYONE),
        ],
    },
];
