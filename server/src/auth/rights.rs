//! The one table of rights: every route and every server function by method and path, who may call
//! it, and how its area is held. What is not in it is refused, and fails a test.

use domain::role::Role::{
    self, Administrator, Coordinator, Officer, Patrol, PrivacyOfficer, Supervisor, Warden,
};

/// Who may call a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone: the route shows nothing of a file, or asks for its own secret.
    Everyone,
    /// An enrolled phone by its credential, whoever is signed in on it.
    Phone,
    /// A live session of one of these roles.
    Roles(&'static [Role]),
}

/// How a route stays within the actor's area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// Nothing of a place.
    Nowhere,
    /// Only the actor's own things: its round, its session.
    Own,
    /// The query parameter `station` names a station; the guard refuses one outside the area.
    Station,
    /// The handler looks the object up among the stations of the actor's area and answers "not
    /// found" outside it.
    Object,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Right {
    /// HTTP method.
    pub method: &'static str,
    /// Path as the router knows it.
    pub path: &'static str,
    /// Who.
    pub who: Who,
    /// Where.
    pub area: Area,
}

const fn right(method: &'static str, path: &'static str, who: Who, area: Area) -> Right {
    Right { method, path, who, area }
}

/// Every role with an account.
const ANY: Who = Who::Roles(&Role::ALL);
/// Those who read changes and events of a station.
const STAFF: Who = Who::Roles(&[Coordinator, Patrol, Officer, Supervisor]);
/// Those who answer flags, and those whom unanswered ones go to.
const REVIEWERS: Who = Who::Roles(&[Officer, Supervisor]);
/// Those who part towns among stations, and those who keep areas.
const DISTRICTS: Who = Who::Roles(&[Supervisor, Administrator]);
/// Those who inspect stations.
const SUPERVISORS: Who = Who::Roles(&[Supervisor]);
/// Those who keep the duty roster.
const ROSTER: Who = Who::Roles(&[Coordinator, Patrol, Officer, Supervisor, Administrator]);
/// Those who keep a station's files, of whom [`crate::export`] takes those with a station of their own.
const EXPORTERS: Who = Who::Roles(&[Coordinator, Officer, Supervisor]);
const ADMINISTRATORS: Who = Who::Roles(&[Administrator]);
const PRIVACY: Who = Who::Roles(&[PrivacyOfficer]);
/// Those who shorten periods of retention.
const RETENTION: Who = Who::Roles(&[PrivacyOfficer, Administrator]);
/// Those who register dwellings and hang up their labels.
const LABELS: Who = Who::Roles(&[Coordinator, Patrol, Officer, Supervisor]);
/// Those who speak with households: arrange visits, write down that one disagrees.
const APPOINTERS: Who = Who::Roles(&[Coordinator, Officer]);
/// Those who are asked to meetings.
const ATTENDEES: Who = Who::Roles(&[Coordinator, Patrol, Officer, Supervisor, Warden]);
/// Those who call meetings of one kind or another; the desk says which.
const CALLERS: Who = Who::Roles(&[Coordinator, Officer, Supervisor]);
/// Those who walk rounds.
const VISITORS: Who = Who::Roles(&[Coordinator, Patrol, Officer]);
/// Those who choose between values of a field.
const OFFICERS: Who = Who::Roles(&[Officer]);
const ALL: Who = Who::Everyone;

