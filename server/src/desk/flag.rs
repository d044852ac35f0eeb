//! The officer's queue of flags: who may read which, what each shows, what follows from it.

mod act;
mod view;

use super::Desk;
use crate::auth::Actor;
use crate::http::Outcome;
use crate::store::Conn;
use crate::store::flag::{self, FlagRow, Listed};
use app::desk::Answer;
use app::desk::flag as page;
use async_trait::async_trait;
use domain::flag::{FlagAction, FlagState};
use domain::id::{FindingId, StationId};
use domain::problem::Problem;
use domain::role::Role;

/// Most finished flags that a page lists.
const MOST_DONE: i64 = 500;

#[async_trait]
impl page::FlagDesk for Desk {
    async fn list(&self, filter: page::FlagFilter) -> Answer<page::FlagQueue> {
        self.answer(self.queue(filter)).await
    }

    async fn view(&self, id: FindingId) -> Answer<page::FlagView> {
        self.answer(self.open_flag(id)).await
    }

    async fn act(&self, id: FindingId, version: i64, action: FlagAction) -> Answer<page::FlagView> {
        self.answer(self.step(id, version, action)).await
    }
}

impl Desk {
    async fn queue(&self, filter: page::FlagFilter) -> Outcome<page::FlagQueue> {
        let mut reader = self.state.store.reader().await?;
        let stations: Vec<StationId> = self.stations(&mut reader).await?.iter().map(|s| s.id).collect();
        self.log_list(&stations, "flags").await?;
        let open = flag::list_open(&mut reader, &stations).await?;
        let now = self.now();
        let mine: Vec<Listed> = open.into_iter().filter(|l| may_read(&self.actor, &l.flag)).collect();
        let unanswered = mine.iter().filter(|l| l.flag.state == FlagState::Flagged).count();
        let late = mine.iter().filter(|l| l.flag.deadline.is_some_and(|deadline| deadline < now)).count();
        let listed = match filter.shelf {
            page::FlagShelf::Done => {
                let over = flag::list_over(&mut reader, &stations, MOST_DONE).await?;
                over.into_iter().filter(|l| may_read(&self.actor, &l.flag)).collect()
            }
            page::FlagShelf::New => mine.into_iter().filter(|l| l.flag.state == FlagState::Flagged).collect(),
            page::FlagShelf::Open => mine,
        };
        let rows = listed.iter().filter(|l| matches(&filter, l)).map(view::row).collect();
        Ok(page::FlagQueue { rows, unanswered: count(unanswered), late: count(late), now })
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn matches(filter: &page::FlagFilter, listed: &Listed) -> bool {
    let text = filter.text.trim().to_lowercase();
    let fits = |part: &str| part.to_lowercase().contains(&text);
    filter.severity.is_none_or(|severity| listed.flag.severity == severity)
        && filter.category.is_none_or(|category| listed.flag.category == category)
        && (text.is_empty() || fits(&listed.property_name) || fits(&listed.door) || fits(&listed.label))
}

/// Whether an account may read a flag: officers and supervisors of its station; a restricted one only
/// its finder and the officer who reviews it (before one has accepted it, each who could; to close
/// it, the second one), a supervisor only when no officer has answered, and nobody of the police
/// where the person chose another way.
pub fn may_read(actor: &Actor, flag: &FlagRow) -> bool {
    if !actor.may_see_station(flag.station) {
        return false;
    }
    if !flag.restricted {
        return matches!(actor.role, Role::Officer | Role::Supervisor);
    }
    if actor.user == flag.found_by {
        return true;
    }
    let reviews = flag.state.accepted_by() == Some(actor.user);
    match actor.role {
        _ if flag.straight => false,
        Role::Officer => reviews || matches!(flag.state, FlagState::Flagged | FlagState::Verified { .. }),
        Role::Supervisor => reviews || (flag.escalated_at.is_some() && flag.state == FlagState::Flagged),
        _ => false,
    }
}

/// The flag, as if it did not exist where the account may not read it.
async fn readable(conn: &mut dyn Conn, actor: &Actor, id: FindingId) -> Outcome<FlagRow> {
    let row = flag::by_id(conn, id).await?.filter(|row| may_read(actor, row));
    row.ok_or_else(|| Problem::NotFound.into())
}

#[cfg(test)]
mod tests;
