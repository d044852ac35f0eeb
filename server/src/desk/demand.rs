//! Investigators' written demands, and the figure of them that everyone reads.

use super::home::{addresses, chosen, chosen_or_none};
use super::request::{answered, choices};
use super::{Desk, page};
use crate::http::Outcome;
use crate::http::problem::lang_of;
use crate::state::AppState;
use crate::store::demand::{self, DemandRow};
use crate::store::{Chain, Entry, StoreError, Tx, retention, tenancy};
use app::desk::Answer;
use app::desk::demand::{DemandDesk, DemandPage, NewDemand};
use app::desk::sheet::{Line, Sheet};
use app::pages::desk::Bundle;
use app::pages::figure;
use app::words::domain::Label;
use app::words::{common, privacy};
use async_trait::async_trait;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Html;
use chrono::NaiveDate;
use domain::Lang;
use domain::demand::{Authority, DemandGround, DemandOutcome, DemandPart, is_told, number};
use domain::id::DwellingId;
use domain::problem::Problem;
use domain::request::check_received;
use uuid::Uuid;

/// Demands that the page shows.
const MOST: i64 = 200;

#[async_trait]
impl DemandDesk for Desk {
    async fn list(&self) -> Answer<DemandPage> {
        let desk = self.clone();
        let read = self.state.store.write(move |tx| Box::pin(async move { desk.demands(tx).await }));
        self.answer(read).await
    }

    async fn take(&self, new: NewDemand) -> Answer<()> {
        let desk = self.clone();
        let taken =
            self.state.store.write(move |tx| Box::pin(async move { desk.take_demand(tx, new).await }));
        self.answer(taken).await
    }

    async fn answer(&self, id: String, outcome: String, ground: String) -> Answer<()> {
        let desk = self.clone();
        let answered = self
            .state
            .store
            .write(move |tx| Box::pin(async move { desk.answer_demand(tx, &id, &outcome, &ground).await }));
        self.answer(answered).await
    }

    async fn tell(&self, id: String, on: String) -> Answer<()> {
        let desk = self.clone();
        let told =
            self.state.store.write(move |tx| Box::pin(async move { desk.tell_demand(tx, &id, &on).await }));
        self.answer(told).await
    }
}

impl Desk {
    async fn demands(&self, tx: &mut Tx) -> Outcome<DemandPage> {
        let entry = Entry::new(Chain::Installation, "list", "demand");
        tx.audit(entry.by(self.actor.user, self.actor.role)).await?;
        let lang = self.actor.lang;
        let today = retention::today(tx.now());
        let rows = demand::list(tx, MOST).await?;
        let rows: Vec<DemandRow> =
            rows.into_iter().filter(|(_, station)| self.is_own(*station)).map(|(row, _)| row).collect();
        let homes: Vec<DwellingId> = rows.iter().map(|row| row.dwelling).collect();
        let address = addresses(tx, &homes).await?;
        let lines = rows.iter().map(|row| line(lang, row, address(row.dwelling), today));
        Ok(DemandPage {
            headings: privacy::demands(lang).headings.map(str::to_owned).to_vec(),
            lines: lines.collect(),
            authorities: choices(lang, &Authority::ALL),
            parts: choices(lang, &DemandPart::ALL),
            outcomes: choices(lang, &DemandOutcome::ALL),
            grounds: choices(lang, &DemandGround::ALL),
            figure: sheet(lang, demand::figures(tx, today).await?),
            today: today.to_string(),
        })
    }

    async fn take_demand(&self, tx: &mut Tx, new: NewDemand) -> Outcome<()> {
        let file = self.home(tx, &new.home).await?;
        let received_on: NaiveDate = chosen("received_on", &new.received_on)?;
        check_received(received_on, retention::today(tx.now()))?;
        let row = DemandRow {
            town: file.town.clone(),
            id: tx.new_id(),
            dwelling: file.dwelling.id,
            tenancy: tenancy::current(tx, file.dwelling.id).await?.map(|tenancy| tenancy.id),
            authority: chosen("authority", &new.authority)?,
            document: number(&new.document)?,
            part: chosen("part", &new.part)?,
            received_on,
            taken_by: self.actor.user,
            outcome: None,
            ground: None,
            tell_on: chosen_or_none("tell_on", &new.tell_on)?,
        };
        let now = tx.now();
        match demand::add(tx, &row, now).await {
            // The document was for one file already: a second one needs its own.
            Err(StoreError::Constraint { .. }) => {
                return Err(domain::refusal::Rule::Sweep.problem().into());
            }
            added => added?,
        }
        let detail = serde_json::json!({"authority": row.authority, "part": row.part});
        tx.audit(self.entry(file.station, "make", "demand").of(row.id).detail(detail)).await?;
        Ok(())
    }

