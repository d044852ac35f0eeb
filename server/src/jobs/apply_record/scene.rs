//! What applying a record needs to know around it.

use crate::store::dwelling::{self, DwellingRow};
use crate::store::flag::FlagRow;
use crate::store::record::{RecordRow, RecordState};
use crate::store::{StoreError, Tx};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;
use domain::Time;
use domain::id::{FindingId, StationId};

/// A restricted flag is new or stands elsewhere. The change feed of the station does not tell it:
/// whoever may not read it must not see so much as a gap in the feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restricted {
    /// The station that serves the dwelling.
    pub station: StationId,
    /// Which flag.
    pub flag: FindingId,
    /// When.
    pub at: Time,
}

/// A record with its dwelling and its station's civil time.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The record.
    pub row: RecordRow,
    /// The dwelling's file; none when nobody has registered it yet.
    pub file: Option<DwellingRow>,
    /// Zone of the station that serves the dwelling.
    pub zone: Tz,
    /// The view is being built again: no timers start, no change is told.
    pub again: bool,
    /// What only some may hear of, after the commit.
    pub restricted: Vec<Restricted>,
}

impl Scene {
    /// The scene of a record.
    pub async fn of(tx: &mut Tx, row: &RecordRow) -> Result<Self, StoreError> {
        let file = match row.dwelling {
            Some(id) => dwelling::by_id(tx, id).await?,
            None => None,
        };
        let station = file.as_ref().map_or(row.station, |file| file.station);
        let zone = tx.zone(station).await?;
        Ok(Self { row: row.clone(), file, zone, again: false, restricted: Vec::new() })
    }

    /// The dwelling's file, where the record may not be applied without one.
    pub fn file(&self) -> Result<&DwellingRow, StoreError> {
        self.file.as_ref().ok_or(StoreError::Erased)
    }

    /// The station's civil time of the record.
    pub fn local(&self) -> NaiveDateTime {
        local(self.zone, self.row.happened_at)
    }

    /// The station's civil date of the record.
    pub fn on(&self) -> NaiveDate {
        self.local().date()
    }

    /// Whether the view has never shown the record: nothing of it has to be taken back.
    pub fn is_first(&self) -> bool {
        !self.again && matches!(self.row.state, RecordState::Received | RecordState::Held)
    }

    /// Whether the record came on a later day than it happened.
    pub fn late(&self) -> bool {
        local(self.zone, self.row.stored_at).date() > self.on()
    }

    /// Tells phones and pages that the dwelling's file has changed.
    pub async fn changed(&mut self, tx: &mut Tx) -> Result<(), StoreError> {
        if self.again {
            return Ok(());
        }
        let file = self.file()?;
        let (station, dwelling) = (file.station, file.dwelling.id);
        tx.change(station, "dwelling", dwelling, false).await
    }

    /// Tells that a flag is new or stands elsewhere: everyone at the station, or, of a restricted
    /// one, those who may read it.
    pub async fn flag_changed(&mut self, tx: &mut Tx, flag: &FlagRow) -> Result<(), StoreError> {
        match (self.again, flag.restricted) {
            (true, _) => {}
            (false, true) => {
                self.restricted.push(Restricted { station: flag.station, flag: flag.id, at: tx.now() })
            }
            (false, false) => tx.change(flag.station, "flag", flag.id, false).await?,
        }
        Ok(())
    }
}

/// A moment in civil time.
pub fn local(zone: Tz, at: Time) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The first moment after a civil day.
pub fn end_of(zone: Tz, day: NaiveDate) -> Time {
    let midnight = day.and_time(chrono::NaiveTime::MIN) + TimeDelta::days(1);
    zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}
