//! Districting: stations proposed over the map, moved by a supervisor who sees the balance change.

mod draft;

use crate::desk::Answer;
use crate::desk::district::{DistrictStation, Districting, confirm_districting, read_districting};
use crate::parts::empty::Empty;
use crate::parts::filter::{Choice, FilterForm};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::tools::Print;
use crate::parts::{use_lang, use_words};
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::area::TownCode;
use domain::district::{deviation, is_outside};
use draft::Draft;
use leptos::ev::CustomEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// A confirmation on its way.
type Confirming = Action<(TownCode, Draft), Answer<usize>>;

/// Stations of a town.
#[component]
pub fn Stations() -> impl IntoView {
    let w = use_words().district;
    let query = use_query_map();
    let town = Memo::new(move |_| query.with(|q| q.get_str("town").map(|code| TownCode(code.to_owned()))));
    let confirming: Confirming = Action::new(|(town, draft): &(TownCode, Draft)| {
        confirm_districting(town.clone(), draft.stations().to_vec(), draft.assigned())
    });
    let page =
        Resource::new(move || (town.get(), confirming.version().get()), |(town, _)| read_districting(town));
    view! {
        <div class="page districting">
            <PageHead title=w.title lead=w.lead><Print /></PageHead>
            {move || confirming.value().get().map(|answer| match answer {
                Ok(count) => view! {
                    <p class="done" role="status"><Icon name="check" />{fill(w.moved, count)}</p>
                }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(page, move |page| view! { <Town page confirming /> })}
        </div>
    }
}

#[component]
fn Town(page: Districting, confirming: Confirming) -> impl IntoView {
    let w = use_words().district;
    let Some(town) = page.town.clone().filter(|_| !page.villages.is_empty()) else {
        return view! { <Towns page=page.clone() /> <Empty title=w.empty_title detail=w.empty_detail /> }
            .into_any();
    };
    let draft = RwSignal::new(Draft::new(&page));
    let receives = RwSignal::new(0_usize);
    let may_confirm = page.may_confirm;
    view! {
        <Towns page=page.clone() />
        <div class="grid wide-left">
            <section class="panel"><h2>{w.station}</h2><Balance draft receives may_confirm /></section>
            <section class="panel no-print">
                <h2>{w.map}</h2>
                <VillageMap map=page.map.clone() draft receives may_confirm />
            </section>
        </div>
        <section class="panel"><h2>{w.villages}</h2><Villages draft may_confirm /></section>
        {may_confirm.then(|| view! { <Confirm town draft confirming /> })}
    }
    .into_any()
}

#[component]
fn Towns(page: Districting) -> impl IntoView {
    let w = use_words().district;
    let chosen = page.town.map(|town| town.0).unwrap_or_default();
    let choices: Vec<(String, String)> = page.towns.into_iter().map(|(code, name)| (code.0, name)).collect();
    (choices.len() > 1).then(|| {
        view! {
            <FilterForm action="/desk/stations">
                <Choice name="town" label=w.town chosen choices required=true />
            </FilterForm>
        }
    })
}

/// Each station with what it would serve.
#[component]
fn Balance(draft: RwSignal<Draft>, receives: RwSignal<usize>, may_confirm: bool) -> impl IntoView {
    let (w, lang) = (use_words().district, use_lang());
    let rows = move || {
        draft.with(|draft| {
            let row = |(at, station): (usize, &DistrictStation)| {
                let (villages, tenants) = draft.load_of(at);
                let remark = match (draft.hangs_together(at), is_outside(tenants), station.exception) {
                    (false, ..) => w.apart,
                    (_, false, _) => w.within,
                    (_, true, Some(exception)) if draft.is_as_proposed(at) => exception.label(lang),
                    (_, true, _) => "",
                };
                let is_off = is_outside(tenants) || !draft.hangs_together(at);
                view! {
                    <tr class:is-chosen=move || may_confirm && receives.get() == at>
                        {may_confirm.then(|| view! {
                            <td class="receives" data-label=w.receives>
                                <input type="radio" name="receives" aria-label=format!("{} {}", w.receives, station.name)
                                    prop:checked=move || receives.get() == at on:change=move |_| receives.set(at) />
                            </td>
                        })}
                        <th scope="row">
                            <span class=format!("swatch group-{}", at % 12) aria-hidden="true"></span>
                            {station.name.clone()}
                            {station.id.is_none().then(|| view! { " " <span class="tag">{w.new}</span> })}
                        </th>
                        <td data-label=w.villages class="number">{villages}</td>
                        <td data-label=w.tenants class="number">{tenants}</td>
                        <td data-label=w.deviation class="number" class:is-late=is_off>
                            {format!("{:+} %", deviation(tenants))}
                        </td>
                        <td data-label=w.remark>{remark}</td>
                    </tr>
                }
            };
            draft.stations().iter().enumerate().map(row).collect_view()
        })
    };
    view! {
        <div class="table-wrap" tabindex="0" role="group" aria-label=w.station>
            <table class="table cards">
                <thead>
                    <tr>
                        {may_confirm.then(|| view! { <th scope="col">{w.receives}</th> })}
                        <th scope="col">{w.station}</th>
                        <th scope="col" class="number">{w.villages}</th>
                        <th scope="col" class="number">{w.tenants}</th>
                        <th scope="col" class="number">{w.deviation}</th>
                        <th scope="col">{w.remark}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="hint">{w.rounded}</p>
    }
}

/// Villages in the colours of their stations; a tap gives one to the station that receives.
#[component]
fn VillageMap(
    map: String,
    draft: RwSignal<Draft>,
    receives: RwSignal<usize>,
    may_confirm: bool,
) -> impl IntoView {
    let (w, empty) = (use_words().district, use_words().coverage.map_empty);
    if map.is_empty() {
        return view! { <p class="faint">{empty}</p> }.into_any();
    }
    let tapped = move |event: CustomEvent| {
        if let Some(code) = event.detail().as_string().filter(|_| may_confirm) {
            draft.update(|draft| draft.give(&code, receives.get_untracked()));
        }
    };
    view! {
        <village-map class="map" data-map=map data-groups=move || draft.with(Draft::groups)
            on:village=tapped role="region" aria-label=w.map></village-map>
        {may_confirm.then(|| view! { <p class="hint">{w.map_hint}</p> })}
    }
    .into_any()
}

#[component]
fn Villages(draft: RwSignal<Draft>, may_confirm: bool) -> impl IntoView {
    let w = use_words().district;
    let stations: Vec<String> =
        draft.with_untracked(|d| d.stations().iter().map(|s| s.name.clone()).collect());
    let villages = draft.with_untracked(|draft| draft.villages().to_vec());
    let rows = villages.into_iter().enumerate().map(|(at, village)| {
        let now = village.now.and_then(|now| stations.get(now).cloned()).unwrap_or_else(|| "–".into());
        let names = stations.clone();
        let station = move || draft.with(|draft| draft.station_of(at));
        let label = format!("{} {}", w.station, village.name);
        let chosen = if may_confirm {
            let give = move |event| {
                if let Ok(to) = event_target_value(&event).parse() {
                    draft.update(|draft| draft.give(&village.code.0, to));
                }
            };
            view! {
                <select aria-label=label on:change=give prop:value=move || station().to_string()>
                    {names.into_iter().enumerate().map(|(n, name)| view! {
                        <option value=n.to_string() selected=move || station() == n>{name}</option>
                    }).collect_view()}
                </select>
            }
            .into_any()
        } else {
            view! { {move || names.get(station()).cloned()} }.into_any()
        };
        view! {
            <tr>
                <th scope="row">{village.name}</th>
                <td data-label=w.tenants class="number">{village.tenants}</td>
                <td data-label=w.now>{now}</td>
                <td data-label=w.station>{chosen}</td>
            </tr>
        }
    });
    view! {
        <table class="table cards">
            <thead>
                <tr>
                    <th scope="col">{w.village}</th>
                    <th scope="col" class="number">{w.tenants}</th>
                    <th scope="col">{w.now}</th>
                    <th scope="col">{w.station}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Confirm(town: TownCode, draft: RwSignal<Draft>, confirming: Confirming) -> impl IntoView {
    let w = use_words().district;
    let changes = move || draft.with(Draft::changes);
    let confirm = move |_| {
        confirming.dispatch((town.clone(), draft.get_untracked()));
    };
    view! {
        <section class="panel no-print">
            <p role="status">
                <b>{move || if changes() == 0 { w.no_changes.to_owned() } else { fill(w.changes, changes()) }}</b>
            </p>
            <p class="hint">{w.confirm_detail}</p>
            <div class="page-actions">
                <button type="button" class="button quiet" on:click=move |_| draft.update(Draft::as_now)>{w.as_now}</button>
                <button type="button" class="button quiet" on:click=move |_| draft.update(Draft::as_proposed)>
                    {w.as_proposed}
                </button>
                <button type="button" class="button" on:click=confirm
                    disabled=move || changes() == 0 || confirming.pending().get()>{w.confirm}</button>
            </div>
        </section>
    }
}
