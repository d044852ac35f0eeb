//! What stands above an export: whose it is, of which days, made when, by whom and what for.

use crate::desk::zone_of;
use crate::store::{StoreError, Tx, station};
use app::words::domain::Label;
use app::words::export::{Words, words};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::export::{ExportAsk, Exportable};
use domain::id::StationId;
use domain::{Lang, Time};

/// The head of an export.
pub struct Head {
    /// What was asked for.
    pub ask: ExportAsk,
    station: String,
    by: String,
    made: DateTime<Tz>,
}

impl Head {
    /// The head of an export of `station` by the account named `by`.
    pub async fn read(
        tx: &mut Tx,
        station: StationId,
        ask: ExportAsk,
        by: String,
        now: Time,
    ) -> Result<Self, StoreError> {
        let row = station::by_id(tx, station).await?;
        let zone = row.as_ref().map_or(chrono_tz::Asia::Shanghai, zone_of);
        let station = row.map(|row| row.name).unwrap_or_default();
        Ok(Self { ask, station, by, made: now.with_timezone(&zone) })
    }

    /// When it was made.
    pub fn made_utc(&self) -> DateTime<Utc> {
        self.made.to_utc()
    }

    /// The title: station and what.
    pub fn title(&self, lang: Lang) -> String {
        let words = words(lang);
        let what = match self.ask.what {
            Exportable::Ledger => words.ledger,
            Exportable::Register => words.register,
            Exportable::Findings => words.findings,
        };
        format!("{}  {what}", self.station)
    }

    /// The line below the title: days, moment, maker, purpose and receiver.
    pub fn line(&self, lang: Lang) -> String {
        let Words { days, made, by, purpose, receiver, .. } = words(lang);
        let ask = &self.ask;
        [
            format!("{days}{} – {}", ask.from, ask.to),
            format!("{made}{}", self.made.format("%Y-%m-%d %H:%M")),
            format!("{by}{}", self.by),
            format!("{purpose}{}", ask.purpose.label(lang)),
            format!("{receiver}{}", ask.receiver.label(lang)),
        ]
        .join("    ")
    }
}
