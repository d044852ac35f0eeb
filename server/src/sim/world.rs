//! A station, its phones and some days of trouble; then calm, and the books are compared.

use super::dice::Dice;
use super::drain;
use super::line::{self, Air, Fate as CallFate, Line};
use super::server::{self, Server};
use super::storage::{self, Storage};
use super::tally::Tally;
use super::template::{Phone, Template, door};
use super::visitor::{Made, Visitor};
use chrono::TimeDelta;
use domain::id::{RecordId, StationId};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use sync::{End, Fate, PhoneStore, Row, WireFault};

mod books;
mod fields;
mod trouble;

use books::hold;
use trouble::EVENTS;

/// How often a phone tries once all is calm.
const CALM: usize = 8;

/// A mistake planted in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planted {
    Storage(storage::Flaw),
    Line(line::Flaw),
    Drain(drain::Flaw),
    Server(server::Flaw),
}

impl Planted {
    /// Every mistake.
    pub fn all() -> impl Iterator<Item = Self> {
        let storage = storage::Flaw::ALL.into_iter().map(Self::Storage);
        let line = line::Flaw::ALL.into_iter().map(Self::Line);
        let drain = drain::Flaw::ALL.into_iter().map(Self::Drain);
        storage.chain(line).chain(drain).chain(server::Flaw::ALL.into_iter().map(Self::Server))
    }
}

/// One run.
pub struct World {
    server: Rc<Server>,
    station: StationId,
    doors: u64,
    visitors: Vec<Visitor>,
    made: Rc<RefCell<BTreeMap<RecordId, Made>>>,
    dice: Dice,
    next: u64,
    /// Records that the server refused for good, and that their phone keeps with the reason.
    refused: BTreeSet<RecordId>,
    /// What happened, for comparing two runs of a seed; none where nobody asks.
    pub log: Option<Vec<String>>,
    /// Faults by their kinds.
    pub tally: Tally,
}

impl World {
    /// A copy of the template, with what the seed makes of it.
    pub async fn new(template: &Template, seed: u64, planted: Option<Planted>) -> Self {
        let flaw = if let Some(Planted::Server(flaw)) = planted { Some(flaw) } else { None };
        let mut world = Self {
            server: Rc::new(Server::new(template.copy().await, flaw)),
            station: template.station,
            doors: template.doors,
            visitors: vec![],
            made: Rc::default(),
            dice: Dice::new(seed),
            next: 0,
            refused: BTreeSet::new(),
            log: Some(vec![]),
            tally: Tally::default(),
        };
        let air = Rc::new(Air::default());
        for phone in &template.phones {
            let visitor = world.visitor(phone, air.clone(), planted);
            world.visitors.push(visitor);
        }
        world
    }

    fn visitor(&mut self, phone: &Phone, air: Rc<Air>, planted: Option<Planted>) -> Visitor {
        let storage = Storage::default();
        if let Some(Planted::Storage(flaw)) = planted {
            storage.plant(flaw);
        }
        let line = Line {
            server: self.server.clone(),
            air,
            steps: storage.steps.clone(),
            dice: Rc::new(RefCell::new(self.dice.part())),
            trouble: Rc::new(Cell::new(40)),
            device: phone.device,
            credential: phone.credential.clone(),
            flaw: if let Some(Planted::Line(flaw)) = planted { Some(flaw) } else { None },
            told: Rc::default(),
        };
        Visitor {
            devices: vec![line.device],
            storage,
            line,
            dice: self.dice.part(),
            people: phone.people.clone(),
            now: 0,
            skew: TimeDelta::zero(),
            made: self.made.clone(),
            open: BTreeMap::new(),
            done: vec![],
            seen: BTreeMap::new(),
            flaw: if let Some(Planted::Drain(flaw)) = planted { Some(flaw) } else { None },
            tally: self.tally.clone(),
            broken: None,
        }
    }

