-- Imports: what repeats within a file is remembered, and rows are staged in temporary tables.

-- Equal repeats of an earlier row of the same file: counted as unchanged, and what reconciliation calls a duplicate.
CREATE TABLE import_duplicate (
  batch_id uuid NOT NULL REFERENCES import_batch ON DELETE CASCADE,
  id uuid NOT NULL,
  prefecture text NOT NULL,
  key text NOT NULL,
  sheet integer NOT NULL,
  row_number integer NOT NULL,
  first_row integer NOT NULL,
  PRIMARY KEY (batch_id, id)
);
ALTER TABLE import_duplicate ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_duplicate FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON import_duplicate USING (
  (SELECT app.acting()) OR EXISTS (SELECT 1 FROM import_batch WHERE import_batch.id = import_duplicate.batch_id));

-- An import stages its rows beside the tables before it touches them.
DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO daiwei_serving', current_database()); END $$;
