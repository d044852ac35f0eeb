-- A unique index is named after its table and columns: a refused write names it (store/error.rs).
-- A row's key holds its town, so that a city can spread its towns over several machines and a
-- village that moves between stations rewrites no key. The id comes first: rows are found by it alone.
-- Moments are milliseconds since 1970 UTC; civil dates are ISO text in the station's zone.

-- Two functions of SQLite, so that one text of a statement serves both engines: a list is one
-- parameter, `json_each($1)`; `unhex(x, '-')` reads a UUID, `unhex(x)` reads bytes.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (key BIGINT, value JSONB, atom TEXT)
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT n - 1, e, e #>> '{}' FROM jsonb_array_elements(list::jsonb) WITH ORDINALITY AS t (e, n) $$;
CREATE FUNCTION unhex(hex TEXT, separators TEXT) RETURNS UUID
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT hex::uuid $$;
CREATE FUNCTION unhex(hex TEXT) RETURNS BYTEA
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT decode(hex, 'hex') $$;

-- Areas ----------------------------------------------------------------------------------------
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE towns (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL
);

CREATE TABLE villages (
  town TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  boundary TEXT, -- GeoJSON geometry, WGS 84
  PRIMARY KEY (town, code)
);
CREATE UNIQUE INDEX villages_code ON villages (code);

