-- A report that repeats one which waits for a person follows it: whoever decides about the first decides about both.

ALTER TABLE report ADD COLUMN follows_report_id uuid;
CREATE INDEX report_following ON report (follows_report_id) WHERE follows_report_id IS NOT NULL;
