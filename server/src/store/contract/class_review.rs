//! Proposals and appeals of classes, and the evidence that a review reads.

use super::register::{DWELLING, STATION, TENANCY, day, fill, town, write};
use super::{Db, on_both_engines};
use crate::args;
use crate::store::appeal::{self, Answered, AppealRow};
use crate::store::class_change::{self, ClassChange};
use crate::store::class_proposal::{self, Decided, ProposalRow, ProposalState};
use crate::store::finding::FindingRow;
use crate::store::visit::VisitRow;
use crate::store::{Conn, StoreError, dwelling, finding, ledger, visit};
use domain::Time;
use domain::area::TownCode;
use domain::class::{
    AnswerReason, AppealState, Because, Class, DecisionReason, Evidence, Ground, Hazard, Proposal,
};
use domain::dwelling::{PaperState, Papers};
use domain::finding::{Category, Severity};
use domain::id::{AppealId, FindingId, ProposalId, RecordId, UserId};
use uuid::Uuid;

on_both_engines! {
    a_proposal_is_open_once_and_decided_on_the_version_that_was_seen,
    a_withdrawn_proposal_makes_room_for_the_next,
    evidence_is_the_building_the_row_of_contacts_and_the_papers,
    an_appeal_is_made_once_a_change_and_answered_once,
    an_open_appeal_stops_what_c_owes,
}

const OFFICER: UserId = UserId(Uuid::from_u128(0xc9));

fn at(hours: i64) -> Time {
    Time::from_timestamp(1_795_478_400 + hours * 3600, 0).unwrap()
}

fn proposal(id: u128) -> ProposalRow {
    let hazard = Hazard {
        finding: FindingId(Uuid::from_u128(0xf1)),
        category: Category::Fire,
        severity: Severity::High,
        confirmed: Some(day(20)),
    };
    ProposalRow {
        town: town(),
        id: ProposalId(Uuid::from_u128(id)),
        dwelling: DWELLING,
        from: Class::B,
        proposal: Proposal { class: Class::C, because: Because::ConfirmedHazard },
        evidence: Evidence { hazards: vec![hazard], quiet_contacts: 1, papers: Papers::default() },
        version: 1,
        made_at: at(0),
        state: ProposalState::Open,
        decided: None,
        change: None,
    }
}

async fn add(db: &Db, row: ProposalRow) -> Result<(), StoreError> {
    write(&db.store, move |tx| Box::pin(async move { class_proposal::add(tx, &row).await })).await
}

async fn a_proposal_is_open_once_and_decided_on_the_version_that_was_seen(db: Db) {
    fill(&db.store).await;
    add(&db, proposal(1)).await.unwrap();
    let second = add(&db, proposal(2)).await;
    assert!(matches!(second, Err(StoreError::Constraint { name }) if name == "class_proposals_dwelling"));
    let id = proposal(1).id;
    let decided = Decided { at: at(2), by: OFFICER, reason: DecisionReason::EvidenceHolds };
    let change = Some(Uuid::from_u128(7));
    let (renewed, stale, fresh) = write(&db.store, move |tx| {
        Box::pin(async move {
            let mut evidence = proposal(1).evidence;
            evidence.quiet_contacts = 2;
            class_proposal::renew(tx, id, Class::A, proposal(1).proposal, &evidence).await?;
            let renewed = class_proposal::by_id(tx, id).await?.unwrap();
            let decide = ProposalState::Accepted;
            let stale = class_proposal::decide(tx, (id, 1), decide, decided, change).await?;
            let fresh = class_proposal::decide(tx, (id, 2), decide, decided, change).await?;
            Ok((renewed, stale, fresh))
        })
    })
    .await
    .unwrap();
    assert_eq!((renewed.version, renewed.from, renewed.evidence.quiet_contacts), (2, Class::A, 2));
    assert_eq!((stale, fresh), (false, true));
    let mut reader = db.store.reader().await.unwrap();
    let all = class_proposal::of_dwelling(&mut reader, DWELLING).await.unwrap();
    assert_eq!((all.len(), all[0].decided, all[0].change), (1, Some(decided), change));
    assert_eq!(class_proposal::open_of(&mut reader, &[STATION], 9).await.unwrap(), []);
}

