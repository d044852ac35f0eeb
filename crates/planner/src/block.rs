//! The units of search: a property's visits by one visitor are one block, so that a property
//! stays whole; a joint visit is a lead block and a partner block that share their minutes.

use crate::plan::{LeftOut, Reason};
use crate::problem::{Mode, Problem, Urgency, Visit};
use crate::reason;
use crate::segment::Segment;

/// What a block is to the pair of a joint visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Lead,
    Partner,
}

/// Visits of one property that one visitor makes in a row.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub kind: Kind,
    pub property: u32,
    /// Dense index of the village.
    pub village: u32,
    pub visits: Vec<u32>,
    /// By visitor: present, able, and with a way there and back.
    pub allowed: Vec<bool>,
    /// Visits missed by urgency when the block is left out; none for a partner's block.
    pub missed: [u32; Urgency::COUNT],
    /// The pair it belongs to: its own, or the one of its property's joint visits.
    pub pair: Option<u32>,
}

/// The blocks of a property's joint visits, and the property's other visits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub lead: u32,
    pub partner: u32,
    pub plain: Option<u32>,
}

/// A problem in blocks.
pub(crate) struct Model<'p> {
    pub problem: &'p Problem,
    pub blocks: Vec<Block>,
    pub pairs: Vec<Pair>,
    pub villages: u32,
    /// Visits that cannot be in any round today.
    pub left_out: Vec<LeftOut>,
}

impl<'p> Model<'p> {
    pub(crate) fn new(problem: &'p Problem) -> Self {
        let mut villages: Vec<u32> = problem.visits().iter().map(|v| v.village).collect();
        villages.sort_unstable();
        villages.dedup();
        let count = villages.len() as u32;
        let mut model = Self { problem, blocks: vec![], pairs: vec![], villages: count, left_out: vec![] };
        let mut order = model.one_a_household();
        let of = |v: u32| &problem.visits()[v as usize];
        order.sort_by_key(|&v| (of(v).property, v));
        for property in order.chunk_by(|&a, &b| of(a).property == of(b).property) {
            let village = of(property[0]).village;
            let dense = villages.binary_search(&village).unwrap_or(0) as u32;
            model.add_property(property, dense);
        }
        model
    }

