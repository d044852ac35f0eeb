//! What happens to phones and people besides the line.

use super::World;
use crate::sim::template::Person;
use crate::store::{device, session, user};
use chrono::TimeDelta;
use domain::id::UserId;
use domain::role::Role;

/// What may happen to a phone besides its line, in an hour of trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    StorageFull,
    StorageFree,
    PowerCut,
    ClockHours,
    ClockDays,
    OtherPerson,
    SignedOutEverywhere,
    PersonLeaves,
    PhoneRevoked,
    NoNetwork,
    Network,
}

pub(super) const EVENTS: [Event; 11] = [
    Event::StorageFull,
    Event::StorageFree,
    Event::PowerCut,
    Event::ClockHours,
    Event::ClockDays,
    Event::OtherPerson,
    Event::SignedOutEverywhere,
    Event::PersonLeaves,
    Event::PhoneRevoked,
    Event::NoNetwork,
    Event::Network,
];

impl World {
    pub(super) async fn happen(&mut self, phone: usize, event: Event) {
        self.tally.count(&format!("{event:?}"));
        self.note(|| format!("{phone}: {event:?}"));
        let hours = self.dice.below(12) as i64 - 6;
        let visitor = &mut self.visitors[phone];
        let person = visitor.people[visitor.now].user;
        match event {
            Event::StorageFull => visitor.storage.fill(true),
            Event::StorageFree => visitor.storage.fill(false),
            Event::PowerCut => visitor.storage.cut_power(),
            Event::ClockHours => visitor.skew = TimeDelta::hours(hours),
            Event::ClockDays => visitor.skew = TimeDelta::days(hours * 30),
            Event::OtherPerson => visitor.now = 1 - visitor.now,
            Event::NoNetwork => visitor.line.trouble.set(95),
            Event::Network => visitor.line.trouble.set(40),
            Event::SignedOutEverywhere => self.end_sessions(person).await,
            Event::PersonLeaves => self.leave(person).await,
            Event::PhoneRevoked => self.revoke(phone).await,
        }
    }

    async fn end_sessions(&self, person: UserId) {
        self.server.signed_out.borrow_mut().insert(person);
        self.server
            .app
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    session::revoke_all(tx, person, None, now).await
                })
            })
            .await;
    }

    async fn leave(&self, person: UserId) {
        self.server.signed_out.borrow_mut().insert(person);
        self.server
            .app
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    user::leave(tx, person, now).await
                })
            })
            .await;
    }

    async fn revoke(&self, phone: usize) {
        let device = self.visitors[phone].line.device;
        self.server
            .app
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now();
                    device::revoke(tx, device, now).await
                })
            })
            .await;
    }

    /// As the app does when its credential is not known any more: the phone becomes a new one, and what
    /// waits goes out under the new credential. Whoever has left cannot do that; a new person can.
    pub(super) async fn enrol_again(&mut self, phone: usize) {
        self.next += 1;
        let name = format!("新协管员 {}", self.next);
        self.server.app.user(&name, Role::Coordinator, Some("t1"), Some(self.station)).await;
        let enrolled = self.server.app.enrol_again(self.visitors[phone].devices[0], &name).await;
        let tokens = self.server.app.sign_in_phone(&enrolled, &name).await;
        let visitor = &mut self.visitors[phone];
        (visitor.line.device, visitor.line.credential) = (enrolled.device, enrolled.credential);
        visitor.devices.push(enrolled.device);
        visitor.people = vec![Person { user: tokens.me.user, session: tokens.session }; 2];
    }
}
