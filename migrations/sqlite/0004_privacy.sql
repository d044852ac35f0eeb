-- Where a chain begins once entries over their period are gone: the last one erased, signed with a
-- key outside the database, so that nobody cuts a chain's beginning.
CREATE TABLE audit_anchors (
  chain TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  seal BLOB NOT NULL
);
-- What one account did, for the incident report and the count of contacts of a day.
CREATE INDEX audit_entries_actor ON audit_entries (actor, at);

-- What is left of visits and findings over their period: counts.
CREATE TABLE erased_counts (
  station BLOB NOT NULL,
  month TEXT NOT NULL, -- 2024-11
  thing TEXT NOT NULL, -- visit, finding
  count INTEGER NOT NULL,
  PRIMARY KEY (station, month, thing)
);

-- Residents' requests. No station: a village may move between stations.
CREATE TABLE requests (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  dwelling BLOB NOT NULL,
  tenancy BLOB, -- NULL: nobody's home when it was made
  kind TEXT NOT NULL, -- read, correct, erase, object
  subject TEXT NOT NULL,
  way TEXT NOT NULL, -- how it came
  received_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  taken_by BLOB, -- NULL: the household itself, on its page
  taken_at INTEGER NOT NULL,
  outcome TEXT, -- NULL: open
  ground TEXT,
  answered_at INTEGER,
  answered_by BLOB,
  PRIMARY KEY (id, town)
);
CREATE INDEX requests_dwelling ON requests (dwelling);

-- Investigators' written demands, each for one file.
CREATE TABLE demands (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  dwelling BLOB NOT NULL,
  tenancy BLOB,
  authority TEXT NOT NULL,
  document TEXT NOT NULL, -- number of the written demand
  part TEXT NOT NULL, -- of the file
  received_on TEXT NOT NULL,
  taken_by BLOB NOT NULL,
  taken_at INTEGER NOT NULL,
  outcome TEXT, -- NULL: open
  ground TEXT,
  answered_at INTEGER,
  answered_by BLOB,
  tell_on TEXT, -- the day from which the household is told; NULL: the law forbids it as yet
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX demands_authority_document ON demands (authority, document);
CREATE INDEX demands_dwelling ON demands (dwelling);

-- Accounts that opened more contacts in a day than the work of a day takes.
CREATE TABLE contact_alerts (
  user_id BLOB NOT NULL,
  on_date TEXT NOT NULL,
  at INTEGER NOT NULL,
  seen_at INTEGER,
  seen_by BLOB,
  PRIMARY KEY (user_id, on_date)
);
