//! Accounts: adding, one-time passwords, leaving; the administrator's page.

use crate::desk::Answer;
use crate::desk::account::{
    AccountRow, Accounts as Page, NewAccount, OneTimePassword, add_account, leave_account, list_accounts,
    reset_account, sign_out_everywhere,
};
use crate::parts::empty::Empty;
use crate::parts::filter::{key, value};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::{Ago, use_now};
use crate::parts::{use_lang, use_words};
use crate::words::common;
use crate::words::domain::Label;
use domain::id::{StationId, UserId};
use domain::role::{Role, TravelMode};
use leptos::html;
use leptos::prelude::*;

/// What the administrator does to an account.
#[derive(Clone)]
enum Deed {
    Add(NewAccount),
    Reset(UserId),
    Leave(UserId),
    SignOut(UserId),
}

/// A deed on its way; adding and resetting answer with a password to hand over.
type Doing = Action<Deed, Answer<Option<OneTimePassword>>>;

async fn carry_out(deed: Deed) -> Answer<Option<OneTimePassword>> {
    match deed {
        Deed::Add(account) => add_account(account).await.map(Some),
        Deed::Reset(user) => reset_account(user).await.map(Some),
        Deed::Leave(user) => leave_account(user).await.map(|()| None),
        Deed::SignOut(user) => sign_out_everywhere(user).await.map(|()| None),
    }
}

/// All accounts.
#[component]
pub fn Accounts() -> impl IntoView {
    let w = use_words().account;
    let doing: Doing = Action::new(|deed: &Deed| carry_out(deed.clone()));
    let accounts = Resource::new(move || doing.version().get(), |_| list_accounts());
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead />
            {move || doing.value().get().map(|answer| match answer {
                Ok(Some(password)) => view! { <Password password doing /> }.into_any(),
                Ok(None) => view! { <p class="done" role="status"><Icon name="check" />{use_words().duty.saved}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(accounts, move |page| view! { <Sheet page doing /> })}
        </div>
    }
}

/// The password, once.
#[component]
fn Password(password: OneTimePassword, doing: Doing) -> impl IntoView {
    let w = use_words().account;
    let place = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(place) = place.get() {
            let _ = place.focus();
        }
    });
    view! {
        <div class="one-time" role="alert" tabindex="-1" node_ref=place>
            <p>{w.one_time} " · " <b>{password.name}</b></p>
            <p class="secret"><code>{password.password}</code></p>
            <p class="hint">{w.one_time_detail}</p>
            <button type="button" class="button" on:click=move |_| doing.value().set(None)>{w.noted}</button>
        </div>
    }
}

#[component]
fn Sheet(page: Page, doing: Doing) -> impl IntoView {
    let w = use_words().account;
    use_now().set(page.now);
    let is_empty = page.rows.is_empty();
    let rows = page.rows.into_iter().map(|row| view! { <Row row doing /> }).collect_view();
    view! {
        <Add stations=page.stations doing />
        {if is_empty {
            view! { <Empty title=w.empty_title detail=w.empty_detail /> }.into_any()
        } else {
            view! {
                <div class="table-wrap">
                    <table class="table cards">
                        <thead>
                            <tr>
                                <th scope="col">{w.name}</th>
                                <th scope="col">{w.area}</th>
                                <th scope="col">{w.state}</th>
                                <th scope="col">{w.seen}</th>
                                <th scope="col">{w.actions}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            }.into_any()
        }}
    }
}

#[component]
fn Row(row: AccountRow, doing: Doing) -> impl IntoView {
    let (w, lang) = (use_words().account, use_lang());
    let (id, gone) = (row.id, row.left_at.is_some());
    let state = match (gone, row.must_change) {
        (true, _) => w.left,
        (_, true) => w.must_change,
        _ => w.active,
    };
    view! {
        <tr class:gone=gone>
            <th scope="row">{row.name}<small>{row.role.label(lang)}</small></th>
            <td data-label=w.area>{row.area_name}</td>
            <td data-label=w.state>{state}</td>
            <td data-label=w.seen>
                {match row.seen_at {
                    Some(at) => view! { <Ago at /> }.into_any(),
                    None => view! { <span class="faint">{w.never}</span> }.into_any(),
                }}
                <small>{w.sessions} " " {row.sessions}</small>
            </td>
            <td data-label=w.actions>
                {(!gone).then(|| view! {
                    <div class="buttons">
                        <button type="button" class="button quiet" on:click=move |_| { doing.dispatch(Deed::Reset(id)); }>{w.reset}</button>
                        {(row.sessions > 0).then(|| view! {
                            <button type="button" class="button quiet" on:click=move |_| { doing.dispatch(Deed::SignOut(id)); }>{w.sign_out}</button>
                        })}
                        <details class="choice">
                            <summary class="button quiet">{w.leave}</summary>
                            <div class="choices">
                                <p>{w.leave_detail}</p>
                                <button type="button" class="button danger" on:click=move |_| { doing.dispatch(Deed::Leave(id)); }>{w.leave_submit}</button>
                            </div>
                        </details>
                    </div>
                })}
            </td>
        </tr>
    }
}

#[component]
fn Add(stations: Vec<(StationId, String)>, doing: Doing) -> impl IntoView {
    let (w, lang) = (use_words().account, use_lang());
    let (name, phone) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let (role, station, mode) =
        (NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new(), NodeRef::<html::Select>::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = |select: NodeRef<html::Select>| select.get().map(|s| s.value()).unwrap_or_default();
        let text = |input: NodeRef<html::Input>| input.get().map(|i| i.value()).unwrap_or_default();
        if let (Some(role), Some(mode)) = (value(&chosen(role)), value(&chosen(mode))) {
            let station = chosen(station).parse().ok();
            doing.dispatch(Deed::Add(NewAccount {
                name: text(name),
                role,
                station,
                mode,
                phone: text(phone),
            }));
        }
    };
    view! {
        <details class="panel add">
            <summary class="button">{w.add}</summary>
            <form method="post" class="columns" on:submit=submit>
                <label class="field"><span>{w.name}</span><input node_ref=name required maxlength="40" autocomplete="off" /></label>
                <label class="field">
                    <span>{w.role}</span>
                    <select node_ref=role>{Role::ALL.map(|r| view! { <option value=key(&r)>{r.label(lang)}</option> })}</select>
                </label>
                <label class="field">
                    <span>{w.area}</span>
                    <select node_ref=station>
                        {stations.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                        <option value="">{w.whole}</option>
                    </select>
                </label>
                <label class="field">
                    <span>{w.mode}</span>
                    <select node_ref=mode>
                        {[TravelMode::Foot, TravelMode::Ebike].map(|m| view! { <option value=key(&m)>{common::travel_mode(lang, m)}</option> })}
                    </select>
                </label>
                <label class="field">
                    <span>{w.phone}</span>
                    <input node_ref=phone type="tel" placeholder=w.phone_hint autocomplete="off" />
                </label>
                <button class="button" type="submit" disabled=move || doing.pending().get()>{w.add}</button>
            </form>
        </details>
    }
}
