//! 住户申请: what a resident asks of what is stored about the household, and until when it is answered.
//!
//! PIPL art. 50 has whoever handles personal information take requests in a convenient way and give
//! reasons for a refusal, against which a resident may go to court; art. 44 to 47 name the rights. The
//! law says "in time"; GB/T 35273-2020, 8.7, and common practice (GDPR art. 12) say thirty days.

use crate::problem::Problem;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// Days until an answer, the day of receipt not counted.
pub const DAYS_TO_ANSWER: i64 = 30;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// 查阅、复制 (art. 45).
    Read,
    /// 更正、补充 (art. 46).
    Correct,
    /// 删除 (art. 47).
    Erase,
    /// 限制或者拒绝处理 (art. 44).
    Object,
}

/// Of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 联系方式.
    Contact,
    /// 人数、入住日期.
    Household,
    /// 问题隐患.
    Findings,
    /// 走访.
    Visits,
    /// 出租手续.
    Papers,
    /// 全部.
    Everything,
}

/// How it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// 当面.
    Desk,
    /// 信函.
    Letter,
    /// 电话.
    Phone,
    /// 住户页面: opened with both codes of a notice.
    Page,
}

/// How it was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestOutcome {
    /// 已办理.
    Done,
    /// 部分办理.
    Partly,
    /// 不予办理.
    Refused,
    /// 住户撤回.
    Withdrawn,
}

/// Why not, or not all of it: a closed list. The answer names it, and the court that hears complaints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestGround {
    /// 不是本人、本户.
    NotTheHousehold,
    /// 没有保存.
    NothingStored,
    /// 法律规定须保存.
    LawKeeps,
    /// 隐患尚未整改.
    DangerOpen,
    /// 涉及他人.
    ConcernsOthers,
}

impl RequestKind {
    /// Every kind, in the order offered.
    pub const ALL: [Self; 4] = [Self::Read, Self::Correct, Self::Erase, Self::Object];
}

impl Subject {
    /// Every subject, in the order offered.
    pub const ALL: [Self; 6] =
        [Self::Everything, Self::Contact, Self::Household, Self::Findings, Self::Visits, Self::Papers];

    /// Whether the contact is part of it.
    pub fn holds_contact(self) -> bool {
        matches!(self, Self::Contact | Self::Everything)
    }
}

impl Way {
    /// The ways by which someone else than the household itself takes a request.
    pub const TAKEN: [Self; 3] = [Self::Desk, Self::Letter, Self::Phone];
}

impl RequestOutcome {
    /// Every outcome, in the order offered.
    pub const ALL: [Self; 4] = [Self::Done, Self::Partly, Self::Refused, Self::Withdrawn];
}

impl RequestGround {
    /// Every ground, in the order offered.
    pub const ALL: [Self; 5] =
        [Self::NotTheHousehold, Self::NothingStored, Self::LawKeeps, Self::DangerOpen, Self::ConcernsOthers];
}

/// The last day of the answer.
pub fn due_on(received_on: NaiveDate) -> NaiveDate {
    received_on + TimeDelta::days(DAYS_TO_ANSWER)
}

/// Refuses a day of receipt that has not come, or for which the answer has been owed for a year.
pub fn check_received(received_on: NaiveDate, today: NaiveDate) -> Result<(), Problem> {
    let oldest = today - TimeDelta::days(365);
    if (oldest..=today).contains(&received_on) {
        Ok(())
    } else {
        Err(Problem::Malformed { place: format!("received_on: {oldest} – {today}") })
    }
}

/// An answer: what is not done, or not wholly, has a ground, and nothing else has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestAnswer {
    outcome: RequestOutcome,
    ground: Option<RequestGround>,
}

impl RequestAnswer {
    /// Puts outcome and ground together; a ground that the outcome has no use for is left out. Fails
    /// where one is missing.
    pub fn new(outcome: RequestOutcome, ground: Option<RequestGround>) -> Result<Self, Problem> {
        match (outcome, ground) {
            (RequestOutcome::Done | RequestOutcome::Withdrawn, _) => Ok(Self { outcome, ground: None }),
            (RequestOutcome::Partly | RequestOutcome::Refused, Some(_)) => Ok(Self { outcome, ground }),
            (RequestOutcome::Partly | RequestOutcome::Refused, None) => {
                Err(Problem::Malformed { place: "ground".into() })
            }
        }
    }

    /// How.
    pub fn outcome(self) -> RequestOutcome {
        self.outcome
    }

    /// Why not, or not all of it.
    pub fn ground(self) -> Option<RequestGround> {
        self.ground
    }

    /// Whether this answer erases the household's contact: it was asked to be erased, or objected to,
    /// and all of that was granted. The contact rests on consent alone.
    pub fn erases_contact(self, kind: RequestKind, subject: Subject) -> bool {
        matches!(kind, RequestKind::Erase | RequestKind::Object)
            && subject.holds_contact()
            && self.outcome == RequestOutcome::Done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_due_thirty_days_after_the_day_of_receipt() {
        assert_eq!(due_on("2026-11-24".parse().unwrap()), "2026-12-24".parse().unwrap());
    }

    #[test]
    fn what_is_refused_needs_a_ground_and_what_is_done_has_none() {
        for outcome in RequestOutcome::ALL {
            let with = RequestAnswer::new(outcome, Some(RequestGround::LawKeeps)).unwrap();
            let needs = matches!(outcome, RequestOutcome::Partly | RequestOutcome::Refused);
            assert_eq!(with.ground().is_some(), needs, "{outcome:?}");
            assert_eq!(RequestAnswer::new(outcome, None).is_err(), needs, "{outcome:?}");
        }
    }

    #[test]
    fn only_a_granted_wish_erases_the_contact() {
        let done = RequestAnswer::new(RequestOutcome::Done, None).unwrap();
        let partly = RequestAnswer::new(RequestOutcome::Partly, Some(RequestGround::LawKeeps)).unwrap();
        assert!(done.erases_contact(RequestKind::Erase, Subject::Contact));
        assert!(done.erases_contact(RequestKind::Object, Subject::Everything));
        assert!(!done.erases_contact(RequestKind::Read, Subject::Contact));
        assert!(!done.erases_contact(RequestKind::Erase, Subject::Visits));
        assert!(!partly.erases_contact(RequestKind::Erase, Subject::Contact));
    }

    #[test]
    fn a_request_is_received_neither_tomorrow_nor_two_years_ago() {
        let today = "2026-11-24".parse().unwrap();
        assert!(check_received(today, today).is_ok());
        assert!(check_received("2026-11-25".parse().unwrap(), today).is_err());
        assert!(check_received("2024-11-24".parse().unwrap(), today).is_err());
    }
}
