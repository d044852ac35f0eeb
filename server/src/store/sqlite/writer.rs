//! The task that owns the writing connection.
//!
//! Everything that is queued while a commit is under way goes into the next transaction, each in a
//! savepoint of its own, and is answered after its one commit: many phones share one flush.

use super::{Lent, Work};
use crate::store::StoreError;
use crate::store::engine::{Changed, Verdict};
use domain::id::StationId;
use futures::FutureExt;
use sqlx::Connection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};

/// Pieces of work in one transaction; bounds how long the first one waits for the last.
pub(super) const GROUP: usize = 64;
/// Pieces of work that may wait; beyond it callers wait to queue.
const QUEUE: usize = 1024;

/// What became of one piece of work in a transaction that holds: the stations it changed.
type Own = Result<Vec<StationId>, StoreError>;
type Answer = oneshot::Sender<Result<(), StoreError>>;

enum Message {
    Work(Work, Answer),
    Stop(oneshot::Sender<()>),
}

/// The way to the task.
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

impl Writer {
    pub(super) fn start(
        connection: SqliteConnection,
        options: SqliteConnectOptions,
        changed: Changed,
    ) -> Self {
        let (queue, messages) = mpsc::channel(QUEUE);
        let task = Task {
            connection: Arc::new(Mutex::new(connection)),
            options,
            messages,
            changed,
            stopping: Vec::new(),
        };
        tokio::spawn(task.run());
        Self { queue }
    }

    pub(super) async fn run(&self, work: Work) -> Result<(), StoreError> {
        let (answer, answered) = oneshot::channel();
        self.queue.send(Message::Work(work, answer)).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    pub(super) async fn stop(&self) {
        let (done, stopped) = oneshot::channel();
        if self.queue.send(Message::Stop(done)).await.is_ok() {
            let _ = stopped.await;
        }
    }
}

struct Task {
    connection: Arc<Mutex<SqliteConnection>>,
    options: SqliteConnectOptions,
    messages: mpsc::Receiver<Message>,
    changed: Changed,
    stopping: Vec<oneshot::Sender<()>>,
}

impl Task {
    async fn run(mut self) {
        while let Some(message) = self.messages.recv().await {
            match message {
                Message::Work(work, answer) => self.group(work, answer).await,
                Message::Stop(done) => self.stop(done),
            }
        }
        // Closing, unlike dropping, moves the log into the file.
        if let Some(connection) = Arc::into_inner(self.connection)
            && let Err(error) = connection.into_inner().close().await
        {
            tracing::warn!(%error, "closing the database");
        }
        for done in self.stopping {
            let _ = done.send(());
        }
    }

    /// Takes no more; what is queued already is still done.
    fn stop(&mut self, done: oneshot::Sender<()>) {
        self.messages.close();
        self.stopping.push(done);
    }

    /// One transaction with this work and what else is waiting.
    async fn group(&mut self, work: Work, answer: Answer) {
        let mut answers = Vec::new();
        let outcome = self.transaction(work, answer, &mut answers).await.map_err(Arc::new);
        if outcome.is_err() {
            self.recover().await;
        }
        for (answer, own) in answers {
            let reply = match &outcome {
                Ok(()) => own.map(|stations| self.tell(stations)),
                Err(error) => Err(StoreError::Transaction(error.clone())),
            };
            let _ = answer.send(reply);
        }
    }

    fn tell(&self, stations: Vec<StationId>) {
        for station in stations {
            // Fails when nobody listens.
            let _ = self.changed.send(station);
        }
    }

    async fn transaction(
        &mut self,
        work: Work,
        answer: Answer,
        answers: &mut Vec<(Answer, Own)>,
    ) -> Result<(), StoreError> {
        let mut next = Some((work, answer));
        let mut begun = false;
        while let Some((work, answer)) = next.take() {
            answers.push((answer, Ok(Vec::new())));
            let own = if begun { self.savepoint(work).await? } else { self.first(work, &mut begun).await? };
            if let Some(last) = answers.last_mut() {
                last.1 = own;
            }
            if answers.len() < GROUP {
                next = self.waiting();
            }
        }
        if begun { self.sql("COMMIT").await } else { Ok(()) }
    }

    fn waiting(&mut self) -> Option<(Work, Answer)> {
        match self.messages.try_recv() {
            Ok(Message::Work(work, answer)) => Some((work, answer)),
            Ok(Message::Stop(done)) => {
                self.stop(done);
                None
            }
            Err(_) => None,
        }
    }

    /// Begins the transaction and does work in it that needs no savepoint: undone, it takes the
    /// transaction with it, and the next work begins another.
    async fn first(&mut self, work: Work, begun: &mut bool) -> Result<Own, StoreError> {
        self.sql("BEGIN IMMEDIATE").await?;
        let (kept, own) = self.done(work).await;
        if !kept {
            self.sql("ROLLBACK").await?;
        }
        *begun = kept;
        Ok(own)
    }

    /// The outer error is the transaction's, the inner one this work's alone.
    async fn savepoint(&mut self, work: Work) -> Result<Own, StoreError> {
        self.sql("SAVEPOINT work").await?;
        let (kept, own) = self.done(work).await;
        if !kept {
            // Fails where SQLite itself has ended the transaction (disk full, I/O error): then
            // the whole group is answered with that failure.
            self.sql("ROLLBACK TO work").await?;
        }
        self.sql("RELEASE work").await?;
        Ok(own)
    }

    /// Does work; whether what it wrote stays.
    async fn done(&mut self, work: Work) -> (bool, Own) {
        let lent = Lent(self.connection.clone().lock_owned().await);
        match AssertUnwindSafe(async { work(Box::new(lent)).await }).catch_unwind().await {
            Ok(Verdict::Keep(stations)) => (true, Ok(stations)),
            Ok(Verdict::Undo) => (false, Ok(Vec::new())),
            Err(_) => (false, Err(StoreError::Panicked)),
        }
    }

    /// After a failed transaction: out of it, and if that is not certain, a new connection.
    async fn recover(&mut self) {
        let _ = self.sql("ROLLBACK").await;
        let usable = match self.sql("BEGIN IMMEDIATE").await {
            Ok(()) => self.sql("ROLLBACK").await.is_ok(),
            Err(_) => false,
        };
        if !usable && let Err(error) = self.replace_connection().await {
            tracing::error!(%error, "the writing connection could not be opened again");
        }
    }

    async fn replace_connection(&mut self) -> Result<(), StoreError> {
        let fresh = SqliteConnection::connect_with(&self.options).await?;
        self.connection = Arc::new(Mutex::new(fresh));
        Ok(())
    }

    async fn sql(&self, text: &'static str) -> Result<(), StoreError> {
        sqlx::query(text).execute(&mut *self.connection.lock().await).await?;
        Ok(())
    }
}
