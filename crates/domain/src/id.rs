//! Typed identifiers. All are UUIDs, version 7 where Rounds makes them (RFC 9562, 5.7): they
//! sort by creation and are made by whoever creates the thing, so a repeated call is the same call.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A station (出租房屋服务工作站).
    StationId,
    /// A property (出租房屋): a building or yard with one door point.
    PropertyId,
    /// A dwelling (套/间): one file each.
    DwellingId,
    /// A tenancy (租住记录).
    TenancyId,
    /// An owed visit (应访任务).
    OwedId,
    /// A record from a phone; a visit, an attempt and a check-in are known by their record's id.
    RecordId,
    /// A finding (问题隐患); the flag it may become has the same id.
    FindingId,
    /// A notice (告知单).
    NoticeId,
    /// A proposal of a dwelling's class.
    ProposalId,
    /// An appeal (申请复核) of a dwelling's class.
    AppealId,
    /// A version of a station's rounds.
    PlanId,
    /// A meeting (会议).
    MeetingId,
    /// An action that a meeting agreed on.
    ActionId,
    /// A message between stations.
    MessageId,
    /// A practice note (经验做法).
    PracticeId,
    /// An account.
    UserId,
    /// A signed-in session.
    SessionId,
    /// An enrolled phone.
    DeviceId,
    /// A rectification order (督办单).
    OrderId,
    /// A spot check (抽查).
    SpotCheckId,
}