async fn a_withdrawn_proposal_makes_room_for_the_next(db: Db) {
    fill(&db.store).await;
    add(&db, proposal(1)).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(class_proposal::open_of(&mut reader, &[STATION], 9).await.unwrap(), [proposal(1)]);
    assert_eq!(class_proposal::timed(&mut reader, STATION).await.unwrap(), [DWELLING]);
    drop(reader);
    let withdrawn = write(&db.store, |tx| {
        Box::pin(async move { class_proposal::withdraw(tx, proposal(1).id, at(1)).await })
    });
    withdrawn.await.unwrap();
    add(&db, proposal(2)).await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let all = class_proposal::of_dwelling(&mut reader, DWELLING).await.unwrap();
    let states: Vec<_> = all.iter().map(|row| (row.state, row.decided)).collect();
    assert_eq!(states, [(ProposalState::Withdrawn, None), (ProposalState::Open, None)]);
}

fn seen(n: u128, hours: i64, outcome: &str) -> VisitRow {
    VisitRow {
        town: town(),
        id: RecordId(Uuid::from_u128(n)),
        station: STATION,
        dwelling: DWELLING,
        visitor: OFFICER,
        partner: None,
        on_date: day(24),
        happened_at: at(hours),
        outcome: outcome.into(),
        settles: outcome != "nobody_home",
        is_contact: outcome != "nobody_home",
        letter: false,
        evidence: "none".into(),
        received_late: false,
        corrected_by: None,
    }
}

fn found(n: u128, visit: u128, category: Category) -> FindingRow {
    FindingRow {
        town: town(),
        id: FindingId(Uuid::from_u128(n)),
        station: STATION,
        dwelling: DWELLING,
        record: RecordId(Uuid::from_u128(n + 100)),
        visit: RecordId(Uuid::from_u128(visit)),
        category,
        severity: Severity::Low,
        restricted: category.is_restricted(),
        found_by: OFFICER,
        found_at: at(n as i64),
        found_on: day(24),
        gone_on: None,
    }
}

async fn evidence_is_the_building_the_row_of_contacts_and_the_papers(db: Db) {
    fill(&db.store).await;
    let filled = write(&db.store, |tx| {
        Box::pin(async move {
            let visits =
                [seen(1, 1, "met"), seen(2, 2, "refused"), seen(3, 3, "nobody_home"), seen(4, 4, "entered")];
            visit::add_all(tx, &visits).await?;
            finding::put(tx, &found(10, 1, Category::Sanitation)).await?;
            finding::put(tx, &found(11, 2, Category::ChildAtRisk)).await?;
            finding::put(tx, &found(12, 4, Category::DangerToVisitors)).await?;
            finding::put(tx, &found(13, 4, Category::Papers)).await
        })
    });
    filled.await.unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let papers = class_proposal::standing(&mut reader, DWELLING).await.unwrap().unwrap().papers;
    let evidence =
        class_proposal::evidence(&mut reader, DWELLING, papers, |at| at.date_naive()).await.unwrap();
    let open: Vec<_> = evidence.hazards.iter().map(|h| (h.category, h.confirmed)).collect();
    assert_eq!(open, [(Category::Sanitation, None)]);
    assert_eq!(evidence.quiet_contacts, 2, "the refusal counts, the attempt neither extends nor breaks");
    assert_eq!(evidence.papers, Papers { lease: PaperState::Done, tax: PaperState::NotDone });
}

fn change(id: u128, from: Option<Class>, to: Class, by: Option<UserId>) -> ClassChange {
    let reason = "evidence_holds".into();
    ClassChange {
        town: town(),
        id: Uuid::from_u128(id),
        dwelling: DWELLING,
        from,
        to,
        since: day(20),
        by,
        reason,
    }
}

