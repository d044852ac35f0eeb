//! From an order of blocks to minutes: the plan as it is walked.

use crate::block::Kind;
use crate::plan::{LeftOut, Plan, Reason, Round, Stop};
use crate::score::Score;
use crate::state::State;

/// The plan with all its times, and the reason of every visit left out.
pub(crate) fn plan(state: &State) -> Plan {
    let routes = 0..state.routes.len();
    let rounds: Vec<Round> =
        routes.filter(|&v| !state.routes[v].nodes.is_empty()).map(|v| round(state, v)).collect();
    let mut left_out = state.model.left_out.clone();
    for (b, block) in state.model.blocks.iter().enumerate() {
        if state.route_of[b].is_none() && block.kind != Kind::Partner {
            left_out.extend(block.visits.iter().map(|&visit| LeftOut { visit, reason: Reason::NoTime }));
        }
    }
    left_out.sort_by_key(|l| l.visit);
    let mut missed = [0; 4];
    left_out.iter().for_each(|l| missed[state.model.visit(l.visit).urgency as usize] += 1);
    let effort = state.price - i64::from(state.reentries()) * crate::state::REENTRY;
    let score = Score::new(missed, state.reentries(), effort, fingerprint(&rounds));
    Plan { rounds, left_out, score }
}

/// The visitor leaves as late as the least waiting allows, but as early as that leaves open.
fn round(state: &State, visitor: usize) -> Round {
    let route = &state.routes[visitor];
    let who = &state.model.problem.visitors()[visitor];
    let matrix = state.model.problem.matrix(who.mode);
    let start = route.back_from_start(state, visitor);
    let (mut now, mut place, mut stops) = (start, who.start, vec![]);
    let (mut entered, mut last): (Vec<u32>, Option<u32>) = (vec![], None);
    for node in &route.nodes {
        let (block, shape) = (&state.model.blocks[node.block as usize], &state.shapes[node.block as usize]);
        let reentry = last != Some(block.village) && entered.contains(&block.village);
        entered.push(block.village);
        last = Some(block.village);
        for i in 0..shape.order.len() {
            let at = if node.flipped && shape.pins.is_empty() { shape.order.len() - 1 - i } else { i };
            let visit = state.model.visit(shape.order[at]);
            let door = visit.place.unwrap_or(place);
            let travel_s = matrix.cost(place, door);
            let arrive = now + travel_s;
            let begin = shape.pins.get(at).copied().unwrap_or(visit.window.from).max(arrive);
            now = begin + visit.service_s;
            place = door;
            let (visit, wait_s, joint_with) = (shape.order[at], begin - arrive, other(state, node.block));
            stops.push(Stop { visit, travel_s, wait_s, arrive, depart: now, joint_with, reentry });
        }
    }
    let return_s = matrix.cost(place, who.end);
    Round { visitor: visitor as u32, start, end: now + return_s, return_s, stops }
}

/// Who else is at a joint visit.
fn other(state: &State, block: u32) -> Option<u32> {
    let of = &state.model.blocks[block as usize];
    let pair = state.model.pairs[of.pair? as usize];
    match of.kind {
        Kind::Plain => None,
        Kind::Lead => state.route_of[pair.partner as usize],
        Kind::Partner => state.route_of[pair.lead as usize],
    }
}

impl crate::state::Route {
    fn back_from_start(&self, state: &State, visitor: usize) -> i32 {
        let end = &self.back[self.nodes.len()];
        let front = &self.front[self.nodes.len()];
        state.join(visitor, front, end).early
    }
}

/// FNV-1a over the visitors and their visits in order.
fn fingerprint(rounds: &[Round]) -> u64 {
    let numbers = rounds.iter().flat_map(|r| {
        std::iter::once(r.visitor).chain(r.stops.iter().map(|s| s.visit)).chain(std::iter::once(u32::MAX))
    });
    numbers.flat_map(u32::to_le_bytes).fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
