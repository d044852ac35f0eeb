-- Figures of a village of a station in a month that is over, as they were when it was closed: they
-- change no more, so that nobody can take one edition from another.
CREATE TABLE figures (
  town TEXT NOT NULL,
  station BLOB NOT NULL,
  village TEXT NOT NULL,
  month TEXT NOT NULL, -- 2026-11
  dwellings INTEGER NOT NULL,
  let_dwellings INTEGER NOT NULL,
  papers INTEGER NOT NULL,
  overdue_10 INTEGER NOT NULL, -- open and over for 1 to 10 days
  overdue_30 INTEGER NOT NULL,
  overdue_60 INTEGER NOT NULL,
  overdue_more INTEGER NOT NULL,
  owed INTEGER NOT NULL,
  done INTEGER NOT NULL,
  late INTEGER NOT NULL,
  excused INTEGER NOT NULL,
  visits INTEGER NOT NULL,
  noticed INTEGER NOT NULL,
  checked INTEGER NOT NULL, -- dwellings that spot checks looked at
  compared INTEGER NOT NULL, -- facts
  agreed INTEGER NOT NULL,
  PRIMARY KEY (station, month, village, town)
);

CREATE TABLE orders (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  station BLOB NOT NULL,
  village TEXT, -- NULL: all of the station's
  subject TEXT NOT NULL,
  deadline TEXT NOT NULL,
  state TEXT NOT NULL, -- ordered, answered, returned, accepted
  version INTEGER NOT NULL,
  issued_by BLOB NOT NULL,
  issued_at INTEGER NOT NULL,
  PRIMARY KEY (id, town)
);
CREATE INDEX orders_station ON orders (station, state, deadline);

CREATE TABLE order_events (
  town TEXT NOT NULL,
  order_id BLOB NOT NULL,
  version INTEGER NOT NULL, -- of the order, after it
  at INTEGER NOT NULL,
  by_user BLOB NOT NULL,
  action TEXT NOT NULL, -- answer, accept, return
  why TEXT, -- of a return
  proof TEXT, -- of an answer
  PRIMARY KEY (order_id, version, town)
);

CREATE TABLE spot_checks (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  station BLOB NOT NULL,
  dwelling BLOB NOT NULL,
  visit BLOB NOT NULL, -- the first visit
  first_visitor BLOB NOT NULL,
  visitor BLOB NOT NULL, -- who looks again
  month TEXT NOT NULL, -- of the visits it was drawn from
  seed INTEGER NOT NULL,
  drawn_by BLOB NOT NULL,
  drawn_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  outcome TEXT, -- NULL: not made yet
  on_date TEXT,
  minute INTEGER,
  answers TEXT, -- JSON, in the words of the checklist
  compared INTEGER,
  agreed INTEGER,
  is_contact BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX spot_checks_visit ON spot_checks (visit);
CREATE INDEX spot_checks_dwelling ON spot_checks (dwelling);
CREATE INDEX spot_checks_station ON spot_checks (station, month);
CREATE INDEX spot_checks_visitor ON spot_checks (visitor, outcome);

-- What figures of a county count, station by station, without reading the rows.
CREATE INDEX dwellings_figures ON dwellings (station, let_since, lease_paper, tax_paper);
CREATE INDEX owed_visits_figures ON owed_visits (station, period_to, state);
CREATE INDEX owed_visits_settled_by ON owed_visits (settled_by) WHERE settled_by IS NOT NULL;
CREATE INDEX visits_figures ON visits (station, on_date, outcome, id);
CREATE INDEX notices_visit ON notices (visit);
