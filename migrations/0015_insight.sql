-- What was open, late and unassigned at each full hour: the trends of the live picture.
CREATE TABLE open_figure (
  at timestamptz NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  -- Empty while no company has it.
  company_id text NOT NULL,
  line text NOT NULL,
  open integer NOT NULL,
  late integer NOT NULL,
  unassigned integer NOT NULL,
  PRIMARY KEY (prefecture, at, county, company_id, line)
);
CREATE INDEX open_figure_at ON open_figure (at, prefecture);

ALTER TABLE open_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE open_figure FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON open_figure USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions' AND line = ANY ((SELECT app.lines())::text[])
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
