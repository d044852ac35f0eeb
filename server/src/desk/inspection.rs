//! Figures of the account's area: what is small is held back here, before anything leaves the server.

mod area;
mod own;

use super::{Desk, zone_of};
use crate::http::Outcome;
use crate::store::{Conn, inspection};
use app::desk::Answer;
use app::desk::inspection::{Board, FigureAsk, Figures, InspectionDesk, MonthFigure, OwnFigures, YearSheet};
use area::Area;
use async_trait::async_trait;
use chrono::{Months, NaiveDate};
use domain::id::StationId;
use domain::inspection::{MOST_MONTHS, Month, Series, board, last_closed};
use domain::problem::Problem;

/// Months shown before the running one, where none are asked for.
const BEFORE: u32 = 5;

type Span = (Month, Month);

#[async_trait]
impl InspectionDesk for Desk {
    async fn figures(&self, ask: FigureAsk) -> Answer<Figures> {
        self.answer(self.figured(ask)).await
    }

    async fn board(&self, from: Option<Month>, to: Option<Month>) -> Answer<Board> {
        self.answer(self.boarded(from, to)).await
    }

    async fn year(&self, station: Option<StationId>, year: Option<i32>) -> Answer<YearSheet> {
        self.answer(self.year_sheet(station, year)).await
    }

    async fn own(&self) -> Answer<OwnFigures> {
        self.answer(self.own_figures()).await
    }
}

impl Desk {
    async fn figured(&self, ask: FigureAsk) -> Outcome<Figures> {
        let mut conn = self.state.store.reader().await?;
        let area = self.area(&mut conn, "figures").await?;
        let span = span(ask.from, ask.to, area.today)?;
        let stations = area::stations(&mut conn, &area, span).await?;
        let station = ask.station.or_else(|| area.only());
        let mut figures = Figures {
            span,
            stations: area.names(),
            station,
            villages: vec![],
            visitors: vec![],
            total: None,
            months: vec![],
            places: vec![],
            workers: vec![],
            synced: area.synced(station),
            now: self.now(),
        };
        let shown = match station {
            None => {
                figures.places = stations.places.iter().map(|(id, series)| area.line(*id, series)).collect();
                stations.whole
            }
            Some(id) => {
                area.check(id)?;
                figures.villages = area.villages_of(id);
                self.add_workers(&mut conn, &mut figures, id, ask.visitor).await?;
                let is_told = stations.places.iter().any(|(place, series)| *place == id && series.is_some());
                let villages = area::villages(&mut conn, &area, (id, is_told), span).await?;
                figures.places =
                    villages.places.iter().map(|(code, series)| area.village(code, series)).collect();
                match ask.village {
                    Some(code) => {
                        villages.places.into_iter().find(|(place, _)| *place == code).and_then(|v| v.1)
                    }
                    None => stations.places.into_iter().find(|(place, _)| *place == id).and_then(|v| v.1),
                }
            }
        };
        figures.total = shown.as_ref().map(|series| series.total);
        figures.months = months(&mut conn, span, shown.as_ref()).await?;
        Ok(figures)
    }

    async fn boarded(&self, from: Option<Month>, to: Option<Month>) -> Outcome<Board> {
        let mut conn = self.state.store.reader().await?;
        let area = self.area(&mut conn, "board").await?;
        let closed = last_closed(area.today);
        let span = span(from.or(to).or(Some(closed)), to.or(from).or(Some(closed)), area.today)?;
        let stations = area::stations(&mut conn, &area, span).await?;
        let lines = stations.places.into_iter().map(|(id, series)| (area.name(id), series.map(|s| s.total)));
        Ok(Board { span, lines: board(lines.collect()), synced: area.synced(None), now: self.now() })
    }

    async fn year_sheet(&self, station: Option<StationId>, year: Option<i32>) -> Outcome<YearSheet> {
        let mut conn = self.state.store.reader().await?;
        let area = self.area(&mut conn, "year_sheet").await?;
        let running = Month::of(area.today);
        let malformed = || Problem::Malformed { place: "year".into() };
        let year = year.unwrap_or(running.year());
        let from = Month::january(year).filter(|from| *from <= running).ok_or_else(malformed)?;
        let december = Month::of(from.first() + Months::new(11));
        let span = (from, december.min(running));
        let station = station.or_else(|| area.first());
        station.map_or(Ok(()), |id| area.check(id))?;
        let shown = area::stations(&mut conn, &area, span).await?;
        let series = shown.places.into_iter().find(|(id, _)| Some(*id) == station).and_then(|found| found.1);
        Ok(YearSheet {
            stations: area.names(),
            station: station.map(|id| (id, area.name(id))),
            year,
            months: months(&mut conn, span, series.as_ref()).await?,
            total: series.map(|series| series.total),
            synced: area.synced(station),
            now: self.now(),
        })
    }

    /// The account's stations, with what pages name of them; the read is logged.
    async fn area(&self, conn: &mut dyn Conn, kind: &'static str) -> Outcome<Area> {
        let stations = self.stations(conn).await?;
        let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
        self.log_list(&ids, kind).await?;
        let zone = stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of);
        Ok(Area {
            today: self.today(zone),
            villages: inspection::villages(conn, &ids).await?,
            synced: inspection::synced(conn, &ids).await?,
            stations,
        })
    }
}

/// The months asked for: by default the running one and some before it.
fn span(from: Option<Month>, to: Option<Month>, today: NaiveDate) -> Result<Span, Problem> {
    let running = Month::of(today);
    let to = to.unwrap_or(running).min(running);
    let from = from.unwrap_or_else(|| Month::of(to.first() - Months::new(BEFORE)));
    let count = from.until(to).count();
    if (1..=MOST_MONTHS).contains(&count) {
        Ok((from, to))
    } else {
        Err(Problem::Malformed { place: "from".into() })
    }
}

async fn months(conn: &mut dyn Conn, (from, to): Span, series: Option<&Series>) -> Outcome<Vec<MonthFigure>> {
    let closed = inspection::closed(conn).await?;
    let month = |(n, month): (usize, Month)| MonthFigure {
        month,
        closed: closed.is_some_and(|closed| month <= closed),
        tally: series.and_then(|series| series.months.get(n).copied()),
    };
    Ok(from.until(to).enumerate().map(month).collect())
}
