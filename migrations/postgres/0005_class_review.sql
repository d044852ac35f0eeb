-- Proposals of a class: at most one is open for a dwelling. The rule's words are made of because and
-- evidence. Neither a proposal nor an appeal holds its station: a village may move between stations.
CREATE TABLE class_proposals (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  dwelling UUID NOT NULL,
  from_class TEXT NOT NULL,
  to_class TEXT NOT NULL,
  because TEXT NOT NULL,
  evidence TEXT NOT NULL, -- JSON: open physical findings, contacts in a row, papers of the letting
  version BIGINT NOT NULL, -- grows with the evidence: nobody decides on what they did not see
  made_at BIGINT NOT NULL,
  state TEXT NOT NULL, -- open, accepted, rejected, other, withdrawn
  decided_at BIGINT,
  decided_by UUID, -- NULL while open and where it was withdrawn
  reason TEXT,
  change_id UUID, -- class_changes: the change that the decision made
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX class_proposals_dwelling ON class_proposals (dwelling) WHERE state = 'open';
CREATE INDEX class_proposals_of_dwelling ON class_proposals (dwelling, made_at);

-- Appeals of a class: at most one is open for a dwelling, one ever for a change of class.
CREATE TABLE class_appeals (
  town TEXT NOT NULL,
  id UUID NOT NULL,
  dwelling UUID NOT NULL,
  tenancy UUID NOT NULL,
  change_id UUID NOT NULL, -- class_changes: the change that is disagreed with
  class TEXT NOT NULL, -- the class that is disagreed with
  class_before TEXT NOT NULL, -- in force instead while an appeal of C is open
  ground TEXT NOT NULL,
  recorded_by UUID, -- NULL: by the household itself, on its page
  made_at BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  review_town TEXT, -- whose police answer it; NULL: the county's supervisors alone
  state TEXT NOT NULL, -- open, upheld, set_aside, ended
  answered_at BIGINT,
  answered_by UUID,
  reason TEXT,
  PRIMARY KEY (id, town)
);
CREATE UNIQUE INDEX class_appeals_change_id ON class_appeals (change_id);
CREATE INDEX class_appeals_dwelling ON class_appeals (dwelling);
CREATE INDEX class_appeals_open ON class_appeals (due_on) WHERE state = 'open';
