//! Messages between stations about properties.

use crate::desk::Answer;
use crate::desk::message::{
    MessageLine, Messages as Page, NewMessage, list_messages, mark_message_read, send_message,
};
use crate::parts::empty::Empty;
use crate::parts::filter::{key, value};
use crate::parts::form::{Fields, counted};
use crate::parts::frame::PageHead;
use crate::parts::icon::Icon;
use crate::parts::load::load;
use crate::parts::problem::ProblemSummary;
use crate::parts::time::Moment;
use crate::parts::{use_lang, use_words};
use crate::words::domain::Label;
use crate::words::office::fill;
use domain::id::MessageId;
use domain::message::MessageSubject;
use leptos::prelude::*;

/// What is done with messages.
#[derive(Clone)]
enum Deed {
    Send(NewMessage),
    MarkRead(MessageId),
}

/// A deed on its way.
type Doing = Action<Deed, Answer<()>>;

async fn carry_out(deed: Deed) -> Answer<()> {
    match deed {
        Deed::Send(new) => send_message(new).await,
        Deed::MarkRead(message) => mark_message_read(message).await,
    }
}

/// The messages of the account's stations.
#[component]
pub fn Messages() -> impl IntoView {
    let w = use_words().message;
    let saved = RwSignal::new(0);
    let doing: Doing = Action::new(move |deed: &Deed| {
        let deed = deed.clone();
        async move { counted(saved, carry_out(deed).await) }
    });
    let page = Resource::new(move || saved.get(), |_| list_messages());
    view! {
        <div class="page">
            <PageHead title=w.title lead=w.lead><a class="button quiet" href="/desk/practice">{w.practice}</a></PageHead>
            {move || doing.value().get().map(|answer| match answer {
                Ok(()) => view! { <p class="done" role="status"><Icon name="check" />{use_words().meeting.saved}</p> }.into_any(),
                Err(error) => view! { <ProblemSummary error /> }.into_any(),
            })}
            {load(page, move |page| view! { <Sheet page doing /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Sheet(page: Page, doing: Doing) -> impl IntoView {
    let w = use_words().message;
    let none = page.messages.is_empty();
    let lines = page.messages.clone();
    view! {
        {(page.unread > 0).then(|| view! { <p class="note">{fill(w.unread, page.unread)}</p> })}
        {(!page.properties.is_empty()).then(|| view! { <Write page doing /> })}
        {none.then(|| view! { <Empty title=w.empty_title detail=w.empty_detail /> })}
        <ul class="messages">{lines.into_iter().map(|line| view! { <Line line doing /> }).collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Line(line: MessageLine, doing: Doing) -> impl IntoView {
    let (w, lang, id) = (use_words().message, use_lang(), line.id);
    let is_new = line.received && line.read_by.is_none();
    view! {
        <li class="panel" class:is-new=is_new>
            <p><b>{line.subject.label(lang)}</b> " " {is_new.then(|| view! { <span class="tag">{w.new}</span> })}</p>
            <p>{line.property}</p>
            {line.text.map(|text| view! { <p>{text}</p> })}
            <p class="faint">{fill(&fill(w.from_to, line.from), line.to)} " · " {line.sent_by} " · " <Moment at=line.sent_at />
                {line.read_by.map(|by| format!(" · {}", fill(w.read_by, by)))}</p>
            {is_new.then(|| view! {
                <p><button type="button" class="button quiet"
                    on:click=move |_| { doing.dispatch(Deed::MarkRead(id)); }>{w.mark_read}</button></p>
            })}
        </li>
    }
    .into_any()
}

#[component]
fn Write(page: Page, doing: Doing) -> impl IntoView {
    let (w, lang) = (use_words().message, use_lang());
    let submit = move |event: leptos::ev::SubmitEvent| {
        if let Some(new) = Fields::of(&event).and_then(|fields| asked(&fields)) {
            doing.dispatch(Deed::Send(new));
        }
    };
    view! {
        <details class="panel add no-print">
            <summary class="button quiet">{w.write}</summary>
            <form method="post" on:submit=submit>
                <div class="columns">
                    <label class="field"><span>{w.to}</span>
                        <select name="to">
                            {page.stations.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                        </select></label>
                    <label class="field"><span>{w.property}</span>
                        <select name="property">
                            {page.properties.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                        </select></label>
                    <label class="field"><span>{w.subject}</span>
                        <select name="subject">
                            {MessageSubject::ALL.map(|s| view! { <option value=key(&s)>{s.label(lang)}</option> })}
                        </select></label>
                    <label class="field"><span>{w.text}</span><input name="text" maxlength="300" /></label>
                </div>
                <p class="hint">{w.text_hint}</p>
                <button class="button" type="submit" disabled=move || doing.pending().get()>{w.send}</button>
            </form>
        </details>
    }
    .into_any()
}

fn asked(fields: &Fields) -> Option<NewMessage> {
    Some(NewMessage {
        to: fields.value("to")?,
        property: fields.value("property")?,
        subject: value(&fields.text("subject"))?,
        text: fields.text("text"),
    })
}
