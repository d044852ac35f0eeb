//! Small things of the page itself.

use super::js;
use std::cell::RefCell;
use std::collections::HashSet;

thread_local! {
    static LOADED: RefCell<HashSet<&'static str>> = RefCell::default();
}

/// Loads a module script of this site once: custom elements that most visits never need.
pub fn load_module(path: &'static str) {
    if !LOADED.with_borrow_mut(|loaded| loaded.insert(path)) {
        return;
    }
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let (Ok(script), Ok(Some(head))) = (document.create_element("script"), document.query_selector("head"))
    else {
        return;
    };
    let _ = script.set_attribute("type", "module");
    let _ = script.set_attribute("src", path);
    let _ = head.append_child(&script);
}

/// Whether someone can see the page.
pub fn is_shown() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| !document.hidden())
}

/// The text that a custom element sends with its event.
pub fn detail(event: &web_sys::Event) -> Option<String> {
    js::get(event, "detail").ok()?.as_string()
}

/// The folder of this build's bundle, from the page that started it.
pub fn bundle() -> String {
    let body = web_sys::window().and_then(|window| window.document()).and_then(|document| document.body());
    body.and_then(|body| body.get_attribute("data-pkg")).unwrap_or_default()
}
