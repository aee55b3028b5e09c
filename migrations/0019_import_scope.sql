-- What an import says of cells is personal data of the places that its maker reaches: it is seen by its maker, and by
-- those of the company who reach at least as far.
ALTER TABLE import_batch ADD COLUMN prefectures text[];
ALTER TABLE import_batch ADD COLUMN counties text[];
UPDATE import_batch SET prefectures = ARRAY(SELECT code FROM region WHERE level IN ('province', 'prefecture'));
ALTER TABLE import_batch ALTER COLUMN prefectures SET DEFAULT app.prefectures();
ALTER TABLE import_batch ALTER COLUMN prefectures SET NOT NULL;
ALTER TABLE import_batch ALTER COLUMN counties SET DEFAULT app.counties();

DROP POLICY scope ON import_batch;
CREATE POLICY scope ON import_batch USING (
  (SELECT app.acting()) OR created_by = (SELECT app.user_id())
  OR ((SELECT app.reach()) = 'regions'
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND prefectures <@ (SELECT app.prefectures())::text[]
    AND ((SELECT app.counties()) IS NULL OR counties <@ (SELECT app.counties())::text[])));
