//! Filters live in the address: a form that answers by GET, so it works before and without wasm.

use super::icon::Icon;
use super::use_words;
use leptos::prelude::*;
use leptos_router::components::Form;

/// A form whose fields become the page's address.
#[component]
pub fn FilterForm(
    /// The page.
    action: &'static str,
    /// What the search field holds; none leaves it out.
    #[prop(optional, into)]
    text: Option<String>,
    /// Any filter is set.
    #[prop(optional)]
    is_set: bool,
    /// Fields beside the search.
    children: Children,
) -> impl IntoView {
    let words = use_words().frame;
    view! {
        <Form method="GET" action=action attr:class="filters" attr:role="search">
            {text.map(|text| view! {
                <label class="search">
                    <span class="visually-hidden">{words.search}</span>
                    <Icon name="search" />
                    <input type="search" name="q" value=text placeholder=words.search autocomplete="off" data-search />
                </label>
            })}
            {children()}
            <button class="button quiet" type="submit">{words.apply}</button>
            {is_set.then(|| view! { <a class="clear" href=action>{words.clear}</a> })}
        </Form>
    }
}

/// A list to choose one value from; the first choice is "all".
#[component]
pub fn Choice(
    /// Name in the address.
    name: &'static str,
    /// Label.
    label: &'static str,
    /// The value chosen.
    #[prop(into)]
    chosen: String,
    /// Value and word of each choice.
    choices: Vec<(String, String)>,
    /// Leaves "all" out.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let all = use_words().frame.all;
    view! {
        <label class="field">
            <span>{label}</span>
            <select name=name>
                {(!required).then(|| view! { <option value="" selected=chosen.is_empty()>{all}</option> })}
                {choices.into_iter().map(|(value, word)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{word}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

/// The address of `page` with the given parameters; empty ones are left out.
pub fn address(page: &str, parameters: &[(&str, &str)]) -> String {
    let mut query = leptos_router::params::ParamsMap::new();
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        query.insert((*name).to_owned(), (*value).to_owned());
    }
    format!("{page}{}", query.to_query_string())
}

/// A closed set's word in the address: its serde name.
pub fn key<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The value of a word in the address; unknown words count as not set.
pub fn value<T: serde::de::DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.into())).ok()
}
