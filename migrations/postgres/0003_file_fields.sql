-- Fields of a file, versioned one by one. The values in force stand in dwellings and tenancies too; here
-- stands who said what, and what waits for an officer.
CREATE TABLE field_versions (
  town TEXT NOT NULL,
  dwelling UUID NOT NULL,
  subject UUID NOT NULL, -- the dwelling, or the tenancy that is counted
  field TEXT NOT NULL,
  version UUID NOT NULL, -- the record; the subject's id for what the file began with
  value TEXT, -- NULL while the view is built again and the record has not been read yet
  by_user UUID, -- NULL: what the file began with, or what an erasure has left
  at BIGINT NOT NULL,
  base UUID, -- the version that its author saw
  over_versions TEXT NOT NULL, -- JSON array: the versions among which an officer chose; of a beginning, those past
  why TEXT, -- of a choice
  taken BOOLEAN NOT NULL DEFAULT FALSE, -- another file bears this door mark
  standing TEXT NOT NULL, -- in_force, waiting, gone
  gone_for UUID, -- the version that took its place
  PRIMARY KEY (subject, field, version, town)
);
CREATE INDEX field_versions_dwelling ON field_versions (dwelling);
CREATE INDEX field_versions_waiting ON field_versions (dwelling) WHERE standing = 'waiting';
-- Who used a phone last: asked with each batch of records.
CREATE INDEX sessions_device ON sessions (device) WHERE device IS NOT NULL;
