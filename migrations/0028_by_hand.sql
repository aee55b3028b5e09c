-- Rows of the ledger and the network that a person makes or edits on a screen: each is a batch of one row, so that its history
-- is read in one place with the imports.
ALTER TABLE import_batch ADD COLUMN is_by_hand boolean NOT NULL DEFAULT false;
ALTER TABLE import_batch ADD COLUMN reason text;
-- The history of a row: what changed it, the latest first.
CREATE INDEX import_change_row ON import_change (entity, entity_id, after_version);
