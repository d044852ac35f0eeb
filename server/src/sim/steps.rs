//! Named steps at which a phone may stop. One operation is in flight at a time, so that the number of a
//! step means the same in every run of a seed.

use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

/// Steps after which a run counts as endless.
const ENDLESS: u64 = 2_000;

/// The steps of one phone, shared by its store and its wire.
#[derive(Clone, Default)]
pub struct Steps(Rc<Inner>);

#[derive(Default)]
struct Inner {
    left: Cell<Option<u64>>,
    is_down: Cell<bool>,
    passed: RefCell<Vec<&'static str>>,
    in_run: Cell<u64>,
}

impl Steps {
    /// The phone will stop at the step after `steps` more.
    pub fn stop_after(&self, steps: u64) {
        self.0.left.set(Some(steps));
    }

    /// Passes a step, or stops the phone there: what runs on it never goes on.
    pub async fn pass(&self, name: &'static str) {
        self.0.passed.borrow_mut().push(name);
        self.0.in_run.set(self.0.in_run.get() + 1);
        let left = if self.0.in_run.get() > ENDLESS { Some(0) } else { self.0.left.get() };
        match left {
            Some(0) => {
                self.0.is_down.set(true);
                pending().await
            }
            left => self.0.left.set(left.map(|left| left - 1)),
        }
    }

    /// Runs `work` until it is done, or the phone stops: then what it had not done is not done.
    pub async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        let done = poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if self.0.is_down.get() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        });
        let done = done.await;
        self.0.is_down.set(false);
        self.0.in_run.set(0);
        self.0.left.set(None);
        done
    }

    /// The steps passed since the last look.
    pub fn passed(&self) -> Vec<&'static str> {
        self.0.passed.take()
    }
}
