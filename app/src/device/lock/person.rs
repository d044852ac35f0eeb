//! Who has a place on this phone.

use super::Shut;
use crate::device::session::{kept, put};
use crate::device::store;
use domain::Time;
use domain::id::UserId;
use serde::{Deserialize, Serialize};
use sync::PhoneStore;

const PEOPLE: &str = "meta/people";

/// A person's place: their key, closed with their PIN.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Account.
    pub user: UserId,
    /// Name, for choosing among those who share the phone.
    pub name: String,
    /// Salt of the PIN, base64url.
    pub salt: String,
    /// The closed key, base64url.
    pub closed: String,
    /// Wrong tries since the last right one.
    pub wrong: u32,
    /// No try before this moment of the phone's clock.
    pub until: Option<Time>,
}

/// Everyone with a place, in the order in which they came.
pub async fn people() -> Vec<Person> {
    kept(PEOPLE).await.unwrap_or_default()
}

pub async fn one(user: UserId) -> Option<Person> {
    people().await.into_iter().find(|person| person.user == user)
}

pub async fn keep(person: Person) -> Result<(), Shut> {
    let mut people = people().await;
    match people.iter_mut().find(|other| other.user == person.user) {
        Some(other) => *other = person,
        None => people.push(person),
    }
    write(&people).await
}

pub async fn forget(user: UserId) -> Result<(), Shut> {
    let mut people = people().await;
    people.retain(|person| person.user != user);
    write(&people).await
}

async fn write(people: &Vec<Person>) -> Result<(), Shut> {
    store::phone().change(vec![put(PEOPLE, people)]).await.map_err(|_| Shut::Failed)
}
