//! Proposals follow the evidence, and C ends by the passing of days.

use super::{Step, review_station, step};
use crate::http::records::tests::support::{World, id};
use crate::jobs::rebuild::rebuild;
use crate::store::class_proposal::{self, Decided, ProposalRow, ProposalState};
use crate::store::testing::On;
use crate::store::{class_change, dwelling};
use chrono::TimeDelta;
use domain::area::TownCode;
use domain::class::{Because, Class, DecisionReason, Evidence, Proposal};
use domain::dwelling::Papers;
use domain::id::{DwellingId, ProposalId, UserId};
use domain::role::Role;
use serde_json::json;

fn quiet(contacts: u32) -> (Proposal, Evidence) {
    let proposal = Proposal { class: Class::A, because: Because::QuietAndInOrder };
    (proposal, Evidence { hazards: vec![], quiet_contacts: contacts, papers: Papers::default() })
}

fn row(n: u128, contacts: u32, state: ProposalState) -> ProposalRow {
    let (proposal, evidence) = quiet(contacts);
    let at = "2026-11-24T00:00:00Z".parse().unwrap();
    let decided = Decided { at, by: UserId(id(9)), reason: DecisionReason::EvidenceHolds };
    ProposalRow {
        town: TownCode("t1".into()),
        id: ProposalId(id(n)),
        dwelling: DwellingId(id(1)),
        from: Class::B,
        proposal,
        evidence,
        version: 1,
        made_at: at,
        state,
        decided: Some(decided).filter(|_| state == ProposalState::Rejected),
        change: None,
    }
}

#[test]
fn one_proposal_is_open_at_a_time_and_the_same_evidence_comes_once() {
    use ProposalState::{Open, Rejected, Withdrawn};
    let made = |contacts| {
        let (proposal, evidence) = quiet(contacts);
        Step::Make(proposal, evidence)
    };
    let cases = [
        (vec![], None, Step::None),
        (vec![], Some(quiet(3)), made(3)),
        (vec![row(1, 3, Open)], Some(quiet(3)), Step::None),
        (vec![row(1, 3, Open)], None, Step::Withdraw(ProposalId(id(1)))),
        (vec![row(1, 3, Open)], Some(quiet(4)), Step::Renew(ProposalId(id(1)), quiet(4).0, quiet(4).1)),
        (vec![row(1, 3, Rejected)], Some(quiet(3)), Step::None),
        (vec![row(1, 3, Rejected)], Some(quiet(4)), made(4)),
        (vec![row(1, 3, Withdrawn)], Some(quiet(3)), made(3)),
    ];
    for (rows, wanted, expected) in cases {
        assert_eq!(step(&rows, wanted), expected, "{rows:?}");
    }
}

/// The states of the dwelling's proposals, the earliest first, with what they propose.
async fn proposals(world: &World) -> Vec<(Class, ProposalState)> {
    let mut reader = world.app.state.store.reader().await.unwrap();
    let all = class_proposal::of_dwelling(&mut reader, world.dwelling).await.unwrap();
    all.into_iter().map(|row| (row.proposal.class, row.state)).collect()
}

async fn with_confirmed_fire(engine: On) -> World {
    let world = World::on(engine).await;
    let batch = [
        world.check_in(10),
        world.visit(11, 10, "entered", Some("to_enter")),
        world.finding(12, 11, "fire", "high"),
    ];
    world.send(&batch).await;
    assert_eq!(proposals(&world).await, [], "what no officer confirmed speaks for nothing");
    world.app.user("民警甲", Role::Officer, Some("t1"), None).await;
    world.pass(TimeDelta::minutes(5));
    world.accept("民警甲", 12).await;
    world
}

#[tokio::test]
async fn a_confirmed_hazard_proposes_c_and_a_hazard_gone_withdraws_it() {
    for engine in [On::Sqlite, On::Postgres] {
        let world = with_confirmed_fire(engine).await;
        assert_eq!(proposals(&world).await, [(Class::C, ProposalState::Open)]);
        world.pass(TimeDelta::days(8));
        let gone = json!({"dwelling": world.dwelling, "check_in": id(20), "outcome": "met",
            "consent": "at_door_only", "gone": [id(1012)]});
        world.send(&[world.check_in(20), world.record(21, "visit", &[20], gone)]).await;
        assert_eq!(proposals(&world).await, [(Class::C, ProposalState::Withdrawn)]);
    }
}

#[tokio::test]
async fn a_view_built_again_leaves_proposals_as_they_are() {
    let world = with_confirmed_fire(On::Sqlite).await;
    let all = async || {
        let mut reader = world.app.state.store.reader().await.unwrap();
        class_proposal::of_dwelling(&mut reader, world.dwelling).await.unwrap()
    };
    let before = all().await;
    rebuild(&world.app.state.store, world.dwelling).await.unwrap();
    assert_eq!(all().await, before);
}

/// Puts the dwelling into C, as an officer's decision does.
async fn put_into_c(world: &World) {
    let id = world.dwelling;
    world
        .app
        .write(move |tx| {
            Box::pin(async move {
                let file = dwelling::by_id(tx, id).await?.unwrap();
                let today = "2026-11-24".parse().unwrap();
                let by = Some(UserId(uuid::Uuid::from_u128(9)));
                super::change_class(tx, &file, Class::C, today, by, "evidence_holds").await.map(drop)
            })
        })
        .await;
}

async fn class(world: &World) -> Class {
    let mut reader = world.app.state.store.reader().await.unwrap();
    dwelling::by_id(&mut reader, world.dwelling).await.unwrap().unwrap().dwelling.class
}

async fn night(world: &World) -> usize {
    review_station(&world.app.state.store, world.station, chrono_tz::Asia::Shanghai).await.unwrap()
}

#[tokio::test]
async fn c_lapses_sixty_days_after_its_confirmation_and_not_before() {
    for engine in [On::Sqlite, On::Postgres] {
        let world = with_confirmed_fire(engine).await;
        put_into_c(&world).await;
        world.pass(TimeDelta::days(60));
        assert_eq!((night(&world).await, class(&world).await), (0, Class::C));
        world.pass(TimeDelta::days(1));
        assert_eq!((night(&world).await, class(&world).await), (1, Class::B));
        assert_eq!(night(&world).await, 0);
        let mut reader = world.app.state.store.reader().await.unwrap();
        let last = class_change::of_dwelling(&mut reader, world.dwelling).await.unwrap().pop().unwrap();
        assert_eq!((last.to, last.by, last.reason.as_str()), (Class::B, None, "lapsed"));
    }
}

#[tokio::test]
async fn a_rise_to_c_owes_the_running_third() {
    let world = with_confirmed_fire(On::Sqlite).await;
    let before = world.ledger().await.len();
    put_into_c(&world).await;
    // 24 November leaves seven days of its 旬.
    assert_eq!(world.ledger().await.len(), before + 1);
}
