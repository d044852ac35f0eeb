-- What applying a record looks for: without these each visit reads through every finding and every
-- action on a flag of the installation, and through all records of its dwelling.
CREATE INDEX flag_events_record ON flag_events (record);
CREATE INDEX findings_gone_by ON findings (gone_by) WHERE gone_by IS NOT NULL;
CREATE INDEX records_corrections ON records (dwelling) WHERE kind = 'correction';
