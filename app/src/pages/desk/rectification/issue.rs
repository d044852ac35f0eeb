//! The form of a new order.

use super::{Sending, Sent};
use crate::desk::rectification::OrderStation;
use crate::parts::filter::{key, value};
use crate::parts::{use_lang, use_words};
use crate::words::domain::Label;
use chrono::{Days, NaiveDate};
use domain::area::VillageCode;
use domain::rectification::{NewOrder, Subject};
use leptos::html;
use leptos::prelude::*;

/// Days that the form proposes.
const DAYS: u64 = 14;

/// A station, one of its villages or all, a subject of the closed list, a deadline.
#[component]
pub fn Issue(stations: Vec<OrderStation>, today: NaiveDate, sending: Sending) -> impl IntoView {
    let (w, lang) = (use_words().rectification, use_lang());
    let (place, subject) = (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let deadline = NodeRef::<html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = (|| {
            let place = place.get()?.value();
            let (station, village) = place.split_once(' ').unwrap_or((&place, ""));
            Some(NewOrder {
                station: station.parse().ok()?,
                village: (!village.is_empty()).then(|| VillageCode(village.to_owned())),
                subject: value(&subject.get()?.value())?,
                deadline: deadline.get()?.value().parse().ok()?,
            })
        })();
        if let Some(order) = asked {
            sending.dispatch(Sent::New(order));
        }
    };
    let places = stations.into_iter().map(|station| {
        let id = station.id.to_string();
        let villages = station.villages.into_iter().map(|(code, name)| {
            view! { <option value=format!("{id} {}", code.0)>{name}</option> }
        });
        view! {
            <optgroup label=station.name>
                <option value=id.clone()>{w.all_villages}</option>
                {villages.collect_view()}
            </optgroup>
        }
    });
    let (first, proposed) = ((today + Days::new(1)).to_string(), (today + Days::new(DAYS)).to_string());
    view! {
        <details class="panel no-print issue">
            <summary class="button">{w.issue}</summary>
            <form method="post" on:submit=submit>
                <label class="field"><span>{w.village}</span><select node_ref=place>{places.collect_view()}</select></label>
                <label class="field"><span>{w.subject}</span>
                    <select node_ref=subject>
                        {Subject::ALL.map(|subject| view! { <option value=key(&subject)>{subject.label(lang)}</option> })}
                    </select></label>
                <label class="field"><span>{w.deadline}</span>
                    <input node_ref=deadline type="date" required min=first value=proposed /></label>
                <button class="button" type="submit" disabled=move || sending.pending().get()>{w.issue}</button>
            </form>
        </details>
    }
    .into_any()
}
