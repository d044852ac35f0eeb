-- Figures of a village of a station in a month that is over, as they were when it was closed: they
-- change no more, so that nobody can take one edition from another.
CREATE TABLE figures (
  town TEXT NOT NULL,
  station UUID NOT NULL,
  village TEXT NOT NULL,
  month TEXT NOT NULL, -- 2026-11
  dwellings BIGINT NOT NULL,
  let_dwellings BIGINT NOT NULL,
  papers BIGINT NOT NULL,
  overdue_10 BIGINT NOT NULL, -- open and over for 1 to 10 days
  overdue_30 BIGINT NOT NULL,
  overdue_60 BIGINT NOT NULL,
  overdue_more BIGINT NOT NULL,
  owed BIGINT NOT NULL,
  done BIGINT NOT NULL,
  late BIGINT NOT NULL,
  excused BIGINT NOT NULL,
  visits BIGINT NOT NULL,
  noticed BIGINT NOT NULL,
  checked BIGINT NOT NULL, -- dwellings that spot checks looked at
  compared BIGINT NOT NULL, -- facts
  agreed BIGINT NOT NULL,
  PRIMARY KEY (station, month, village, town)
);

CREATE TABLE orders (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  village TEXT, -- NULL: all of the station's
  subject TEXT NOT NULL,
  deadline TEXT NOT NULL,
  state TEXT NOT NULL, -- ordered, answered, returned, accepted
  version BIGINT NOT NULL,
  issued_by UUID NOT NULL,
  issued_at BIGINT NOT NULL,
  PRIMARY KEY (id, town)
);
CREATE INDEX orders_station ON orders (station, state, deadline);

CREATE TABLE order_events (
  town TEXT NOT NULL,
  order_id UUID NOT NULL,
  version BIGINT NOT NULL, -- of the order, after it
  at BIGINT NOT NULL,
  by_user UUID NOT NULL,
  action TEXT NOT NULL, -- answer, accept, return
  why TEXT, -- of a return
  proof TEXT, -- of an answer
  PRIMARY KEY (order_id, version, town)
);

CREATE TABLE spot_checks (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  dwelling UUID NOT NULL,
  visit UUID NOT NULL, -- the first visit
  first_visitor UUID NOT NULL,
  visitor UUID NOT NULL, -- who looks again
  month TEXT NOT NULL, -- of the visits it was drawn from
  seed BIGINT NOT NULL,
  drawn_by UUID NOT NULL,
  drawn_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  outcome TEXT, -- NULL: not made yet
  on_date TEXT,
  minute BIGINT,
  answers TEXT, -- JSON, in the words of the checklist
  compared BIGINT,
  agreed BIGINT,
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
