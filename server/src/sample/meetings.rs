//! Meetings of each kind around the sample's first station, one of them filed, with what they agreed
//! on; a message between stations and a practice note.

use super::made::Made;
use super::maker::moment;
use crate::store::meeting::action::{self, ActionRow};
use crate::store::meeting::{self, MeetingRow};
use crate::store::message::{self, MessageRow};
use crate::store::practice::{self, PracticeRow};
use crate::store::property::PropertyRow;
use crate::store::{StoreError, Tx};
use chrono::{NaiveDate, TimeDelta};
use domain::area::Station;
use domain::finding::Department;
use domain::id::{ActionId, MeetingId, MessageId, PracticeId, UserId};
use domain::meeting::{Item, MeetingKind, MeetingState, agenda};
use domain::message::MessageSubject;
use domain::role::Role;
use uuid::Uuid;

/// From nine to ten.
const HOURS: (u16, u16) = (540, 600);

/// Whom the meetings are about.
struct Table<'m> {
    made: &'m Made,
    station: &'m Station,
    coordinator: UserId,
    officer: UserId,
    supervisor: UserId,
    /// The sample's day.
    today: NaiveDate,
}

/// Stores them with the first station; of a county's other stations there are none.
pub async fn save(tx: &mut Tx, made: &Made) -> Result<(), StoreError> {
    let Some(table) = table(made) else { return Ok(()) };
    let filed = table.filed(tx).await?;
    table.agreed(tx, &filed).await?;
    let next = table.called(2, MeetingKind::PoliceStation, table.officer, 2);
    let county = table.called(3, MeetingKind::County, table.supervisor, 6);
    let mut joint = table.called(4, MeetingKind::Joint, table.supervisor, 3);
    joint.departments = vec![Department::FireService, Department::Housing, Department::GasOffice];
    let both = [table.supervisor, table.officer];
    meeting::call(tx, &next, &[table.officer, table.coordinator]).await?;
    meeting::call(tx, &county, &both).await?;
    meeting::call(tx, &joint, &both).await?;
    table.lodging(tx).await?;
    table.message(tx).await?;
    practice::share(tx, &table.note()).await
}

fn table(made: &Made) -> Option<Table<'_>> {
    let station = made.ground.stations.first()?;
    made.properties.iter().find(|row| row.property.station == station.id)?;
    let crew = made.ground.crews.first()?;
    Some(Table {
        made,
        station,
        coordinator: crew.leads.first()?.user,
        officer: crew.officer.user,
        supervisor: made.ground.staff.iter().find(|person| person.role == Role::Supervisor)?.user,
        today: made.ground.span.today,
    })
}

impl Table<'_> {
    /// An id of the station's own, the same for the same sample.
    fn id(&self, n: u128) -> Uuid {
        Uuid::from_u128(self.station.id.0.as_u128() ^ (n << 40))
    }

    fn called(&self, n: u128, kind: MeetingKind, by: UserId, in_days: i64) -> MeetingRow {
        let on = self.today + TimeDelta::days(in_days);
        let county = matches!(kind, MeetingKind::County | MeetingKind::Joint);
        MeetingRow {
            id: MeetingId(self.id(n)),
            kind,
            town: (!county).then(|| self.station.town.clone()),
            property: None,
            on,
            hours: HOURS,
            place: if county {
                "治安部门二楼会议室".into()
            } else {
                "派出所三楼会议室".into()
            },
            departments: vec![],
            state: MeetingState::Called,
            agenda: vec![],
            minutes: None,
            called_by: by,
            called_at: moment(on - TimeDelta::days(15), 600),
            filed: None,
        }
    }

    /// A fortnight ago, of what was open then and still is.
    async fn filed(&self, tx: &mut Tx) -> Result<MeetingRow, StoreError> {
        let mut row = self.called(1, MeetingKind::PoliceStation, self.officer, -14);
        meeting::call(tx, &row, &[self.officer, self.coordinator]).await?;
        let then = moment(row.on, HOURS.0.into());
        let mut open = meeting::open(tx, &row, &[self.station.id], row.on).await?;
        open.flags.retain(|flag| flag.raised_at < then);
        row.agenda = agenda(row.kind, &open, &["冬季取暖和燃气安全提示".into()], then);
        row.minutes = Some(
            "逐件核对未了结事项，已转办的由协管员在期限前回访。\n取暖季前完成燃气软管提示，随走访发放告知单。".into(),
        );
        row.state = MeetingState::Filed;
        row.filed = Some((self.officer, moment(row.on, 640)));
        Ok(row)
    }

    /// What the filed meeting agreed on, before it was filed: one action is done, one is not.
    async fn agreed(&self, tx: &mut Tx, filed: &MeetingRow) -> Result<(), StoreError> {
        let action = |n, text: &str, days, owner| ActionRow {
            id: ActionId(self.id(n)),
            meeting: filed.id,
            text: text.to_owned(),
            owner,
            due: filed.on + TimeDelta::days(days),
            done: None,
        };
        let first = action(11, "回访已转办的隐患，核对整改期限", 7, self.officer);
        let second = action(12, "随走访发放燃气安全告知单", 16, self.coordinator);
        for row in [&first, &second] {
            action::add(tx, row).await?;
        }
        action::settle(tx, first.id, Some((self.officer, moment(first.due, 900)))).await?;
        meeting::keep(tx, filed).await?;
        Ok(())
    }

    /// Yesterday at a lodging, where the station has one: held and not filed yet.
    async fn lodging(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let own =
            |row: &&PropertyRow| row.property.station == self.station.id && row.property.kind.is_lodging();
        let Some(lodging) = self.made.properties.iter().find(own) else { return Ok(()) };
        let mut row = self.called(5, MeetingKind::Employer, self.officer, -1);
        row.property = Some(lodging.property.id);
        row.place = "宿舍管理室".into();
        meeting::call(tx, &row, &[self.officer, self.coordinator]).await?;
        row.agenda = vec![Item::Free { text: "消防通道和充电点检查".into() }];
        row.minutes = Some("消防通道畅通。充电点加装断电保护，月底前完成。".into());
        row.state = MeetingState::Held;
        meeting::keep(tx, &row).await?;
        Ok(())
    }

    /// To the next station, about a property of the first.
    async fn message(&self, tx: &mut Tx) -> Result<(), StoreError> {
        let own = |row: &&PropertyRow| row.property.station == self.station.id;
        let about = self.made.properties.iter().find(own);
        let Some((to, about)) = self.made.ground.stations.get(1).zip(about) else { return Ok(()) };
        let row = MessageRow {
            town: self.station.town.clone(),
            id: MessageId(self.id(21)),
            from: self.station.id,
            to: to.id,
            property: about.property.id,
            subject: MessageSubject::SharedHazard,
            text: Some("两站交界处的楼道电线外露，请一并查看贵站一侧。".into()),
            sent_by: self.coordinator,
            sent_at: moment(self.today - TimeDelta::days(1), 980),
            read: None,
        };
        message::send(tx, &row).await
    }

    fn note(&self) -> PracticeRow {
        PracticeRow {
            town: self.station.town.clone(),
            id: PracticeId(self.id(31)),
            station: self.station.id,
            title: "先看楼道，再敲门".into(),
            text: "同一楼栋连续走访，先把楼道、电表箱和充电点看完一次记清，再逐户走访，少打扰住户。".into(),
            written_by: self.officer,
            written_at: moment(self.today - TimeDelta::days(20), 600),
        }
    }
}
