-- What of a visit has no column of its own: the checklist it began with, what was said of its steps, what was put in and taken out.
ALTER TABLE visit ADD COLUMN details jsonb NOT NULL DEFAULT '{}';
