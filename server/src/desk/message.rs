//! Messages between stations: the sender names a property of its own, the receiver reads it and
//! nothing else of the file.

use super::meeting::act::{as_strs, contact_names};
use super::{Desk, names};
use crate::http::Outcome;
use crate::store::message::{self, MessageRow};
use crate::store::{Conn, Tx, dwelling, property, station};
use app::desk::Answer;
use app::desk::message::{MessageDesk, MessageLine, Messages, NewMessage};
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::id::{MessageId, PropertyId, StationId};
use domain::message::{LONGEST_TEXT, TEXT_DAYS};
use domain::problem::Problem;
use domain::text;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// How many messages the page shows.
const SHOWN: i64 = 200;
/// How long the page goes back.
const SHOWN_DAYS: i64 = 731;

#[async_trait]
impl MessageDesk for Desk {
    async fn messages(&self) -> Answer<Messages> {
        self.answer(self.own_messages()).await
    }

    async fn send(&self, new: NewMessage) -> Answer<()> {
        let desk = self.clone();
        let sent = self.state.store.write(move |tx| Box::pin(async move { desk.sent(tx, new).await }));
        self.answer(sent).await
    }

    async fn mark_read(&self, message: MessageId) -> Answer<()> {
        let desk = self.clone();
        let read = self.state.store.write(move |tx| Box::pin(async move { desk.read(tx, message).await }));
        self.answer(read).await
    }
}

impl Desk {
    async fn own_messages(&self) -> Outcome<Messages> {
        let mut conn = self.state.store.reader().await?;
        let own = self.message_stations(&mut conn).await?;
        self.log_list(&own, "messages").await?;
        let all = station::all(&mut conn).await?.into_iter();
        let all: Vec<(StationId, String)> = all.map(|s| (s.id, s.name)).collect();
        let since = self.now() - TimeDelta::days(SHOWN_DAYS);
        let rows = message::of_stations(&mut conn, &own, since, SHOWN).await?;
        let lines = self.lines(&mut conn, rows, &own, &all).await?;
        let mut properties = Vec::new();
        for station in &own {
            let rows = property::of_station(&mut conn, *station).await?;
            properties.extend(rows.into_iter().map(|row| (row.property.id, row.property.name)));
        }
        Ok(Messages {
            unread: message::unread(&mut conn, &own).await?,
            messages: lines,
            properties,
            stations: all.into_iter().filter(|(id, _)| own.len() > 1 || !own.contains(id)).collect(),
        })
    }

    async fn lines(
        &self,
        conn: &mut dyn Conn,
        rows: Vec<MessageRow>,
        own: &[StationId],
        stations: &[(StationId, String)],
    ) -> Outcome<Vec<MessageLine>> {
        let names = names(conn).await?;
        let station = |id: StationId| {
            let known = stations.iter().find(|(station, _)| *station == id);
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        let expired = self.now() - TimeDelta::days(TEXT_DAYS);
        let mut properties: HashMap<PropertyId, String> = HashMap::new();
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            if let Entry::Vacant(unknown) = properties.entry(row.property) {
                let found = property::by_id(conn, row.property).await?;
                unknown.insert(found.map(|p| p.property.name).unwrap_or_default());
            }
            lines.push(MessageLine {
                id: row.id,
                from: station(row.from),
                to: station(row.to),
                property: properties[&row.property].clone(),
                subject: row.subject,
                text: row.text.filter(|_| row.sent_at >= expired),
                sent_by: names.get(&row.sent_by).cloned().unwrap_or_default(),
                sent_at: row.sent_at,
                read_by: row.read.and_then(|(by, _)| names.get(&by).cloned()),
                received: own.contains(&row.to),
            });
        }
        Ok(lines)
    }

    async fn sent(&self, tx: &mut Tx, new: NewMessage) -> Outcome<()> {
        self.allow(!self.actor.is_county())?;
        let about = property::by_id(tx, new.property).await?.ok_or(Problem::NotFound)?;
        let from = about.property.station;
        self.actor.check_station(from)?;
        if new.to == from || station::by_id(tx, new.to).await?.is_none() {
            return Err(Problem::Malformed { place: "to".into() }.into());
        }
        let text = match new.text.trim() {
            "" => None,
            written => {
                let homes = dwelling::of_property(tx, new.property).await?.into_iter();
                let names = contact_names(tx, &homes.map(|row| row.dwelling.id).collect::<Vec<_>>()).await?;
                Some(text::kept(written, LONGEST_TEXT, &as_strs(&names), "text")?)
            }
        };
        let row = MessageRow {
            town: about.town,
            id: MessageId(tx.new_id()),
            from,
            to: new.to,
            property: new.property,
            subject: new.subject,
            text,
            sent_by: self.actor.user,
            sent_at: tx.now(),
            read: None,
        };
        message::send(tx, &row).await?;
        let detail = serde_json::json!({"to": row.to, "property": row.property, "subject": row.subject});
        tx.audit(self.entry(from, "send", "message").of(row.id).detail(detail)).await?;
        Ok(())
    }

    async fn read(&self, tx: &mut Tx, id: MessageId) -> Outcome<()> {
        self.allow(!self.actor.is_county())?;
        let row = message::by_id(tx, id).await?.ok_or(Problem::NotFound)?;
        self.actor.check_station(row.to)?;
        message::read(tx, id, self.actor.user).await?;
        tx.audit(self.entry(row.to, "read", "message").of(id)).await?;
        Ok(())
    }
}
