//! The steps of one route, as VROOM tells them.

use super::Day;
use super::input::{Break, Job, Vehicle};
use super::output::{Told, add};
use crate::vrp::drive::{Deed, Step};
use crate::vrp::problem;

/// Writes the steps of one route down, with what is on board and how long one travelled.
pub(super) struct Teller<'a> {
    pub day: &'a Day,
    pub vehicle: &'a problem::Vehicle,
    pub load: Vec<i64>,
    pub duration: i64,
    /// The time after the last step, from the epoch.
    pub now: i64,
    pub steps: Vec<Told>,
}

impl Teller<'_> {
    /// The start, moved by the wait at the first stop when nothing comes before it.
    pub fn start(&mut self, asked: &Vehicle, driven: &[Step]) {
        let wait = driven.first().filter(|step| matches!(step.what, Deed::Serve(_))).map_or(0, |s| s.waiting);
        self.now = i64::from(self.vehicle.shift.0 + wait);
        if asked.start_index.is_some() {
            let step = self.told("start");
            self.steps.push(Told { location: asked.start, location_index: asked.start_index, ..step });
        }
    }

    fn told(&self, r#type: &'static str) -> Told {
        let arrival = self.now + self.day.epoch;
        Told { r#type, arrival, duration: self.duration, load: self.load.clone(), ..Told::default() }
    }

    pub fn stop(&mut self, step: &Step, from: u32, spot: u32) {
        let members = &self.day.members[spot as usize];
        let within = self.within(spot);
        // Arcs that leave a stop hold what is travelled within it.
        let way = i64::from(self.day.problem.travel(self.vehicle).time(from, spot)) - self.within_of(from);
        self.duration += way;
        self.now += way;
        for (at, &job) in members.iter().enumerate() {
            let job = &self.day.input.jobs[job];
            let before = at.checked_sub(1).map(|at| &self.day.input.jobs[members[at]]);
            let (waiting, setup) = match before {
                None => (
                    i64::from(step.done - step.setup - self.day.problem.stop_of(spot).service) - self.now,
                    i64::from(step.setup),
                ),
                Some(before) if before.location_index == job.location_index => (0, 0),
                Some(_) => (0, job.setup),
            };
            if at > 0 {
                self.duration += within[at - 1];
                self.now += within[at - 1];
            }
            self.serve(job, waiting, setup);
        }
    }

    fn serve(&mut self, job: &Job, waiting_time: i64, setup: i64) {
        add(&mut self.load, &job.delivery, -1);
        add(&mut self.load, &job.pickup, 1);
        let step = self.told("job");
        self.steps.push(Told {
            id: Some(job.id),
            description: job.description.clone(),
            location: job.location,
            location_index: job.location_index,
            setup,
            service: job.service,
            waiting_time,
            ..step
        });
        self.now += waiting_time + setup + job.service;
    }

    pub fn rest(&mut self, step: &Step, rest: &Break) {
        let told = self.told("break");
        self.steps.push(Told {
            id: Some(rest.id),
            description: rest.description.clone(),
            service: rest.service,
            waiting_time: i64::from(step.waiting),
            ..told
        });
        self.now = i64::from(step.done);
    }

    pub fn end(&mut self, step: &Step, from: u32, asked: &Vehicle) {
        let way = i64::from(self.day.problem.travel(self.vehicle).time(from, self.vehicle.end));
        self.duration += way - self.within_of(from);
        self.now = i64::from(step.arrival);
        if asked.end_index.is_some() {
            let told = self.told("end");
            self.steps.push(Told { location: asked.end, location_index: asked.end_index, ..told });
        }
    }

    fn within_of(&self, spot: u32) -> i64 {
        self.within(spot).iter().sum()
    }

    /// The seconds between the jobs of a spot.
    fn within(&self, spot: u32) -> Vec<i64> {
        let way = &self.day.ways[self.vehicle.travel as usize];
        let matrices = &self.day.input.matrices[&way.profile];
        let place = |job: usize| self.day.input.jobs[job].location_index.unwrap_or(0);
        let members = &self.day.members[spot as usize];
        members.windows(2).map(|w| way.time(matrices, place(w[0]), place(w[1]))).collect()
    }
}
