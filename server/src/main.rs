//! The `rounds` binary. The only place with a clock that moves by itself; everything below gets
//! the time as a parameter.

use clap::Parser;
use domain::clock::{Clock, Time};
use std::process::ExitCode;
use std::sync::Arc;

struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "the one clock that moves by itself")]
    fn now(&self) -> Time {
        std::time::SystemTime::now().into()
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run(server::cli::Cli::parse(), Arc::new(MachineClock)).await
}
