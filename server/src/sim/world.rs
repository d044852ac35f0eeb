//! A station, its phones and some days of trouble; then calm, and the books are compared.

use super::dice::Dice;
use super::line::{self, Air, Line};
use super::storage::{self, Storage};
use super::visitor::{Made, Person, Visitor};
use crate::store::testing::On;
use crate::testing::App;
use chrono::TimeDelta;
use domain::id::{RecordId, StationId};
use domain::role::Role;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use sync::{End, Fate, PhoneStore, Row, WireFault};

mod books;
mod town;
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
}

/// How large a run is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub phones: u64,
    pub days: u64,
}

/// One run.
pub struct World {
    app: Rc<App>,
    station: StationId,
    visitors: Vec<Visitor>,
    made: Rc<RefCell<BTreeMap<RecordId, Made>>>,
    dice: Dice,
    next: u64,
    /// Records that the server refused for good, and that their phone keeps with the reason.
    refused: BTreeSet<RecordId>,
    /// What happened, for comparing two runs of a seed.
    pub log: Vec<String>,
}

impl World {
    /// A station whose phones each have two people.
    pub async fn new(seed: u64, phones: u64, planted: Option<Planted>) -> Self {
        let app = Rc::new(App::on(On::Sqlite).await);
        let station = app.station("t1", "v1").await;
        town::register(&app, station).await;
        let mut world = Self {
            app,
            station,
            visitors: vec![],
            made: Rc::default(),
            dice: Dice::new(seed),
            next: 0,
            refused: BTreeSet::new(),
            log: vec![],
        };
        let air = Rc::new(Air::default());
        for phone in 0..phones {
            let names = [0, 1].map(|n| format!("协管员 {phone}-{n}"));
            for name in &names {
                world.app.user(name, Role::Coordinator, Some("t1"), Some(station)).await;
            }
            let visitor = world.visitor(&names, air.clone(), planted).await;
            world.visitors.push(visitor);
        }
        world
    }

    async fn visitor(&mut self, names: &[String; 2], air: Rc<Air>, planted: Option<Planted>) -> Visitor {
        let enrolled = self.app.enrol(&names[0]).await;
        let mut people = vec![];
        for name in names {
            let tokens = self.app.sign_in_phone(&enrolled, name).await;
            people.push(Person { user: tokens.me.user, session: tokens.session });
        }
        let storage = Storage::default();
        if let Some(Planted::Storage(flaw)) = planted {
            storage.plant(flaw);
        }
        let flaw = match planted {
            Some(Planted::Line(flaw)) => Some(flaw),
            _ => None,
        };
        let line = Line {
            app: self.app.clone(),
            air,
            steps: storage.steps.clone(),
            dice: Rc::new(RefCell::new(self.dice.part())),
            trouble: Rc::new(Cell::new(40)),
            device: enrolled.device,
            credential: enrolled.credential,
            flaw,
            told: Rc::default(),
        };
        Visitor {
            devices: vec![line.device],
            storage,
            line,
            dice: self.dice.part(),
            people,
            now: 0,
            skew: TimeDelta::zero(),
            made: self.made.clone(),
            open: BTreeMap::new(),
            done: vec![],
        }
    }

    /// Days of work and trouble.
    pub async fn live(&mut self, days: u64) {
        for day in 0..days {
            for hour in 0..8 {
                for phone in 0..self.visitors.len() {
                    self.hour(day, hour, phone).await;
                }
                self.app.clock.pass(TimeDelta::minutes(60));
                while self.app.state.jobs.run_due().await.unwrap() > 0 {}
            }
            self.app.clock.pass(TimeDelta::hours(16));
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
            let door = town::door(number);
            self.visitors[phone].open.insert(self.next, door);
        }
        let visitor = &mut self.visitors[phone];
        for visit in visitor.open.keys().copied().collect::<Vec<_>>() {
            visitor.work(visit, 25).await;
        }
        let end = visitor.sync(30).await;
        let (told, steps) = (visitor.line.told.take(), visitor.storage.steps.passed());
        self.log.push(format!("{day} {hour} {phone}: {end:?} {told:?} {steps:?}"));
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
        while self.app.state.jobs.run_due().await.map_err(|e| e.to_string())? > 0 {}
        Ok(())
    }

    /// What was refused is sent once more, by the button that the phone has for it: an echo of it may
    /// have been taken since.
    async fn empty_outbox(&mut self, phone: usize) -> Result<(), String> {
        self.send_all(phone).await;
        for row in self.rows(phone).await? {
            let sent_again = self.visitors[phone].storage.requeue(row.seq).await;
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