/// The table.
pub const RIGHTS: &[Right] = &[
    // Pages and files that are the same for everyone.
    right("GET", "/", ALL, Area::Nowhere),
    right("GET", "/field", ALL, Area::Nowhere),
    right("GET", "/field/engine.mjs", ALL, Area::Nowhere),
    right("GET", "/field/map-worker.mjs", ALL, Area::Nowhere),
    right("GET", "/field/{*page}", ALL, Area::Nowhere),
    right("GET", "/sw.js", ALL, Area::Nowhere),
    right("GET", "/manifest.webmanifest", ALL, Area::Nowhere),
    right("GET", "/pkg/{*file}", ALL, Area::Nowhere),
    right("GET", "/assets/{*file}", ALL, Area::Nowhere),
    right("GET", "/map/style.json", ALL, Area::Nowhere),
    right("GET", "/map/tiles/{z}/{x}/{y}", ALL, Area::Nowhere),
    right("GET", "/livez", ALL, Area::Nowhere),
    right("GET", "/readyz", ALL, Area::Nowhere),
    // Signing in; each call asks for its own secret.
    right("GET", "/api/v1/openapi.json", ALL, Area::Nowhere),
    right("POST", "/api/v1/password", ALL, Area::Own),
    right("POST", "/api/v1/devices", ALL, Area::Own),
    right("POST", "/api/v1/session", Who::Phone, Area::Own),
    right("POST", "/api/v1/session/refresh", ALL, Area::Own),
    right("DELETE", "/api/v1/session", ANY, Area::Own),
    right("DELETE", "/api/v1/sessions", ANY, Area::Own),
    right("POST", "/desk/session", ALL, Area::Own),
    right("DELETE", "/desk/session", ANY, Area::Own),
    // Pages of the office. What they show they ask of the functions below, with the same actor.
    right("GET", "/sign-in", ALL, Area::Nowhere),
    right("GET", "/desk/set/{choice}/{value}", ALL, Area::Nowhere),
    right("GET", "/desk", ANY, Area::Own),
    right("GET", "/desk/password", ANY, Area::Own),
    right("GET", "/desk/flags", REVIEWERS, Area::Object),
    right("GET", "/desk/flags/{id}", REVIEWERS, Area::Object),
    right("GET", "/desk/classes", REVIEWERS, Area::Object),
    right("GET", "/desk/conflicts", OFFICERS, Area::Object),
    right("GET", "/desk/dwellings", STAFF, Area::Object),
    right("GET", "/desk/dwellings/{id}", STAFF, Area::Object),
    right("GET", "/desk/dwellings/{id}/ledger", STAFF, Area::Object),
    right("GET", "/desk/coverage", REVIEWERS, Area::Object),
    right("GET", "/desk/coverage/overdue", REVIEWERS, Area::Object),
    right("GET", "/desk/plan", STAFF, Area::Object),
    right("GET", "/desk/stations", DISTRICTS, Area::Object),
    right("GET", "/desk/inspection", SUPERVISORS, Area::Object),
    right("GET", "/desk/inspection/board", SUPERVISORS, Area::Object),
    right("GET", "/desk/inspection/year", SUPERVISORS, Area::Object),
    right("GET", "/desk/own", VISITORS, Area::Own),
    right("GET", "/desk/orders", STAFF, Area::Object),
    right("GET", "/desk/spot-checks", STAFF, Area::Object),
    right("GET", "/desk/duty", ROSTER, Area::Object),
    right("GET", "/desk/accounts", ADMINISTRATORS, Area::Nowhere),
    right("GET", "/desk/audit", PRIVACY, Area::Nowhere),
    right("GET", "/desk/alerts", PRIVACY, Area::Nowhere),
    right("GET", "/desk/requests", PRIVACY, Area::Object),
    right("GET", "/desk/demands", PRIVACY, Area::Object),
    right("GET", "/desk/incident", PRIVACY, Area::Nowhere),
    right("GET", "/desk/incident/file", PRIVACY, Area::Nowhere),
    right("GET", "/desk/retention", RETENTION, Area::Nowhere),
    right("GET", "/desk/stored", PRIVACY, Area::Nowhere),
    // How often investigators demanded a file, by year: counts alone.
    right("GET", "/figures/demands", ALL, Area::Nowhere),
    // A meeting is seen by those who called it, are asked to come, or supervise its area.
    right("GET", "/desk/meetings", ATTENDEES, Area::Object),
    right("GET", "/desk/meetings/{id}", ATTENDEES, Area::Object),
    right("GET", "/desk/messages", STAFF, Area::Object),
    right("GET", "/desk/practice", STAFF, Area::Object),
    // A calendar program has no session: the secret in the address is what opens the feed.
    right("GET", "/calendar/{token}", ALL, Area::Own),
    // A resident has no account: the code, and then the second secret, is what opens the page.
    right("GET", "/n/{code}", ALL, Area::Object),
    right("POST", "/n/{code}", ALL, Area::Object),
    // Functions of the office pages.
    right("POST", "/desk/fn/flags", REVIEWERS, Area::Object),
    right("POST", "/desk/fn/flag", REVIEWERS, Area::Object),
    right("POST", "/desk/fn/act_on_flag", REVIEWERS, Area::Object),
    // The desk looks up whether an appeal is put before the account: outside its own police station.
    right("POST", "/desk/fn/classes", REVIEWERS, Area::Object),
    right("POST", "/desk/fn/decide_class", Who::Roles(&[Officer]), Area::Object),
    right("POST", "/desk/fn/appeal_class", APPOINTERS, Area::Object),
    right("POST", "/desk/fn/answer_appeal", REVIEWERS, Area::Object),
    right("POST", "/desk/fn/dwellings", STAFF, Area::Object),
    right("POST", "/desk/fn/dwelling", STAFF, Area::Object),
    right("POST", "/desk/fn/open_contact", STAFF, Area::Object),
    right("POST", "/desk/fn/conflicts", OFFICERS, Area::Object),
    right("POST", "/desk/fn/change_field", VISITORS, Area::Object),
    right("POST", "/desk/fn/choose_value", OFFICERS, Area::Object),
    right("POST", "/desk/fn/make_appointment", APPOINTERS, Area::Object),
    right("POST", "/desk/fn/cancel_appointment", APPOINTERS, Area::Object),
    right("POST", "/desk/fn/ledger", STAFF, Area::Object),
    right("POST", "/desk/fn/excuse_owed_visit", Who::Roles(&[Officer]), Area::Object),
    right("POST", "/desk/fn/coverage", REVIEWERS, Area::Object),
    right("POST", "/desk/export", EXPORTERS, Area::Own),
    right("POST", "/desk/fn/plan_day", STAFF, Area::Object),
    right("POST", "/desk/fn/plan_again", STAFF, Area::Object),
    right("POST", "/desk/fn/districting", DISTRICTS, Area::Object),
    right("POST", "/desk/fn/confirm_districting", SUPERVISORS, Area::Object),
    right("POST", "/desk/fn/figures", SUPERVISORS, Area::Object),
    right("POST", "/desk/fn/board", SUPERVISORS, Area::Object),
    right("POST", "/desk/fn/year_sheet", SUPERVISORS, Area::Object),
    right("POST", "/desk/fn/own_figures", VISITORS, Area::Own),
    right("POST", "/desk/fn/orders", STAFF, Area::Object),
    right("POST", "/desk/fn/issue_order", SUPERVISORS, Area::Object),
    right("POST", "/desk/fn/act_on_order", STAFF, Area::Object),
    right("POST", "/desk/fn/spot_checks", STAFF, Area::Object),
    right("POST", "/desk/fn/draw_spot_checks", SUPERVISORS, Area::Object),
    right("POST", "/desk/fn/report_spot_check", VISITORS, Area::Own),
    right("POST", "/desk/fn/duty", ROSTER, Area::Object),
    right("POST", "/desk/fn/set_duty", Who::Roles(&[Officer, Supervisor, Administrator]), Area::Object),
    right("POST", "/desk/fn/accounts", ADMINISTRATORS, Area::Nowhere),
    right("POST", "/desk/fn/add_account", ADMINISTRATORS, Area::Nowhere),
    right("POST", "/desk/fn/reset_account", ADMINISTRATORS, Area::Nowhere),
    right("POST", "/desk/fn/leave_account", ADMINISTRATORS, Area::Nowhere),
    right("POST", "/desk/fn/sign_out_everywhere", ADMINISTRATORS, Area::Nowhere),
    right("POST", "/desk/fn/audit", PRIVACY, Area::Nowhere),
    right("POST", "/desk/fn/verify_audit", PRIVACY, Area::Nowhere),
    right("POST", "/desk/fn/alerts", PRIVACY, Area::Nowhere),
    right("POST", "/desk/fn/see_alert", PRIVACY, Area::Nowhere),
    right("POST", "/desk/fn/requests", PRIVACY, Area::Object),
    right("POST", "/desk/fn/take_request", PRIVACY, Area::Object),
    right("POST", "/desk/fn/answer_request", PRIVACY, Area::Object),
    right("POST", "/desk/fn/demands", PRIVACY, Area::Object),
    right("POST", "/desk/fn/take_demand", PRIVACY, Area::Object),
    right("POST", "/desk/fn/answer_demand", PRIVACY, Area::Object),
    right("POST", "/desk/fn/tell_demand", PRIVACY, Area::Object),
    right("POST", "/desk/fn/incident", PRIVACY, Area::Nowhere),
    right("POST", "/desk/fn/retention", RETENTION, Area::Nowhere),
    right("POST", "/desk/fn/set_retention", RETENTION, Area::Nowhere),
    right("POST", "/desk/fn/stored", PRIVACY, Area::Nowhere),
    right("POST", "/desk/fn/meetings", ATTENDEES, Area::Object),
    right("POST", "/desk/fn/call_meeting", CALLERS, Area::Object),
    right("POST", "/desk/fn/meeting", ATTENDEES, Area::Object),
    right("POST", "/desk/fn/step_meeting", CALLERS, Area::Object),
    right("POST", "/desk/fn/settle_action", ATTENDEES, Area::Object),
    right("POST", "/desk/fn/own_work", ATTENDEES, Area::Own),
    right("POST", "/desk/fn/messages", STAFF, Area::Object),
    right("POST", "/desk/fn/send_message", STAFF, Area::Object),
    right("POST", "/desk/fn/mark_message_read", STAFF, Area::Object),
    right("POST", "/desk/fn/practice", STAFF, Area::Object),
    right("POST", "/desk/fn/share_practice", CALLERS, Area::Object),
    right("POST", "/desk/fn/withdraw_practice", CALLERS, Area::Object),
    right("POST", "/desk/fn/calendar", ATTENDEES, Area::Own),
    right("POST", "/desk/fn/make_calendar", ATTENDEES, Area::Own),
    right("POST", "/desk/fn/revoke_calendar", ATTENDEES, Area::Own),
    // What phones say; the phone's credential alone.
    right("POST", "/api/v1/records", Who::Phone, Area::Own),
    right("HEAD", "/api/v1/photos/{sha256}", Who::Phone, Area::Own),
    right("PUT", "/api/v1/photos/{sha256}", Who::Phone, Area::Own),
    // Labels of doors. The code alone opens nothing.
    right("GET", "/desk/labels", LABELS, Area::Station),
    right("POST", "/desk/labels/{dwelling}", LABELS, Area::Object),
    right("GET", "/d/{label}", ALL, Area::Nowhere),
    right("GET", "/api/v1/decisions", Who::Roles(&[Coordinator, Patrol, Officer]), Area::Own),
    right("GET", "/desk/photos/{sha256}", REVIEWERS, Area::Object),
    // What changed.
    right("GET", "/api/v1/changes", STAFF, Area::Station),
    right("GET", "/api/v1/events", STAFF, Area::Object),
    // The day's work.
    right("GET", "/api/v1/rounds/today", VISITORS, Area::Own),
    right("GET", "/api/v1/rounds/ahead", VISITORS, Area::Own),
    right("GET", "/api/v1/roads", VISITORS, Area::Own),
    // The station's files, for finding a door without a network.
    right("GET", "/api/v1/pack", VISITORS, Area::Station),
    // The part of the map around them.
    right("GET", "/api/v1/basemap", VISITORS, Area::Station),
    // One contact, for a call from the door.
    right("POST", "/api/v1/dwellings/{id}/contact", VISITORS, Area::Object),
    // Villages on the desk's maps.
    right("GET", "/map/villages.json", STAFF, Area::Object),
];

/// The line for a route, if it is declared.
pub fn find(method: &str, path: &str) -> Option<&'static Right> {
    // A HEAD request is a GET whose answer has no body.
    let find = |method| RIGHTS.iter().find(|right| right.method == method && right.path == path);
    find(method).or_else(|| (method == "HEAD").then(|| find("GET")).flatten())
}

impl Right {
    /// Whether a live session of this role may call the route.
    pub fn allows(&self, role: Role) -> bool {
        match self.who {
            Who::Everyone => true,
            Who::Phone => false,
            Who::Roles(roles) => roles.contains(&role),
        }
    }
}