    /// Days of work and trouble.
    pub async fn live(&mut self, days: u64) {
        for day in 0..days {
            for hour in 0..8 {
                for phone in 0..self.visitors.len() {
                    self.hour(day, hour, phone).await;
                }
                self.server.app.clock.pass(TimeDelta::minutes(60));
                self.server.work().await.unwrap();
            }
            self.server.app.clock.pass(TimeDelta::hours(16));
        }
    }

    async fn hour(&mut self, day: u64, hour: u64, phone: usize) {
        if self.dice.percent(25) {
            let event = self.dice.one_of(&EVENTS);
            self.happen(phone, event).await;
        }
        let begins = self.dice.percent(70);
        if begins {
            self.next += 1;
            // Now and then a household a second time too soon: the server refuses that.
            let number = if self.dice.percent(4) { self.next / 2 } else { self.next };
            let door = door(number % self.doors);
            self.visitors[phone].open.insert(self.next, door);
        }
        let visitor = &mut self.visitors[phone];
        if hour == 0 {
            visitor.start().await;
        }
        for visit in visitor.open.keys().copied().collect::<Vec<_>>() {
            visitor.work(visit, 25).await;
        }
        let end = visitor.sync(30).await;
        let (told, steps) = (visitor.line.told.take(), visitor.storage.steps.passed());
        for fate in told.iter().filter(|fate| **fate != CallFate::Fine) {
            self.tally.count(&format!("{fate:?}"));
        }
        self.note(|| format!("{day} {hour} {phone}: {end:?} {told:?} {steps:?}"));
        if end == Some(End::Stopped(WireFault::DeviceUnknown)) {
            self.enrol_again(phone).await;
        }
    }

    /// All is calm: doors that were begun are finished, everything is sent, everything is applied.
    pub async fn calm(&mut self) -> Result<(), String> {
        for phone in 0..self.visitors.len() {
            let visitor = &mut self.visitors[phone];
            visitor.storage.fill(false);
            visitor.line.trouble.set(0);
            visitor.line.deliver_late().await;
            for visit in visitor.open.keys().copied().collect::<Vec<_>>() {
                visitor.work(visit, 0).await;
            }
            self.empty_outbox(phone).await?;
        }
        self.server.work().await
    }

    fn note(&mut self, line: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            log.push(line());
        }
    }

    /// What was refused is sent once more, by the button that the phone has for it: an echo of it may
    /// have been taken since.
    async fn empty_outbox(&mut self, phone: usize) -> Result<(), String> {
        self.send_all(phone).await;
        for row in self.rows(phone).await? {
            let sent_again = self.visitors[phone].storage.requeue(row.seq, None).await;
            sent_again.map_err(|fault| fault.to_string())?;
        }
        let end = self.send_all(phone).await;
        let rows = self.rows(phone).await?;
        for row in &rows {
            let is_told = matches!(&row.fate, Fate::Quarantined { code, .. } if code == "ceiling_reached");
            hold(is_told, || {
                let (count, kind, seq, fate) = (rows.len(), row.draft.kind, row.seq, &row.fate);
                format!("phone {phone} ends with {end:?} and {count} rows, a {kind:?}, {seq}: {fate:?}")
            })?;
            self.refused.insert(row.draft.id);
        }
        hold(end == Some(End::Empty), || format!("phone {phone} ends with {end:?}"))
    }

    async fn send_all(&mut self, phone: usize) -> Option<End> {
        let mut end = None;
        for _ in 0..CALM {
            end = self.visitors[phone].sync(0).await;
            match end {
                Some(End::Empty) => break,
                Some(End::Stopped(WireFault::DeviceUnknown)) => self.enrol_again(phone).await,
                _ => {}
            }
        }
        end
    }

    async fn rows(&self, phone: usize) -> Result<Vec<Row>, String> {
        self.visitors[phone].storage.outbox().await.map_err(|fault| fault.to_string())
    }
}
