//! Words of the office's pages. `{}` stands for what [`fill`] puts in.

use super::{en, zh_cn};
use domain::Lang;

/// All words of the office.
#[expect(missing_docs, reason = "each field is a page's words")]
pub struct Office {
    pub frame: &'static Frame,
    pub sign_in: &'static SignIn,
    pub flag: &'static Flag,
    pub file: &'static File,
    pub class: &'static Class,
    pub fields: &'static Fields,
    pub ledger: &'static Ledger,
    pub appointment: &'static Appointment,
    pub coverage: &'static Coverage,
    pub plan: &'static Plan,
    pub district: &'static District,
    pub inspection: &'static Inspection,
    pub rectification: &'static Rectification,
    pub spot_check: &'static SpotCheck,
    pub duty: &'static Duty,
    pub meeting: &'static Meeting,
    pub message: &'static Message,
    pub practice: &'static Practice,
    pub account: &'static Account,
    pub audit: &'static Audit,
    pub privacy: &'static Privacy,
    pub home: &'static Home,
}

/// The office's words in `lang`.
pub fn office(lang: Lang) -> &'static Office {
    match lang {
        Lang::ZhCn => &zh_cn::office::OFFICE,
        Lang::En => &en::office::OFFICE,
    }
}

/// `text` with `{}` replaced by `value`.
pub fn fill(text: &str, value: impl std::fmt::Display) -> String {
    text.replacen("{}", &value.to_string(), 1)
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident { $($field:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[expect(missing_docs, reason = "each field is its text")]
        pub struct $name {
            $(pub $field: &'static str,)*
        }
    )*};
}

texts! {
    /// Words of the frame and of every page.
    Frame {
        product, sample_banner, county_banner, skip, menu, more, sign_out, flags, classes, conflicts, register, plan, coverage, stations, inspection, own, duty, meetings, messages, accounts, audit,
        alerts, requests, demands, incident, retention, stored,
        other_lang, theme_dark, theme_light, retry, offline_title, offline_detail, internal_title,
        internal_detail, to_sign_in, not_found, not_found_detail, home, loading, print, all, apply,
        clear, search, previous, next, back, cancel, save, none, yes, no, keys, sort_by, columns,
        export, export_from, export_to, export_purpose, export_receiver, export_detail, export_format, export_make,
    }
    /// Words of signing in.
    SignIn {
        title, lead, name, password, show, submit, busy, phone, change_title, change_lead, old, new,
        new_hint, change, sample,
    }
    /// Words of the queue of flags.
    Flag {
        title, new, open, done, severity, category, live, live_off, alarm_on, alarm_off, empty_title,
        empty_detail, empty_filter, pick_title, pick_detail, restricted, restricted_detail, escalated,
        unseen, no_deadline, deadline, reason_serious, reason_need, reason_third_low, evidence, no_photo,
        photo_coming, note, found, agrees, agrees_not, dwelling, open_file, others, steps, step_reported,
        step_accept, step_refer, step_remedy, step_verify, step_close, step_dismiss, step_reopen,
        by_rule, do_accept, do_refer, do_remedy, do_verify, do_close, do_dismiss, do_reopen, refer_to,
        dismiss_why, second, no_step, next_step, was_done, keys_move, keys_open, keys_search,
        keys_accept, keys_help, notify, back,
    }
    /// Words of the register and the file.
    File {
        title, lead, village, class, address, door, label, kind, last_contact, never, findings, not_let,
        let_since, labels, empty_title, empty_detail, sort_address, sort_class, sort_last, sort_findings,
        file, ledger, whole_ledger, household, household_none, moved_in, earlier,
        refuses, contact, contact_none, contact_masked, contact_open, purpose, findings_title,
        findings_none, since, gone, still_open, is_flag, classes, by_register, reason, from_to, visits,
        visits_none, visitor, with, outcome, evidence, evidence_door_code, evidence_position,
        evidence_none, received_late, corrected, notices, notices_none, code_dead, code_alive, viewers,
        viewers_detail, when, who, what, station, registered, duty, more_rows,
    }
    /// Words of proposed classes and of appeals.
    Class {
        title, lead, proposals, appeals, none, none_detail, appeals_none, now, proposed, evidence, hazards_none,
        confirmed, not_confirmed, contacts, papers, decision, accept, keep, other, reason, decide, decided,
        place, waiting, told, untold, file_appeal, file_hint, ground, record, due, overdue, answer, remedy, yours_not,
        evidence_now, made, disagrees,
    }
    /// Words of a file's fields and of the choice between values.
    Fields {
        title, lead, conflicts_title, conflicts_lead, empty_title, empty_detail, field, values, since, change, value, submit,
        in_force, waits, two_values, began, earlier, choose, why, no_reason, choose_submit, nobody,
    }
    /// Words of a dwelling's appointment.
    Appointment {
        title, none, detail, on, any_hour, from, to, visitor, anyone, reason, made_by, make, change, submit,
        cancel,
    }
    /// Words of the ledger.
    Ledger {
        title, lead, period, state, open, overdue, done, late, excused, settled, by, how, attempts,
        excuse, excuse_why, excuse_submit, excuse_detail, empty_title, empty_detail,
    }
    /// Words of coverage.
    Coverage {
        title, lead, station, dwellings, owed, done, excused, overdue, percent, map, map_detail,
        map_empty, by_village, overdue_title, overdue_none, period_end, visitors, visitors_none, planned,
        settled, attempts, synced, never, phones, phones_none, phone, clock_off, revoked, empty_title,
        empty_detail,
    }
    /// Words of the rounds.
    Plan {
        title, date, station, show, previous_day, next_day, again, planning, version, made, empty_title,
        empty_detail, stops, travel, shift, arrive, why, joint, late, visited, left_out, left_out_none, changes,
        reason,
    }
    /// Words of districting.
    District {
        title, lead, town, station, villages, village, tenants, deviation, remark, within, apart, new, now, map,
        map_hint, receives, as_now, as_proposed, changes, no_changes, confirm, confirm_detail, moved,
        empty_title, empty_detail, rounded,
    }
    /// Words of inspection.
    Inspection {
        title, lead, tabs, figures, board, year, own, orders, checks, station, village, visitor, from, to, month,
        synced, never, coverage, coverage_detail, timeliness, timeliness_detail, overdue, papers,
        papers_detail, notices, agreement, agreement_detail, owed, done, late, excused, open, by_month, chart,
        closed, running, closed_detail, by_age, age_10, age_30, age_60, age_more, by_place, few, few_detail,
        workers, workers_detail, workers_pick, visits, attempts, checked, board_title, board_lead, place,
        year_title, year_lead, year_of, whole_year, sign, own_title, own_lead, empty_title, empty_detail,
    }
    /// Words of rectification orders.
    Rectification {
        title, lead, issue, station, village, all_villages, subject, deadline, overdue, issued, proof,
        proof_detail, answer, accept, send_back, why, answered, accepted, returned, erased, done,
        empty_title, empty_detail,
    }
    /// Words of spot checks.
    SpotCheck {
        title, lead, draw, draw_detail, station, month, seed, drawn, address, first, second, due, late, result,
        waiting, agreed, none_compared, tasks, tasks_detail, report, on, at, outcome, look, notice, submit,
        done, empty_title, empty_detail,
    }
    /// Words of the duty roster.
    Duty {
        title, lead, day, officer, phone, today, nobody, save, saved, gap, empty_title, empty_detail,
    }
    /// Words of meetings and calendars.
    Meeting {
        title, lead, empty_title, empty_detail, call, kind, lodging, on, from, to, time, place, attendees,
        departments, submit, own, own_none, open, due, owner, done, reopen, settled_by, unread, agenda,
        agenda_none, agenda_follows, number, since, late, more_flags, overdue, last_time, propose,
        propose_submit, minutes, minutes_none, minutes_hint, minutes_wait, hold, actions, actions_none,
        what, agree, file, file_detail, filed, called_by, state, numbers, addresses, back, signature,
        saved, calendar, calendar_lead, calendar_make, calendar_again, calendar_revoke, calendar_since,
        calendar_once,
    }
    /// Words of messages between stations.
    Message {
        title, lead, empty_title, empty_detail, write, to, property, subject, text, text_hint, send, sent,
        unread, new, mark_read, read_by, from_to, practice,
    }
    /// Words of practice notes.
    Practice {
        title, lead, empty_title, empty_detail, write, station, name, text, share, withdraw, shared,
    }
    /// Words of the accounts.
    Account {
        title, lead, add, name, role, area, whole, mode, phone, phone_hint, seen, never, sessions, state,
        must_change, active, left, reset, sign_out, leave, leave_detail, leave_submit, one_time,
        one_time_detail, noted, actions, empty_title, empty_detail, signed_out,
    }
    /// Words of the access log.
    Audit {
        title, lead, verify, good, bad, when, who, role, what, on, purpose, entry, action, machine,
        actor, object, empty_title, empty_detail, older, newer,
    }
    /// Words of the privacy officer's pages.
    Privacy {
        alerts, alerts_lead, alert, alert_report, see, seen, no_alerts, no_alerts_detail, open_requests,
        overdue, open_demands, untold, erased_on, never, requests_lead, take_request, home, kind, subject,
        way, received_on, submit, answer, outcome, ground, no_ground, erases, saved, none, none_detail,
        demands_lead, take_demand, authority, document, part, tell_on, tell, figure, incident,
        incident_lead, account, from, to, show, file, incident_pick, incident_pick_detail, incident_none,
        retention_lead, count, days, set, stored_lead, impact, record, actions,
    }
    /// Words of the first page.
    Home {
        hello, officer, waiting, late, nothing, to_phone,
    }
}