    async fn answer_demand(&self, tx: &mut Tx, id: &str, outcome: &str, ground: &str) -> Outcome<()> {
        let (id, chain) = self.own_demand(tx, id).await?;
        let outcome: DemandOutcome = chosen("outcome", outcome)?;
        let ground = domain::demand::answer(outcome, chosen_or_none("ground", ground)?)?;
        let now = tx.now();
        if !demand::answer(tx, id, (outcome, ground), self.actor.user, now).await? {
            return Err(Problem::Conflict.into());
        }
        let detail = serde_json::json!({"outcome": outcome, "ground": ground});
        let entry = Entry::new(chain, "decide", "demand").by(self.actor.user, self.actor.role);
        tx.audit(entry.of(id).detail(detail)).await?;
        Ok(())
    }

    async fn tell_demand(&self, tx: &mut Tx, id: &str, on: &str) -> Outcome<()> {
        let (id, chain) = self.own_demand(tx, id).await?;
        let on: Option<NaiveDate> = chosen_or_none("tell_on", on)?;
        demand::tell(tx, id, on).await?;
        let entry = Entry::new(chain, "change", "demand").by(self.actor.user, self.actor.role);
        tx.audit(entry.of(id).detail(serde_json::json!({"tell_on": on}))).await?;
        Ok(())
    }

    async fn own_demand(&self, tx: &mut Tx, id: &str) -> Outcome<(Uuid, Chain)> {
        let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
        let found = demand::by_id(tx, id).await?.filter(|(_, station)| self.is_own(*station));
        let (_, station) = found.ok_or(Problem::NotFound)?;
        Ok((id, station.map_or(Chain::Installation, Chain::Station)))
    }
}

fn line(lang: Lang, row: &DemandRow, home: String, today: NaiveDate) -> Line {
    let told = match (row.tell_on, is_told(row.tell_on, today)) {
        (Some(day), _) => common::date(lang, day),
        (None, _) if lang == Lang::ZhCn => "依法暂不告知".to_owned(),
        (None, _) => "the law forbids it as yet".to_owned(),
    };
    Line {
        id: row.id.to_string(),
        cells: vec![
            format!("{} {}", row.authority.label(lang), row.document),
            home,
            row.part.label(lang).to_owned(),
            common::date(lang, row.received_on),
            answered(lang, row.outcome, row.ground),
            told,
        ],
        is_open: row.outcome.is_none(),
        is_late: false,
        day: Some(row.tell_on.map(|day| day.to_string()).unwrap_or_default()),
    }
}

fn sheet(lang: Lang, figures: Vec<demand::Figure>) -> Sheet {
    let words = privacy::figure(lang);
    let rows = figures.into_iter().map(|figure| {
        let counts = [figure.received, figure.handed, figure.refused, figure.told];
        [figure.year].into_iter().chain(counts.map(|count| count.to_string())).collect()
    });
    Sheet::new(words.title, &words.headings, rows.collect())
}

/// `GET /figures/demands`: how often investigators demanded a file, by year, for everyone.
pub async fn figure(State(state): State<AppState>, headers: HeaderMap) -> Outcome<Html<String>> {
    let lang = lang_of(&headers);
    let mut reader = state.store.reader().await?;
    let figures = demand::figures(&mut reader, retention::today(state.clock.now())).await?;
    let style = page::assets(&state.config.site, Bundle::Office).await.style;
    Ok(Html(figure::page(&style.replace("main.css", "resident.css"), lang, sheet(lang, figures))))
}