    pub(crate) fn visit(&self, visit: u32) -> &'p Visit {
        &self.problem.visits()[visit as usize]
    }

    /// The most urgent visit of each household that may have a contact; the others stay out.
    fn one_a_household(&mut self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.problem.visits().len() as u32).collect();
        order.sort_by_key(|&v| (self.visit(v).household, self.visit(v).urgency, v));
        let mut kept: Vec<u32> = vec![];
        for visit in order {
            let of = self.visit(visit);
            let again = kept.last().is_some_and(|&last| self.visit(last).household == of.household);
            match of.had_contact || again {
                true => self.left_out.push(LeftOut { visit, reason: Reason::Ceiling }),
                false => kept.push(visit),
            }
        }
        kept
    }

    fn add_property(&mut self, visits: &[u32], village: u32) {
        let (mut plain, mut joint): (Vec<Block>, Vec<Block>) = (vec![], vec![]);
        let mut partners: Option<Vec<bool>> = None;
        for &v in visits {
            let able = match reason::able_visitors(self.problem, self.visit(v)) {
                Ok(able) => able,
                Err(reason) => {
                    self.left_out.push(LeftOut { visit: v, reason });
                    continue;
                }
            };
            match able.partners {
                None => self.join_or_start(&mut plain, Kind::Plain, v, village, &able.leads),
                Some(with) => match common(partners.as_deref().unwrap_or(&with), &with) {
                    Some(both) if joint.first().is_none_or(|b| common(&b.allowed, &able.leads).is_some()) => {
                        partners = Some(both);
                        self.join_or_start(&mut joint, Kind::Lead, v, village, &able.leads);
                    }
                    _ => self.left_out.push(LeftOut { visit: v, reason: Reason::NoPartner }),
                },
            }
        }
        let first = self.blocks.len() as u32;
        plain.iter_mut().for_each(|b| self.trim(b));
        plain.retain(|b| !b.visits.is_empty());
        self.blocks.extend(plain);
        if let (Some(lead), Some(partners)) = (joint.pop(), partners) {
            self.add_pair(lead, partners, first);
        }
    }

    /// Adds the visit to the first block that a common visitor can make, else to a new one. Blocks
    /// of one kind and property thus have no visitor in common and never meet in a round.
    fn join_or_start(&self, blocks: &mut Vec<Block>, kind: Kind, visit: u32, village: u32, allowed: &[bool]) {
        let of = self.visit(visit);
        for block in blocks.iter_mut() {
            if let Some(both) = common(&block.allowed, allowed) {
                block.allowed = both;
                block.visits.push(visit);
                block.missed[of.urgency as usize] += 1;
                return;
            }
        }
        let mut missed = [0; Urgency::COUNT];
        missed[of.urgency as usize] = 1;
        let (visits, allowed) = (vec![visit], allowed.to_vec());
        blocks.push(Block { kind, property: of.property, village, visits, allowed, missed, pair: None });
    }

    fn add_pair(&mut self, mut lead: Block, partners: Vec<bool>, first_plain: u32) {
        let pair = self.pairs.len() as u32;
        let plain = (first_plain..self.blocks.len() as u32)
            .find_map(|b| common(&self.blocks[b as usize].allowed, &lead.allowed).map(|both| (b, both)));
        let bound = plain.map(|(block, both)| {
            lead.allowed = both;
            self.blocks[block as usize].pair = Some(pair);
            block
        });
        lead.pair = Some(pair);
        let mut partner = lead.clone();
        partner.kind = Kind::Partner;
        partner.allowed = partners;
        partner.missed = [0; Urgency::COUNT];
        let at = self.blocks.len() as u32;
        self.blocks.extend([lead, partner]);
        self.pairs.push(Pair { lead: at, partner: at + 1, plain: bound });
    }

    /// Drops the least urgent visits until the block fits into somebody's empty day.
    fn trim(&mut self, block: &mut Block) {
        self.put_in_order(block);
        while !block.visits.is_empty() && !self.fits_an_empty_day(block) {
            let least = (0..block.visits.len()).max_by_key(|&i| (self.visit(block.visits[i]).urgency, i));
            let Some(least) = least else { return };
            let visit = block.visits.remove(least);
            block.missed[self.visit(visit).urgency as usize] -= 1;
            self.left_out.push(LeftOut { visit, reason: Reason::NoTime });
        }
    }

    /// Doors that close early first, then from each door to the nearest.
    fn put_in_order(&self, block: &mut Block) {
        let Some(mode) = self.first_mode(block) else { return };
        let matrix = self.problem.matrix(mode);
        block.visits.sort_by_key(|&v| (self.visit(v).window.to, v));
        for i in 1..block.visits.len() {
            let from = self.visit(block.visits[i - 1]).place.unwrap_or(0);
            let next = (i..block.visits.len()).min_by_key(|&j| {
                let visit = self.visit(block.visits[j]);
                (visit.window.to, matrix.cost(from, visit.place.unwrap_or(0)), j)
            });
            block.visits.swap(i, next.unwrap_or(i));
        }
    }

    fn first_mode(&self, block: &Block) -> Option<Mode> {
        let first = block.allowed.iter().position(|&a| a)?;
        Some(self.problem.visitors()[first].mode)
    }

    fn fits_an_empty_day(&self, block: &Block) -> bool {
        let able = (0..block.allowed.len()).filter(|&v| block.allowed[v]);
        able.into_iter().any(|v| {
            let matrix = self.problem.matrix(self.problem.visitors()[v].mode);
            let inner = self.stretch(matrix, &block.visits, &[]);
            let [start, end] = self.ends(v);
            let there = start.then(matrix.cost(start.last, inner.first), &inner);
            there.then(matrix.cost(inner.last, end.first), &end).warp == 0
        })
    }

    /// The visitor's start and end as stays of no length.
    pub(crate) fn ends(&self, visitor: usize) -> [Segment; 2] {
        let who = &self.problem.visitors()[visitor];
        [who.start, who.end].map(|place| Segment::stay(place, who.shift.from, who.shift.to, 0))
    }

    /// The visits in a row; `pins` fixes when they start, or is empty.
    pub(crate) fn stretch(&self, matrix: &crate::Matrix, visits: &[u32], pins: &[i32]) -> Segment {
        let stay = |i: usize| {
            let visit = self.visit(visits[i]);
            let (open, close) = match pins.get(i) {
                Some(&at) => (at, at),
                None => (visit.window.from, visit.window.to - visit.service_s),
            };
            Segment::stay(visit.place.unwrap_or(0), open, close, visit.service_s)
        };
        (1..visits.len()).fold(stay(0), |so_far, i| {
            let next = stay(i);
            so_far.then(matrix.cost(so_far.last, next.first), &next)
        })
    }
}

/// Visitors in both sets, if any.
fn common(a: &[bool], b: &[bool]) -> Option<Vec<bool>> {
    let both: Vec<bool> = a.iter().zip(b).map(|(a, b)| *a && *b).collect();
    both.contains(&true).then_some(both)
}
