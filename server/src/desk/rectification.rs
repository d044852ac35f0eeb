//! Rectification orders of the account's area.

use super::{Desk, names, zone_of};
use crate::http::Outcome;
use crate::store::rectification::{self, OrderEvent, OrderRow};
use crate::store::{Conn, Tx, inspection, station};
use app::desk::Answer;
use app::desk::rectification::{OrderLine, OrderStation, OrderStep, Orders, RectificationDesk};
use async_trait::async_trait;
use chrono::NaiveDate;
use domain::area::{Station, VillageCode};
use domain::id::{OrderId, StationId, UserId};
use domain::problem::Problem;
use domain::rectification::{NewOrder, OrderAction, OrderState};
use domain::role::Role;
use std::collections::HashMap;

/// How many orders the page shows.
const SHOWN: i64 = 200;

#[async_trait]
impl RectificationDesk for Desk {
    async fn orders(&self) -> Answer<Orders> {
        self.answer(self.list_orders()).await
    }

    async fn issue(&self, order: NewOrder) -> Answer<Orders> {
        self.answer(self.issue_order(order)).await
    }

    async fn act(&self, order: OrderId, version: i64, action: OrderAction) -> Answer<Orders> {
        self.answer(self.act_on_order(order, version, action)).await
    }
}

/// What lines of orders name.
struct Named {
    stations: HashMap<StationId, String>,
    villages: Vec<(StationId, VillageCode, String)>,
    people: HashMap<UserId, String>,
}

impl Desk {
    async fn list_orders(&self) -> Outcome<Orders> {
        let mut conn = self.state.store.reader().await?;
        let stations = self.stations(&mut conn).await?;
        let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
        self.log_list(&ids, "orders").await?;
        let today = self.today(stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of));
        let rows = rectification::of_stations(&mut conn, &ids, today, SHOWN).await?;
        let events =
            rectification::events(&mut conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        let named = Named {
            stations: stations.iter().map(|station| (station.id, station.name.clone())).collect(),
            villages: inspection::villages(&mut conn, &ids).await?,
            people: names(&mut conn).await?,
        };
        let orders = rows.into_iter().map(|row| self.line(row, &events, &named, today)).collect();
        let may_issue = self.actor.role == Role::Supervisor;
        let stations = if may_issue { order_stations(stations, &named) } else { vec![] };
        Ok(Orders { today, orders, stations })
    }

    fn line(&self, row: OrderRow, events: &[OrderEvent], named: &Named, today: NaiveDate) -> OrderLine {
        let name = |id: UserId| named.people.get(&id).cloned().unwrap_or_default();
        let village = row.village.as_ref().map(|code| {
            let known = named.villages.iter().find(|(_, known, _)| known == code);
            known.map_or_else(|| code.0.clone(), |(_, _, name)| name.clone())
        });
        let own = events.iter().filter(|event| event.order == row.id);
        let step =
            |event: &OrderEvent| OrderStep { at: event.at, by: name(event.by), action: event.action.clone() };
        OrderLine {
            id: row.id,
            station_name: named.stations.get(&row.station).cloned().unwrap_or_default(),
            village_name: village,
            subject: row.subject,
            deadline: row.deadline,
            overdue: row.state.is_overdue(row.deadline, today),
            state: row.state,
            version: row.version,
            issued_by: name(row.issued_by),
            issued_at: row.issued_at,
            steps: own.map(step).collect(),
            may_answer: self.actor.role.visits() && row.state.waits_for_station(),
            may_decide: self.actor.role == Role::Supervisor && row.state == OrderState::Answered,
        }
    }

    async fn issue_order(&self, order: NewOrder) -> Outcome<Orders> {
        self.allow(self.actor.role == Role::Supervisor)?;
        self.actor.check_station(order.station)?;
        let desk = self.clone();
        let store = &self.state.store;
        let issued: Outcome<()> =
            store.write(move |tx| Box::pin(async move { desk.issue_in(tx, order).await })).await;
        issued?;
        self.list_orders().await
    }

    async fn issue_in(&self, tx: &mut Tx, order: NewOrder) -> Outcome<()> {
        let home = own_village(tx, &order).await?;
        order.check(self.today(zone_of(&home)))?;
        let NewOrder { station, village, subject, deadline } = order;
        let row = OrderRow {
            town: home.town,
            id: OrderId(tx.new_id()),
            station,
            village,
            subject,
            deadline,
            state: OrderState::Ordered,
            version: 0,
            issued_by: self.actor.user,
            issued_at: tx.now(),
        };
        rectification::add(tx, &row).await?;
        let detail = serde_json::json!({"subject": subject, "deadline": deadline});
        tx.audit(self.entry(station, "issue", "order").of(row.id).detail(detail)).await?;
        Ok(())
    }

    async fn act_on_order(&self, id: OrderId, version: i64, action: OrderAction) -> Outcome<Orders> {
        self.allow(action.is_for(self.actor.role))?;
        action.check()?;
        let desk = self.clone();
        let store = &self.state.store;
        let acted: Outcome<()> =
            store.write(move |tx| Box::pin(async move { desk.act_in(tx, id, version, action).await })).await;
        acted?;
        self.list_orders().await
    }

    async fn act_in(&self, tx: &mut Tx, id: OrderId, version: i64, action: OrderAction) -> Outcome<()> {
        let row = rectification::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(row.station)?;
        if row.version != version {
            return Err(Problem::Conflict.into());
        }
        let next = row.state.act(&action)?;
        let at = tx.now();
        if !rectification::act(tx, &row, next, (self.actor.user, at), &action).await? {
            return Err(Problem::Conflict.into());
        }
        // The proof stays out: the log outlives it.
        let detail = serde_json::json!({"state": next});
        tx.audit(self.entry(row.station, "act", "order").of(id).detail(detail)).await?;
        Ok(())
    }
}

/// The station of a new order; fails where it does not serve the village.
async fn own_village(conn: &mut dyn Conn, order: &NewOrder) -> Outcome<Station> {
    let home = station::by_id(conn, order.station).await?.ok_or(Problem::NotFound)?;
    let serves = order.village.as_ref().is_none_or(|village| home.villages.contains(village));
    if serves { Ok(home) } else { Err(Problem::Malformed { place: "village".into() }.into()) }
}

fn order_stations(stations: Vec<Station>, named: &Named) -> Vec<OrderStation> {
    let villages = |id: StationId| {
        let own = named.villages.iter().filter(move |(station, ..)| *station == id);
        own.map(|(_, code, name)| (code.clone(), name.clone())).collect()
    };
    stations.into_iter().map(|s| OrderStation { villages: villages(s.id), id: s.id, name: s.name }).collect()
}
