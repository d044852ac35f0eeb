//! A visit while it is being made: each answer is kept on the phone as it is given, so that a call, a
//! closed tab or an empty battery costs nothing.

use super::record::{New, NotWritten};
use super::state::Field;
use crate::device::session::put;
use crate::device::{ids, store};
use domain::finding::{Category, Finding, Severity};
use domain::id::{DwellingId, FindingId, RecordId};
use domain::notice::{self, Notice, NoticeForm};
use domain::record::{Body, DraftDiscarded, Kind, PhotoRef};
use domain::round::Stop;
use domain::visit::{Answer, Attempt, AttemptOutcome, CheckIn, Consent, Evidence, Outcome, Visit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use sync::merge::Done;
use sync::{Change, PhoneStore, Photo, forget_unnamed};

/// An unfinished visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VisitDraft {
    /// Which dwelling.
    pub dwelling: DwellingId,
    /// The check-in, already written.
    pub check_in: RecordId,
    /// The visit's identity, given before it is written: findings name it.
    pub visit: RecordId,
    /// How it went.
    pub outcome: Option<Outcome>,
    /// Whether a letter was left where nobody was met.
    #[serde(default)]
    pub letter: bool,
    /// What the household allowed.
    pub consent: Option<Consent>,
    /// Answers so far.
    pub answers: Vec<Answer>,
    /// Earlier findings that are gone.
    pub gone: Vec<FindingId>,
    /// Findings not yet written: all but the urgent ones.
    pub findings: Vec<Finding>,
    /// Findings written already.
    pub sent: Vec<FindingId>,
    /// Findings that were begun and not yet kept, by the question they came from (none: an empty text).
    #[serde(default)]
    pub begun: BTreeMap<String, Begun>,
}

/// A finding that is being made: what its page says so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Begun {
    /// What it is about.
    pub category: Option<Category>,
    /// How serious it is.
    pub severity: Option<Severity>,
    /// What was typed.
    pub note: String,
    /// The person asks for help.
    pub agrees: bool,
    /// It is to go straight to the department.
    pub straight: bool,
    /// Photos taken, by SHA-256; their bytes are kept.
    pub photos: Vec<String>,
}

/// Key of the draft of `dwelling`.
pub fn key(dwelling: DwellingId) -> String {
    format!("draft/{dwelling}")
}

fn remove(dwelling: DwellingId) -> Change {
    Change::Remove { key: key(dwelling) }
}

impl VisitDraft {
    /// The step at which it is taken up again.
    pub fn step(&self) -> &'static str {
        match (self.outcome, self.consent) {
            (None, _) => "outcome",
            (Some(_), None) => "consent",
            (Some(_), Some(_)) => "checklist",
        }
    }

    /// The answer to `question` so far.
    pub fn answer(&self, question: &str) -> Option<domain::visit::Seen> {
        self.answers.iter().find(|answer| answer.question == question).map(|answer| answer.seen)
    }

    /// Answers `question`, or changes the answer.
    pub fn set_answer(&mut self, question: &str, seen: domain::visit::Seen) {
        match self.answers.iter_mut().find(|answer| answer.question == question) {
            Some(answer) => answer.seen = seen,
            None => self.answers.push(Answer { question: question.to_owned(), seen }),
        }
    }
}

impl Field {
    /// Keeps `draft` as it is now.
    pub async fn keep(self, draft: &VisitDraft) -> Result<(), NotWritten> {
        let kept = store::phone().change(vec![put(&key(draft.dwelling), draft)]).await;
        kept.map_err(|fault| NotWritten::Store(fault.to_string()))?;
        self.reread().await;
        Ok(())
    }

    /// Keeps `draft` with a finding that is being made, and the photos taken for it.
    pub async fn keep_begun(self, draft: &VisitDraft, photos: Vec<Photo>) -> Result<(), NotWritten> {
        let kept = store::phone().append(vec![], photos, vec![put(&key(draft.dwelling), draft)]).await;
        kept.map_err(|fault| NotWritten::Store(fault.to_string()))?;
        self.reread().await;
        Ok(())
    }

    /// Throws a draft away, and says so: what was checked in stays.
    pub async fn discard(self, draft: &VisitDraft) -> Result<(), NotWritten> {
        let body = DraftDiscarded { dwelling: draft.dwelling, kind: Kind::Visit };
        let record = New::of(Body::DraftDiscarded(body)).after(draft.check_in);
        let records = std::iter::once(record).collect();
        self.close(draft, records, vec![remove(draft.dwelling)]).await
    }

    /// Writes what ends a draft, and forgets the photos of findings that were begun and not kept.
    async fn close(self, draft: &VisitDraft, records: Vec<New>, view: Vec<Change>) -> Result<(), NotWritten> {
        self.write(records, vec![], view).await?;
        drop_photos(draft.begun.values()).await;
        Ok(())
    }

