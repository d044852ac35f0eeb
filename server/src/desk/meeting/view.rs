//! One meeting as its reader may see it: files with an address for those with rights to them, for
//! everybody else by their numbers.

use super::{line, stations_of, town_names};
use crate::desk::{Desk, names, zone_of};
use crate::http::Outcome;
use crate::store::meeting::action::{self, ActionRow};
use crate::store::meeting::{self, MeetingRow};
use crate::store::round::{self, File};
use crate::store::{Conn, user};
use app::desk::meeting::{ActionLine, AgendaLine, MeetingView, Person};
use chrono_tz::Tz;
use domain::area::Station;
use domain::id::{ActionId, DwellingId, MeetingId, StationId, UserId};
use domain::meeting::{Item, MeetingState, agenda, shown};
use domain::problem::Problem;
use std::collections::{BTreeMap, HashMap};

/// What lines of an agenda are made with.
struct Scene {
    stations: Vec<Station>,
    files: BTreeMap<DwellingId, File>,
    actions: HashMap<ActionId, ActionRow>,
    names: HashMap<UserId, String>,
    zone: Tz,
    /// Files stand by their numbers alone, whoever reads.
    numbers: bool,
}

impl Desk {
    pub(super) async fn shown_meeting(&self, id: MeetingId, numbers: bool) -> Outcome<MeetingView> {
        let mut conn = self.state.store.reader().await?;
        let row = self.seen_meeting(&mut conn, id).await?;
        let stations = stations_of(&mut conn, &row).await?;
        let zone = stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of);
        let items = self.items(&mut conn, &row, &stations).await?;
        if !numbers {
            self.log_list(&self.addressed(&items), "agenda").await?;
        }
        let scene = scene(&mut conn, &items, stations, zone, numbers).await?;
        let may_keep = self.actor.keeps(&row) && row.state != MeetingState::Filed;
        let own = action::of_meeting(&mut conn, id).await?.into_iter();
        let may_settle = |row: &ActionRow| row.owner == self.actor.user;
        let keeps = self.actor.keeps(&row);
        let actions = own.map(|a| {
            let may = keeps || may_settle(&a);
            action_line(a, &scene.names, may)
        });
        let actions = actions.collect();
        let towns = town_names(&mut conn).await?;
        Ok(MeetingView {
            line: line(&mut conn, &row, &towns).await?,
            attendees: attendees(&mut conn, id).await?,
            called_by: scene.name(row.called_by),
            agenda: items.iter().filter_map(|item| self.agenda_line(item, &scene)).collect(),
            filed: row.filed.map(|(by, at)| (scene.name(by), at)),
            may_keep,
            may_hold: may_keep && self.today(zone) >= row.on,
            departments: row.departments,
            minutes: row.minutes,
            actions,
        })
    }

    /// The agenda: until there are minutes it follows what is open, then it is what it was.
    pub(super) async fn items(
        &self,
        conn: &mut dyn Conn,
        row: &MeetingRow,
        stations: &[Station],
    ) -> Outcome<Vec<Item>> {
        if row.state != MeetingState::Called {
            return Ok(row.agenda.clone());
        }
        let ids: Vec<StationId> = stations.iter().map(|station| station.id).collect();
        let day = self.today(stations.first().map_or(chrono_tz::Asia::Shanghai, zone_of));
        let open = meeting::open(conn, row, &ids, day).await?;
        let by_hand: Vec<String> = row
            .agenda
            .iter()
            .filter_map(|item| match item {
                Item::Free { text } => Some(text.clone()),
                _ => None,
            })
            .collect();
        Ok(agenda(row.kind, &open, &by_hand, self.now()))
    }

    fn may_read_files(&self, station: StationId) -> bool {
        self.actor.role.works_at_station() && self.actor.may_see_station(station)
    }

    /// Stations whose files stand on the agenda with an address.
    fn addressed(&self, items: &[Item]) -> Vec<StationId> {
        let mut stations: Vec<StationId> = items
            .iter()
            .filter_map(|item| match item {
                Item::Flag { station, .. } => Some(*station),
                _ => None,
            })
            .filter(|station| self.may_read_files(*station))
            .collect();
        stations.sort();
        stations.dedup();
        stations
    }

    /// None for what is gone since: an erased file, a station that is no more.
    fn agenda_line(&self, item: &Item, scene: &Scene) -> Option<AgendaLine> {
        Some(match item {
            Item::Flag { station, dwelling, category, severity, raised_at, late, .. } => {
                let file = scene.files.get(dwelling)?;
                let address = format!("{} {}", file.property_name, file.door).trim().to_owned();
                let rights = !scene.numbers && self.may_read_files(*station);
                AgendaLine::Flag {
                    file: shown(rights, *dwelling, file.label.clone(), address),
                    category: *category,
                    severity: *severity,
                    since: raised_at.with_timezone(&scene.zone).date_naive(),
                    late: *late,
                }
            }
            Item::MoreFlags { count } => AgendaLine::MoreFlags { count: *count },
            Item::Overdue { station, count } => {
                let station = scene.stations.iter().find(|known| known.id == *station)?;
                AgendaLine::Overdue { station: station.name.clone(), count: *count }
            }
            Item::Action { action } => {
                let action = scene.actions.get(action)?;
                AgendaLine::Action {
                    text: action.text.clone(),
                    owner: scene.name(action.owner),
                    due: action.due,
                }
            }
            Item::Free { text } => AgendaLine::Free { text: text.clone() },
        })
    }
}

impl Scene {
    fn name(&self, user: UserId) -> String {
        self.names.get(&user).cloned().unwrap_or_default()
    }
}

async fn scene(
    conn: &mut dyn Conn,
    items: &[Item],
    stations: Vec<Station>,
    zone: Tz,
    numbers: bool,
) -> Outcome<Scene> {
    let dwellings: Vec<DwellingId> = items
        .iter()
        .filter_map(|item| match item {
            Item::Flag { dwelling, .. } => Some(*dwelling),
            _ => None,
        })
        .collect();
    let mut actions = HashMap::new();
    for item in items {
        if let Item::Action { action: id } = item
            && let Some(row) = action::by_id(conn, *id).await?
        {
            actions.insert(*id, row);
        }
    }
    let files = round::files(conn, &dwellings).await?;
    Ok(Scene { stations, files, actions, names: names(conn).await?, zone, numbers })
}

async fn attendees(conn: &mut dyn Conn, id: MeetingId) -> Outcome<Vec<Person>> {
    let mut people = Vec::new();
    for id in meeting::attendees(conn, id).await? {
        let user = user::by_id(conn, id).await?.ok_or(Problem::NotFound)?;
        people.push(Person { id, name: user.name, role: user.role });
    }
    Ok(people)
}

/// An action as its reader sees it.
pub(super) fn action_line(row: ActionRow, names: &HashMap<UserId, String>, may_settle: bool) -> ActionLine {
    let name = |user: UserId| names.get(&user).cloned().unwrap_or_default();
    ActionLine {
        id: row.id,
        meeting: row.meeting,
        text: row.text,
        owner: name(row.owner),
        due: row.due,
        done_by: row.done.map(|(by, _)| name(by)),
        may_settle,
    }
}
