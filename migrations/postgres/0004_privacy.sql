-- Where a chain begins once entries over their period are gone: the last one erased, signed with a
-- key outside the database, so that nobody cuts a chain's beginning.
CREATE TABLE audit_anchors (
  chain TEXT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  seal BYTEA NOT NULL
);
-- What one account did, for the incident report and the count of contacts of a day.
CREATE INDEX audit_entries_actor ON audit_entries (actor, at);

-- What is left of visits and findings over their period: counts.
CREATE TABLE erased_counts (
  station UUID NOT NULL,
  month TEXT NOT NULL, -- 2024-11
  thing TEXT NOT NULL, -- visit, finding
  count BIGINT NOT NULL,
  PRIMARY KEY (station, month, thing)
);

-- Residents' requests. No station: a village may move between stations.
CREATE TABLE requests (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  dwelling UUID NOT NULL,
  tenancy UUID, -- NULL: nobody's home when it was made
  kind TEXT NOT NULL, -- read, correct, erase, object
  subject TEXT NOT NULL,
  way TEXT NOT NULL, -- how it came
  received_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  taken_by UUID, -- NULL: the household itself, on its page
  taken_at BIGINT NOT NULL,
  outcome TEXT, -- NULL: open
  ground TEXT,
  answered_at BIGINT,
  answered_by UUID,
  PRIMARY KEY (id, town)
);
CREATE INDEX requests_dwelling ON requests (dwelling);

-- Investigators' written demands, each for one file.
CREATE TABLE demands (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  dwelling UUID NOT NULL,
  tenancy UUID,
  authority TEXT NOT NULL,
  document TEXT NOT NULL, -- number of the written demand
  part TEXT NOT NULL, -- of the file
  received_on TEXT NOT NULL,
  taken_by UUID NOT NULL,
  taken_at BIGINT NOT NULL,
  outcome TEXT, -- NULL: open
  ground TEXT,
  answered_at BIGINT,
  answered_by UUID,
  tell_on TEXT, -- the day from which the household is told; NULL: the law forbids it as yet
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX demands_authority_document ON demands (authority, document);
CREATE INDEX demands_dwelling ON demands (dwelling);

-- Accounts that opened more contacts in a day than the work of a day takes.
CREATE TABLE contact_alerts (
  user_id UUID NOT NULL,
  on_date TEXT NOT NULL,
  at BIGINT NOT NULL,
  seen_at BIGINT,
  seen_by UUID,
  PRIMARY KEY (user_id, on_date)
);