CREATE TABLE stations (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  name TEXT NOT NULL,
  mode TEXT NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  zone TEXT NOT NULL,
  seal_public BYTEA NOT NULL, -- SEC1 point, P-256: phones seal rows to it
  seal_secret BYTEA NOT NULL, -- wrapped by the installation's key
  change_seq BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX stations_id ON stations (id);

CREATE TABLE station_villages (
  town TEXT NOT NULL,
  station UUID NOT NULL,
  village TEXT NOT NULL,
  PRIMARY KEY (town, station, village)
);
CREATE UNIQUE INDEX station_villages_village ON station_villages (village);

-- Accounts -------------------------------------------------------------------------------------
CREATE TABLE users (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  town TEXT, -- NULL: the whole county
  station UUID,
  password_hash TEXT NOT NULL,
  must_change BOOLEAN NOT NULL,
  rights_version BIGINT NOT NULL DEFAULT 1, -- role, station and areas; part of a session's validity
  mode TEXT NOT NULL DEFAULT 'foot',
  shift_start BIGINT NOT NULL DEFAULT 540, -- minutes after midnight
  shift_end BIGINT NOT NULL DEFAULT 1020,
  work_days BIGINT NOT NULL DEFAULT 31, -- bit 0 is Monday
  start_lon DOUBLE PRECISION,
  start_lat DOUBLE PRECISION,
  phone TEXT, -- a worker's duty phone
  created_at BIGINT NOT NULL,
  left_at BIGINT
);
CREATE UNIQUE INDEX users_name ON users (name);
CREATE INDEX users_station ON users (station);

CREATE TABLE user_villages (
  user_id UUID NOT NULL,
  village TEXT NOT NULL,
  PRIMARY KEY (user_id, village)
);

CREATE TABLE user_absences (
  user_id UUID NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  PRIMARY KEY (user_id, from_date)
);

CREATE TABLE duty_roster (
  town TEXT NOT NULL,
  station UUID NOT NULL,
  weekday BIGINT NOT NULL, -- 0 is Monday
  user_id UUID NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (town, station, weekday)
);

CREATE TABLE appointments (
  town TEXT NOT NULL,
  dwelling UUID NOT NULL,
  on_date TEXT NOT NULL,
  from_minute BIGINT, -- after midnight; NULL: any hour of the day
  to_minute BIGINT,
  visitor UUID, -- NULL: anyone who may
  reason TEXT NOT NULL,
  made_by UUID NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (town, dwelling)
);

CREATE TABLE devices (
  id UUID PRIMARY KEY,
  town TEXT NOT NULL,
  station UUID NOT NULL,
  name TEXT NOT NULL,
  public_key BYTEA NOT NULL,
  credential_hash BYTEA NOT NULL,
  enrolled_by UUID NOT NULL,
  enrolled_at BIGINT NOT NULL,
  seen_at BIGINT,
  received_seq BIGINT NOT NULL DEFAULT 0,
  offset_ms BIGINT,
  revoked_at BIGINT
);
CREATE UNIQUE INDEX devices_credential_hash ON devices (credential_hash);

CREATE TABLE sessions (
  id UUID PRIMARY KEY,
  user_id UUID NOT NULL,
  device UUID, -- NULL: a browser at a desk
  rights_version BIGINT NOT NULL,
  token_hash BYTEA NOT NULL, -- cookie, or current refresh token
  previous_hash BYTEA, -- the refresh token before, until the current one is first used
  rotated_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE UNIQUE INDEX sessions_token_hash ON sessions (token_hash);
CREATE INDEX sessions_previous ON sessions (previous_hash);
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE sign_in_tries (
  subject TEXT PRIMARY KEY, -- 'user:' hash of the name, or 'source:' address prefix
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);

-- Keys and blobs -------------------------------------------------------------------------------
CREATE TABLE data_keys (
  town TEXT NOT NULL,
  id UUID NOT NULL, -- a dwelling, a tenancy, a property or a station
  wrapped BYTEA, -- NULL: erased, and with it everything encrypted under it
  created_at BIGINT NOT NULL,
  erased_at BIGINT,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX data_keys_id ON data_keys (id);

CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  bytes BYTEA NOT NULL
);

CREATE TABLE maps (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  graph_sha256 TEXT NOT NULL,
  tiles_sha256 TEXT NOT NULL,
  bounds TEXT NOT NULL, -- [west, south, east, north]
  attribution TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  in_use BOOLEAN NOT NULL
);

CREATE TABLE map_addresses (
  map UUID NOT NULL,
  seq BIGINT NOT NULL,
  address TEXT NOT NULL, -- street and number, or place and number
  village TEXT, -- code, where the extract has boundaries
  building TEXT, -- value of the building tag, NULL for an address without one
  lon DOUBLE PRECISION NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (map, seq)
);
CREATE INDEX map_addresses_address ON map_addresses (address);

-- Register -------------------------------------------------------------------------------------
CREATE TABLE properties (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  village TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  lon DOUBLE PRECISION,
  lat DOUBLE PRECISION,
  registered TEXT NOT NULL,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX properties_village_name ON properties (village, name);
CREATE INDEX properties_station ON properties (station);

CREATE TABLE dwellings (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  property UUID NOT NULL,
  station UUID NOT NULL,
  door TEXT NOT NULL,
  label TEXT NOT NULL,
  class TEXT NOT NULL,
  class_since TEXT NOT NULL,
  let_since TEXT,
  lease_paper TEXT NOT NULL,
  tax_paper TEXT NOT NULL,
  registered TEXT NOT NULL,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX dwellings_id ON dwellings (id);
CREATE UNIQUE INDEX dwellings_property_door ON dwellings (property, door);
CREATE UNIQUE INDEX dwellings_label ON dwellings (label);
CREATE INDEX dwellings_station ON dwellings (station);

CREATE TABLE labels (
  label TEXT PRIMARY KEY, -- every label ever printed; a replaced one no longer opens a door
  town TEXT NOT NULL,
  dwelling UUID NOT NULL,
  made_at BIGINT NOT NULL,
  replaced_at BIGINT
);

CREATE TABLE tenancies (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  dwelling UUID NOT NULL,
  adults BIGINT NOT NULL,
  children BIGINT NOT NULL,
  moved_in TEXT NOT NULL,
  moved_out TEXT,
  refuses_visits BOOLEAN NOT NULL DEFAULT FALSE,
  refuses_since TEXT, -- the day of an asking beforehand not to be visited
  contact BYTEA, -- name and phone, encrypted under the tenancy's key
  PRIMARY KEY (id, town)
);
CREATE INDEX tenancies_dwelling ON tenancies (dwelling);

CREATE TABLE class_changes (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  dwelling UUID NOT NULL,
  from_class TEXT,
  to_class TEXT NOT NULL,
  since TEXT NOT NULL,
  decided_by UUID,
  reason TEXT NOT NULL,
  PRIMARY KEY (id, town)
);
CREATE INDEX class_changes_dwelling ON class_changes (dwelling);

-- Ledger ---------------------------------------------------------------------------------------
CREATE TABLE owed_visits (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  dwelling UUID NOT NULL,
  class TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  state TEXT NOT NULL, -- open, done, late, excused
  settled_on TEXT,
  settled_by UUID, -- the record, or the account that excused it
  reason TEXT,
  excuse TEXT, -- JSON: an officer's excuse, kept even where a visit made it needless
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX owed_visits_dwelling_class_period_from ON owed_visits (dwelling, class, period_from);
CREATE INDEX owed_visits_open ON owed_visits (station, state, period_to);

-- Records and their view -----------------------------------------------------------------------
CREATE TABLE records (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  device UUID, -- NULL: made at a desk
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  v BIGINT NOT NULL,
  author UUID NOT NULL,
  session UUID NOT NULL,
  made_at BIGINT NOT NULL,
  mono_ms BIGINT,
  offset_ms BIGINT,
  after_ids TEXT NOT NULL, -- JSON array
  dwelling UUID,
  commitment BYTEA NOT NULL, -- SHA-256(salt || body)
  stored_at BIGINT NOT NULL,
  happened_at BIGINT NOT NULL, -- the device's time, corrected and bounded
  receipt_at BIGINT, -- the last receipt that the device held
  marks TEXT NOT NULL, -- JSON array: received_late, handed_over, signed_out, …
  state TEXT NOT NULL, -- received, held, applied, quarantined
  problem TEXT,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX records_id ON records (id);
CREATE INDEX records_dwelling ON records (dwelling, happened_at);
CREATE INDEX records_device ON records (device, seq);
CREATE INDEX records_held ON records (station, stored_at) WHERE state = 'held';

CREATE TABLE record_bodies (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  salt BYTEA NOT NULL,
  key_id UUID NOT NULL, -- data_keys: the dwelling's, or the station's where there is no dwelling
  body BYTEA NOT NULL, -- encrypted
  PRIMARY KEY (id, town)
);

CREATE TABLE visits (
  town TEXT NOT NULL,
  id UUID NOT NULL, -- the record's
  station UUID NOT NULL,
  dwelling UUID NOT NULL,
  visitor UUID NOT NULL,
  partner UUID,
  on_date TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  outcome TEXT NOT NULL, -- met, entered, refused, vacated, nobody_home, cannot_reach, not_found
  settles BOOLEAN NOT NULL,
  is_contact BOOLEAN NOT NULL,
  letter BOOLEAN NOT NULL DEFAULT FALSE, -- an attempt that left one
  evidence TEXT NOT NULL, -- door_code, position, none
  received_late BOOLEAN NOT NULL,
  corrected_by UUID,
  PRIMARY KEY (id, town)
);
CREATE INDEX visits_dwelling ON visits (dwelling, on_date);
CREATE INDEX visits_station ON visits (station, on_date);

CREATE TABLE findings (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  dwelling UUID NOT NULL,
  record UUID NOT NULL,
  visit UUID NOT NULL,
  category TEXT NOT NULL,
  severity TEXT NOT NULL,
  restricted BOOLEAN NOT NULL,
  found_by UUID NOT NULL,
  found_at BIGINT NOT NULL,
  found_on TEXT NOT NULL,
  gone_on TEXT,
  gone_by UUID, -- the visit that saw it gone
  PRIMARY KEY (id, town)
);
CREATE INDEX findings_dwelling ON findings (dwelling);

CREATE TABLE photos (
  sha256 TEXT PRIMARY KEY, -- hex; the bytes are DATA/photos/<sha256>
  town TEXT NOT NULL,
  station UUID NOT NULL,
  finding UUID,
  media_type TEXT NOT NULL,
  total_bytes BIGINT NOT NULL,
  received_bytes BIGINT NOT NULL,
  complete_at BIGINT,
  erased_at BIGINT
);
CREATE INDEX photos_finding ON photos (finding);

CREATE TABLE flags (
  town TEXT NOT NULL,
  id UUID NOT NULL, -- the finding's
  station UUID NOT NULL,
  dwelling UUID NOT NULL,
  reason TEXT NOT NULL,
  severity TEXT NOT NULL,
  category TEXT NOT NULL,
  restricted BOOLEAN NOT NULL,
  straight BOOLEAN NOT NULL DEFAULT FALSE, -- a need that went to a department without police
  raised_at BIGINT NOT NULL,
  deadline BIGINT,
  state TEXT NOT NULL, -- name of the state
  state_body TEXT NOT NULL, -- the state as JSON
  version BIGINT NOT NULL,
  seen_at BIGINT,
  alarmed_at BIGINT,
  escalated_at BIGINT,
  PRIMARY KEY (id, town)
);
CREATE INDEX flags_queue ON flags (station, state, raised_at);

CREATE TABLE flag_events (
  town TEXT NOT NULL,
  flag UUID NOT NULL,
  record UUID NOT NULL, -- the decision, or the visit that saw it gone
  place BIGINT NOT NULL, -- among those that came in the same millisecond
  at BIGINT NOT NULL,
  by_user UUID NOT NULL,
  action TEXT NOT NULL, -- JSON
  in_force BOOLEAN NOT NULL, -- false: it did not follow from the state that it met
  PRIMARY KEY (town, flag, record)
);
CREATE INDEX flag_events_flag ON flag_events (flag);

CREATE TABLE notices (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  dwelling UUID NOT NULL,
  tenancy UUID,
  visit UUID NOT NULL,
  form TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  secret_hash TEXT,
  made_at BIGINT NOT NULL,
  dead_at BIGINT,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX notices_code_hash ON notices (code_hash);

-- Plans ----------------------------------------------------------------------------------------
CREATE TABLE plans (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  on_date TEXT NOT NULL,
  version BIGINT NOT NULL,
  seed BIGINT NOT NULL,
  inputs TEXT NOT NULL, -- JSON: map, change sequence, parameters
  made_at BIGINT NOT NULL,
  made_by UUID,
  in_use BOOLEAN NOT NULL,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX plans_station_on_date_version ON plans (station, on_date, version);

CREATE TABLE plan_rounds (
  town TEXT NOT NULL,
  plan UUID NOT NULL,
  visitor UUID NOT NULL,
  body TEXT NOT NULL, -- JSON: the round without file contents, see store/plan.rs
  PRIMARY KEY (plan, visitor, town)
);
CREATE INDEX plan_rounds_visitor ON plan_rounds (visitor);

CREATE TABLE plan_unassigned (
  town TEXT NOT NULL,
  plan UUID NOT NULL,
  owed UUID NOT NULL,
  dwelling UUID NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (plan, owed, town)
);

-- Changes, jobs, audit -------------------------------------------------------------------------
CREATE TABLE changes (
  town TEXT NOT NULL,
  station UUID NOT NULL,
  seq BIGINT NOT NULL,
  kind TEXT NOT NULL,
  id UUID NOT NULL,
  removed BOOLEAN NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (station, seq, town)
);
CREATE INDEX changes_at ON changes (at);

CREATE TABLE jobs (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  subject UUID,
  payload TEXT NOT NULL,
  run_at BIGINT NOT NULL,
  tries BIGINT NOT NULL DEFAULT 0,
  claimed_until BIGINT,
  done_at BIGINT,
  error TEXT
);
CREATE INDEX jobs_due ON jobs (done_at, run_at);

CREATE TABLE audit_entries (
  chain TEXT NOT NULL, -- 'installation' or a station's id
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor UUID,
  role TEXT,
  purpose TEXT,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object TEXT,
  detail TEXT NOT NULL, -- JSON without personal data
  previous BYTEA NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (chain, seq)
);
CREATE INDEX audit_entries_object ON audit_entries (object, at);

CREATE TABLE audit_heads (
  chain TEXT PRIMARY KEY,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL
);