fn appealed(id: u128, change: u128) -> AppealRow {
    AppealRow {
        town: town(),
        id: AppealId(Uuid::from_u128(id)),
        dwelling: DWELLING,
        tenancy: TENANCY,
        change: Uuid::from_u128(change),
        class: Class::C,
        before: Class::B,
        ground: Ground::HazardGone,
        recorded_by: None,
        made_at: at(0),
        due_on: day(30),
        review_town: None,
        state: AppealState::Open,
        answered: None,
    }
}

async fn file(db: &Db, row: AppealRow) -> Result<(), StoreError> {
    write(&db.store, move |tx| Box::pin(async move { appeal::add(tx, &row).await })).await
}

async fn an_appeal_is_made_once_a_change_and_answered_once(db: Db) {
    fill(&db.store).await;
    let changes = [change(1, None, Class::B, None), change(2, Some(Class::B), Class::C, Some(OFFICER))];
    let added = changes.clone();
    write(&db.store, move |tx| Box::pin(async move { class_change::add_all(tx, &added).await }))
        .await
        .unwrap();
    let mut reader = db.store.reader().await.unwrap();
    let may = appeal::appealable(&mut reader, DWELLING, day(3)).await.unwrap();
    assert_eq!(may.as_ref(), Some(&changes[1]));
    assert_eq!(
        appeal::appealable(&mut reader, DWELLING, day(21)).await.unwrap(),
        None,
        "another household's"
    );
    assert_eq!(appeal::review_town(&mut reader, &town()).await.unwrap(), None);
    assert_eq!(appeal::review_town(&mut reader, &TownCode("1".into())).await.unwrap(), Some(town()));
    drop(reader);
    file(&db, appealed(1, 2)).await.unwrap();
    let twice = file(&db, appealed(2, 2)).await;
    assert!(matches!(twice, Err(StoreError::Constraint { name }) if name == "class_appeals_change_id"));
    let answered = Answered { at: at(5), by: OFFICER, reason: AnswerReason::HazardGone };
    let answer = || {
        write(&db.store, move |tx| {
            Box::pin(
                async move { appeal::answer(tx, appealed(1, 2).id, AppealState::SetAside, answered).await },
            )
        })
    };
    let mut reader = db.store.reader().await.unwrap();
    assert_eq!(appeal::open_of(&mut reader, &[], Some(&town())).await.unwrap(), []);
    assert_eq!(appeal::open_of(&mut reader, &[STATION], None).await.unwrap(), [appealed(1, 2)]);
    assert_eq!(appeal::appealable(&mut reader, DWELLING, day(3)).await.unwrap(), None);
    assert!(answer().await.unwrap());
    assert!(!answer().await.unwrap());
    let found = appeal::by_id(&mut reader, appealed(1, 2).id).await.unwrap().unwrap();
    assert_eq!((found.state, found.answered), (AppealState::SetAside, Some(answered)));
}

async fn an_open_appeal_stops_what_c_owes(db: Db) {
    fill(&db.store).await;
    let risen = write(&db.store, |tx| {
        Box::pin(async move {
            let changes =
                [change(1, None, Class::B, None), change(2, Some(Class::B), Class::C, Some(OFFICER))];
            class_change::add_all(tx, &changes).await?;
            tx.execute("UPDATE tenancies SET refuses_visits = FALSE", args![]).await?;
            dwelling::set_class(tx, DWELLING, Class::C, day(20)).await?;
            ledger::open_until(tx, STATION, day(24)).await
        })
    });
    risen.await.unwrap();
    let owed = async |db: &Db| {
        let open = ledger::open(&mut db.store.reader().await.unwrap(), STATION, day(24)).await.unwrap();
        open.iter().filter(|open| open.owed.class == Class::C).count()
    };
    assert_eq!(owed(&db).await, 1);
    file(&db, appealed(1, 2)).await.unwrap();
    let standing = class_proposal::standing(&mut db.store.reader().await.unwrap(), DWELLING).await.unwrap();
    let standing = standing.unwrap();
    assert!(standing.appealed && !standing.imported && standing.is_let);
    assert_eq!(owed(&db).await, 0);
    write(&db.store, |tx| Box::pin(async move { appeal::end(tx, TENANCY).await })).await.unwrap();
    assert_eq!(owed(&db).await, 1);
}
