//! What the phone's pages ask of the browser: store, network, clock, position, camera. Only this
//! folder knows a clock or randomness that moves by itself; all of it runs in browsers alone.

pub mod camera;
pub mod clock;
pub mod engine;
pub mod hand_off;
pub mod ids;
mod js;
pub mod key;
pub mod locks;
pub mod net;
pub mod page;
pub mod position;
pub mod prefs;
pub mod roads;
pub mod sender;
pub mod session;
pub mod store;
pub mod wire;
