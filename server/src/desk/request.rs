//! Residents' requests.

use super::home::{addresses, chosen, chosen_or_none};
use super::{Desk, names};
use crate::http::Outcome;
use crate::store::request::{self, RequestRow};
use crate::store::{Chain, Entry, Tx, retention, tenancy};
use app::desk::Answer;
use app::desk::request::{NewRequest, RequestDesk, RequestPage};
use app::desk::sheet::{Choices, Line};
use app::words::domain::Label;
use app::words::{common, privacy};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::Lang;
use domain::id::{DwellingId, StationId};
use domain::problem::Problem;
use domain::request::{
    RequestAnswer, RequestGround, RequestKind, RequestOutcome, Subject, Way, check_received, due_on,
};
use serde::Serialize;
use uuid::Uuid;

/// Answered requests that the page still shows.
const ANSWERED: i64 = 100;

#[async_trait]
impl RequestDesk for Desk {
    async fn list(&self) -> Answer<RequestPage> {
        let desk = self.clone();
        let read = self.state.store.write(move |tx| Box::pin(async move { desk.requests(tx).await }));
        self.answer(read).await
    }

    async fn take(&self, new: NewRequest) -> Answer<()> {
        let desk = self.clone();
        let taken =
            self.state.store.write(move |tx| Box::pin(async move { desk.take_request(tx, new).await }));
        self.answer(taken).await
    }

    async fn answer(&self, id: String, outcome: String, ground: String) -> Answer<()> {
        let desk = self.clone();
        let answered = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.answer_request(tx, &id, &outcome, &ground).await }));
        self.answer(answered).await
    }
}

impl Desk {
    async fn requests(&self, tx: &mut Tx) -> Outcome<RequestPage> {
        let entry = Entry::new(Chain::Installation, "list", "request");
        tx.audit(entry.by(self.actor.user, self.actor.role)).await?;
        let lang = self.actor.lang;
        let today = retention::today(tx.now());
        let rows = request::list(tx, ANSWERED).await?;
        let rows: Vec<RequestRow> =
            rows.into_iter().filter(|(_, station)| self.is_own(*station)).map(|(row, _)| row).collect();
        let homes: Vec<DwellingId> = rows.iter().map(|row| row.dwelling).collect();
        let address = addresses(tx, &homes).await?;
        let names = names(tx).await?;
        let lines = rows.iter().map(|row| {
            let by = row.taken_by.map(|by| names.get(&by).cloned().unwrap_or_default());
            line(lang, row, address(row.dwelling), by, today)
        });
        Ok(RequestPage {
            headings: privacy::requests(lang).headings.map(str::to_owned).to_vec(),
            lines: lines.collect(),
            kinds: choices(lang, &RequestKind::ALL),
            subjects: choices(lang, &Subject::ALL),
            ways: choices(lang, &Way::TAKEN),
            outcomes: choices(lang, &RequestOutcome::ALL),
            grounds: choices(lang, &RequestGround::ALL),
            today: today.to_string(),
        })
    }

    /// Whether something of this station, or of a file that is erased, is the account's to see.
    pub(super) fn is_own(&self, station: Option<StationId>) -> bool {
        station.is_none_or(|station| self.actor.may_see_station(station))
    }

    async fn take_request(&self, tx: &mut Tx, new: NewRequest) -> Outcome<()> {
        let file = self.home(tx, &new.home).await?;
        let received_on: NaiveDate = chosen("received_on", &new.received_on)?;
        check_received(received_on, retention::today(tx.now()))?;
        let way: Way = chosen("way", &new.way)?;
        let row = RequestRow {
            town: file.town.clone(),
            id: tx.new_id(),
            dwelling: file.dwelling.id,
            tenancy: tenancy::current(tx, file.dwelling.id).await?.map(|tenancy| tenancy.id),
            kind: chosen("kind", &new.kind)?,
            subject: chosen("subject", &new.subject)?,
            way: if Way::TAKEN.contains(&way) { way } else { Way::Desk },
            received_on,
            due_on: due_on(received_on),
            taken_by: Some(self.actor.user),
            outcome: None,
            ground: None,
            answered_at: None,
        };
        let now = tx.now();
        request::add(tx, &row, now).await?;
        let detail = serde_json::json!({"kind": row.kind, "subject": row.subject, "way": row.way});
        tx.audit(self.entry(file.station, "make", "request").of(row.id).detail(detail)).await?;
        Ok(())
    }

    async fn answer_request(&self, tx: &mut Tx, id: &str, outcome: &str, ground: &str) -> Outcome<()> {
        let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
        let found = request::by_id(tx, id).await?.filter(|(_, station)| self.is_own(*station));
        let (row, station) = found.ok_or(Problem::NotFound)?;
        let ground: Option<RequestGround> = chosen_or_none("ground", ground)?;
        let answer = RequestAnswer::new(chosen("outcome", outcome)?, ground)?;
        let now = tx.now();
        if !request::answer(tx, id, answer, self.actor.user, now).await? {
            return Err(Problem::Conflict.into());
        }
        let chain = station.map_or(Chain::Installation, Chain::Station);
        let entry = |action, kind| Entry::new(chain, action, kind).by(self.actor.user, self.actor.role);
        let detail = serde_json::json!({"outcome": answer.outcome(), "ground": answer.ground()});
        tx.audit(entry("decide", "request").of(id).detail(detail)).await?;
        if let Some(tenancy) = row.tenancy.filter(|_| answer.erases_contact(row.kind, row.subject)) {
            tenancy::erase_contact(tx, tenancy).await?;
            tx.audit(entry("erase_contact", "dwelling").of(row.dwelling)).await?;
        }
        Ok(())
    }
}

/// A closed set with its words.
pub(super) fn choices<T: Label + Serialize>(lang: Lang, all: &[T]) -> Choices {
    let key = |value: &T| serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned));
    all.iter().filter_map(|value| Some((key(value)?, value.label(lang).to_owned()))).collect()
}

/// What is said of an answer, with its ground.
pub(super) fn answered<O: Label, G: Label>(lang: Lang, outcome: Option<O>, ground: Option<G>) -> String {
    let open = if lang == Lang::ZhCn { "待答复" } else { "open" };
    let outcome = outcome.map_or(open, |outcome| outcome.label(lang));
    match ground {
        Some(ground) => format!("{outcome} · {}", ground.label(lang)),
        None => outcome.to_owned(),
    }
}

fn line(lang: Lang, row: &RequestRow, home: String, by: Option<String>, today: NaiveDate) -> Line {
    Line {
        id: row.id.to_string(),
        cells: vec![
            format!("{} · {}", row.kind.label(lang), row.subject.label(lang)),
            home,
            common::date(lang, row.received_on),
            common::date(lang, row.due_on),
            answered(lang, row.outcome, row.ground),
            by.unwrap_or_else(|| row.way.label(lang).to_owned()),
        ],
        is_open: row.outcome.is_none(),
        is_late: row.outcome.is_none() && row.due_on < today,
        day: None,
    }
}
