//! What the phone's pages ask of the browser: store, network, clock, position, camera. Only this
//! folder knows a clock or randomness that moves by itself; all of it runs in browsers alone.

mod base64;
pub mod camera;
pub mod clock;
mod crypt;
pub mod engine;
pub mod file;
pub mod hand_off;
pub mod ids;
mod js;
pub mod key;
pub mod lock;
pub mod locks;
pub mod net;
pub mod pack;
pub mod page;
pub mod position;
pub mod prefs;
pub mod roads;
mod seal;
pub mod sender;
pub mod session;
pub mod space;
pub mod store;
pub mod wire;

use std::pin::Pin;

/// A future that is the same wherever it is awaited: else each place holds a copy of all that it does,
/// and the bundle weighs as much more.
pub fn boxed<'f, T>(future: impl Future<Output = T> + 'f) -> Pin<Box<dyn Future<Output = T> + 'f>> {
    Box::pin(future)
}
