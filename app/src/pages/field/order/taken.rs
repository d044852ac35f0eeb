//! The order that the visitor took, kept beside the round as it was planned.

use crate::device::session::{kept, put};
use crate::device::store;
use crate::field::state::{Field, ROUND};
use domain::id::{OwedId, PlanId};
use domain::reorder::Order;
use domain::round::{Round, Stop};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use sync::{Change, PhoneStore};

/// The view that keeps it.
pub const ORDER: &str = "order";

/// An order of one plan; another plan has its own.
#[derive(Serialize, Deserialize)]
struct Taken {
    plan: PlanId,
    order: Order,
}

impl Field {
    /// Shows a round as it is walked: in the order that was taken, where it is of this plan.
    pub async fn show(self, round: Round) {
        let taken = kept::<Taken>(ORDER).await.filter(|taken| taken.plan == round.plan);
        self.reordered.set(taken.is_some());
        let walked = match taken {
            Some(taken) => taken.order.of_round(&round),
            None => round,
        };
        self.round.set(Some(Arc::new(walked)));
    }

    /// Takes an order into use. On a phone whose store is full it lasts until the app is closed.
    pub(super) async fn walk_by(self, order: &Order) {
        let Some(round) = self.round.get_untracked() else { return };
        let taken = Taken { plan: round.plan, order: order.clone() };
        let _ = store::phone().change(vec![put(ORDER, &taken)]).await;
        self.reordered.set(true);
        self.round.set(Some(Arc::new(order.of_round(&round))));
    }

    /// Goes back to the planned order.
    pub(super) async fn walk_as_planned(self) {
        let forgotten = store::phone().change(vec![Change::Remove { key: ORDER.to_owned() }]).await;
        if let (Ok(()), Some(round)) = (forgotten, kept(ROUND).await) {
            self.show(round).await;
        }
    }

    /// The stop of an owed visit.
    pub(super) fn stop_of(self, owed: OwedId) -> Option<Stop> {
        self.round
            .with_untracked(|round| round.as_ref()?.stops.iter().find(|stop| stop.owed == owed).cloned())
    }
}
