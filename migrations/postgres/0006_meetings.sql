-- Meetings, what stations tell each other, and calendars.
CREATE TABLE meetings (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  town TEXT, -- NULL: the whole county
  property UUID, -- the employer's or venue's
  on_date TEXT NOT NULL,
  from_minute BIGINT NOT NULL, -- after midnight
  to_minute BIGINT NOT NULL,
  place TEXT NOT NULL,
  departments TEXT NOT NULL, -- JSON list
  state TEXT NOT NULL, -- called, held, filed
  agenda TEXT NOT NULL, -- JSON list; what is said by hand, from the minutes on the whole
  minutes TEXT,
  called_by UUID NOT NULL,
  called_at BIGINT NOT NULL,
  filed_by UUID,
  filed_at BIGINT
);
CREATE INDEX meetings_place ON meetings (town, on_date);

CREATE TABLE meeting_attendees (
  meeting UUID NOT NULL,
  user_id UUID NOT NULL,
  PRIMARY KEY (meeting, user_id)
);
CREATE INDEX meeting_attendees_user ON meeting_attendees (user_id);

CREATE TABLE meeting_actions (
  id UUID PRIMARY KEY,
  meeting UUID NOT NULL,
  text TEXT NOT NULL,
  owner UUID NOT NULL,
  due TEXT NOT NULL,
  done_at BIGINT,
  done_by UUID
);
CREATE INDEX meeting_actions_meeting ON meeting_actions (meeting);
CREATE INDEX meeting_actions_open ON meeting_actions (owner, due) WHERE done_at IS NULL;

-- A message between two stations about a property; its text is erased after 90 days.
CREATE TABLE messages (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  to_station UUID NOT NULL,
  property UUID NOT NULL,
  subject TEXT NOT NULL,
  text TEXT,
  sent_by UUID NOT NULL,
  sent_at BIGINT NOT NULL,
  read_by UUID,
  read_at BIGINT,
  PRIMARY KEY (id, town)
);
CREATE INDEX messages_to ON messages (to_station, sent_at);
CREATE INDEX messages_from ON messages (station, sent_at);

CREATE TABLE practice_notes (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  station UUID NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  written_by UUID NOT NULL,
  written_at BIGINT NOT NULL,
  PRIMARY KEY (id, town)
);

CREATE TABLE calendar_feeds (
  user_id UUID PRIMARY KEY,
  token_hash BYTEA NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX calendar_feeds_token_hash ON calendar_feeds (token_hash);
