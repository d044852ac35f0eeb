-- Meetings, what stations tell each other, and calendars.
CREATE TABLE meetings (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  town TEXT, -- NULL: the whole county
  property BLOB, -- the employer's or venue's
  on_date TEXT NOT NULL,
  from_minute INTEGER NOT NULL, -- after midnight
  to_minute INTEGER NOT NULL,
  place TEXT NOT NULL,
  departments TEXT NOT NULL, -- JSON list
  state TEXT NOT NULL, -- called, held, filed
  agenda TEXT NOT NULL, -- JSON list; what is said by hand, from the minutes on the whole
  minutes TEXT,
  called_by BLOB NOT NULL,
  called_at INTEGER NOT NULL,
  filed_by BLOB,
  filed_at INTEGER
);
CREATE INDEX meetings_place ON meetings (town, on_date);

CREATE TABLE meeting_attendees (
  meeting BLOB NOT NULL,
  user_id BLOB NOT NULL,
  PRIMARY KEY (meeting, user_id)
);
CREATE INDEX meeting_attendees_user ON meeting_attendees (user_id);

CREATE TABLE meeting_actions (
  id BLOB PRIMARY KEY,
  meeting BLOB NOT NULL,
  text TEXT NOT NULL,
  owner BLOB NOT NULL,
  due TEXT NOT NULL,
  done_at INTEGER,
  done_by BLOB
);
CREATE INDEX meeting_actions_meeting ON meeting_actions (meeting);
CREATE INDEX meeting_actions_open ON meeting_actions (owner, due) WHERE done_at IS NULL;

-- A message between two stations about a property; its text is erased after 90 days.
CREATE TABLE messages (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  station BLOB NOT NULL,
  to_station BLOB NOT NULL,
  property BLOB NOT NULL,
  subject TEXT NOT NULL,
  text TEXT,
  sent_by BLOB NOT NULL,
  sent_at INTEGER NOT NULL,
  read_by BLOB,
  read_at INTEGER,
  PRIMARY KEY (id, town)
);
CREATE INDEX messages_to ON messages (to_station, sent_at);
CREATE INDEX messages_from ON messages (station, sent_at);

CREATE TABLE practice_notes (
  town TEXT NOT NULL,
  id BLOB NOT NULL,
  station BLOB NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  written_by BLOB NOT NULL,
  written_at INTEGER NOT NULL,
  PRIMARY KEY (id, town)
);

CREATE TABLE calendar_feeds (
  user_id BLOB PRIMARY KEY,
  token_hash BLOB NOT NULL,
  made_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX calendar_feeds_token_hash ON calendar_feeds (token_hash);
