//! A simulated phone, network and server in one thread. What the phone wrote survives a cut; every
//! await can be the last one of a run.

pub mod net;
pub mod phone;

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Polls `future` at most `polls` times; none if it was cut before its end.
pub fn cut_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..polls {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Some(value);
        }
    }
    None
}

/// Runs `future` to its end.
pub fn finish<T>(future: impl Future<Output = T>) -> T {
    cut_after(1_000_000, future).expect("the future ends")
}

/// One await at which a run can be cut.
pub async fn pause() {
    struct Once(bool);
    impl Future for Once {
        type Output = ();
        fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
            if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
        }
    }
    Once(false).await;
}