    /// Writes the check-in and opens the draft of the visit.
    pub async fn check_in(self, stop: &Stop, evidence: Evidence) -> Result<(), NotWritten> {
        let body = CheckIn { dwelling: stop.dwelling, owed: Some(stop.owed), evidence };
        let record = New::of(Body::CheckIn(body));
        let draft = VisitDraft {
            dwelling: stop.dwelling,
            check_in: record.id,
            visit: ids::new(),
            outcome: None,
            letter: false,
            consent: None,
            answers: Vec::new(),
            gone: Vec::new(),
            findings: Vec::new(),
            sent: Vec::new(),
            begun: BTreeMap::new(),
        };
        self.write(vec![record], vec![], vec![put(&key(stop.dwelling), &draft)]).await
    }

    /// Writes an attempt: nobody was met.
    pub async fn attempt(self, draft: &VisitDraft, outcome: AttemptOutcome) -> Result<(), NotWritten> {
        let (dwelling, letter) = (draft.dwelling, draft.letter);
        let body = Body::Attempt(Attempt { dwelling, check_in: draft.check_in, outcome, letter });
        let done = Done::Attempted(outcome);
        let mark = self.mark(dwelling, done, draft.visit, body.to_json().unwrap_or_default());
        let record = New { id: draft.visit, after: vec![draft.check_in], body };
        let records = std::iter::once(record).chain(waiting_findings(draft)).collect();
        self.close(draft, records, vec![mark, remove(dwelling)]).await
    }

    /// Writes the visit with its findings and closes the draft.
    pub async fn finish(self, draft: &VisitDraft, stop: Option<&Stop>) -> Result<(), NotWritten> {
        let Some(outcome) = draft.outcome else { return Ok(()) };
        let dwelling = draft.dwelling;
        let body = Body::Visit(Visit {
            dwelling,
            check_in: draft.check_in,
            outcome,
            consent: draft.consent,
            answers: draft.answers.clone(),
            gone: draft.gone.clone(),
            with: stop.and_then(|stop| stop.joint_with.as_ref()).map(|partner| partner.user),
            asked_for: false,
        });
        let done = Done::Visited(outcome);
        let mark = self.mark(dwelling, done, draft.visit, body.to_json().unwrap_or_default());
        let record = New { id: draft.visit, after: vec![draft.check_in], body };
        let records = std::iter::once(record).chain(waiting_findings(draft)).collect();
        self.close(draft, records, vec![mark, remove(dwelling)]).await
    }

    /// Takes up the finding that was begun `from` a question. An urgent one is written at once, before
    /// its visit is finished; the photos of any are kept at once and follow their finding.
    pub async fn find(
        self,
        draft: &mut VisitDraft,
        from: &str,
        finding: Finding,
        photos: Vec<Photo>,
    ) -> Result<(), NotWritten> {
        Body::Finding(finding.clone()).check().map_err(NotWritten::Refused)?;
        let mut records: Vec<New> = photos.iter().map(|photo| photo_ref(&finding, photo)).collect();
        if finding.severity == Severity::Urgent {
            draft.sent.push(finding.finding);
            records.insert(0, New::of(Body::Finding(finding)).after(draft.check_in));
        } else {
            draft.findings.push(finding);
        }
        let begun = draft.begun.remove(from);
        self.write(records, photos, vec![put(&key(draft.dwelling), draft)]).await?;
        drop_photos(begun.iter()).await;
        Ok(())
    }

    /// Writes the notice of a visit; the codes themselves never leave the phone but by the QR.
    pub async fn notice(self, dwelling: DwellingId, visit: RecordId) -> Result<Codes, NotWritten> {
        let code = notice::code(ids::random());
        let secret = notice::secret(ids::random());
        let body = Body::Notice(Notice {
            notice: ids::new(),
            dwelling,
            visit,
            form: NoticeForm::Shown,
            code_hash: notice::code_hash(&code),
            secret_hash: Some(notice::secret_hash(&code, &secret)),
        });
        self.write(vec![New::of(body).after(visit)], vec![], vec![]).await?;
        Ok(Codes { code, secret })
    }
}

/// The two secrets of a notice, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    /// In the QR.
    pub code: String,
    /// Handed over face to face.
    pub secret: String,
}

/// Forgets photos that were taken and not kept. What is written stays written if that fails, and
/// bytes that no record names never leave the phone.
async fn drop_photos(begun: impl Iterator<Item = &Begun>) {
    let taken: Vec<String> = begun.flat_map(|begun| begun.photos.clone()).collect();
    let _ = forget_unnamed(&store::phone(), &taken).await;
}

fn waiting_findings(draft: &VisitDraft) -> impl Iterator<Item = New> + '_ {
    draft.findings.iter().map(|finding| New::of(Body::Finding(finding.clone())).after(draft.visit))
}

fn photo_ref(finding: &Finding, photo: &Photo) -> New {
    New::of(Body::PhotoRef(PhotoRef {
        dwelling: finding.dwelling,
        finding: finding.finding,
        sha256: photo.sha256.clone(),
        bytes: photo.bytes.len() as u64,
        media_type: "image/jpeg".into(),
    }))
}
