//! Drawing: by a seed, from a month's visits, for visitors other than the first.

use crate::desk::{Desk, zone_of};
use crate::http::Outcome;
use crate::store::spot_check::{self, SpotCheckRow};
use crate::store::{Tx, station, visitor};
use app::desk::spot_check::Draw;
use domain::id::{SpotCheckId, StationId, UserId};
use domain::inspection::Month;
use domain::problem::Problem;
use domain::spot_check::{draw, due};

impl Desk {
    pub(super) async fn draw_checks(
        &self,
        station: StationId,
        month: Month,
        seed: Option<u32>,
    ) -> Outcome<Draw> {
        self.allow(self.may_draw())?;
        self.actor.check_station(station)?;
        let seed = seed.unwrap_or_else(|| u32::from_be_bytes(self.state.store.ids().bytes()));
        let desk = self.clone();
        let store = &self.state.store;
        store.write(move |tx| Box::pin(async move { desk.draw_in(tx, station, month, seed).await })).await
    }

    async fn draw_in(&self, tx: &mut Tx, id: StationId, month: Month, seed: u32) -> Outcome<Draw> {
        let home = station::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        let today = self.today(zone_of(&home));
        let running = Month::of(today);
        if month != running && month != running.before() {
            // What was seen longer ago says little about who saw it.
            return Err(Problem::Malformed { place: "month".into() }.into());
        }
        let visitors = visitor::all(tx).await?.into_iter().filter(|visitor| visitor.serves(&home));
        let seconds: Vec<UserId> = visitors.map(|visitor| visitor.id).collect();
        let pool = spot_check::pool(tx, id, month, today).await?;
        let drawn = draw(seed, &pool.candidates, pool.visits, pool.drawn, &seconds);
        for drawn in &drawn {
            let check = SpotCheckRow {
                town: home.town.clone(),
                id: SpotCheckId(tx.new_id()),
                station: id,
                dwelling: drawn.first.dwelling,
                visit: drawn.first.visit,
                first_visitor: drawn.first.visitor,
                visitor: drawn.second,
                month,
                seed,
                drawn_by: self.actor.user,
                drawn_on: today,
                due_on: due(today),
                result: None,
            };
            spot_check::add(tx, &check).await?;
        }
        let detail = serde_json::json!({"month": month, "seed": seed, "drawn": drawn.len()});
        tx.audit(self.entry(id, "draw", "spot_check").detail(detail)).await?;
        Ok(Draw { seed, drawn: drawn.len() })
    }
}
