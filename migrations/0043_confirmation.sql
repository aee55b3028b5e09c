-- Pre-numbered paper forms of a station, and what became of each: used for an order with its photo, then typed in. A confirmation that
-- was printed for one order stands here by its own number.
CREATE TABLE paper_form (
  prefecture text NOT NULL,
  number text NOT NULL,
  county text NOT NULL REFERENCES region,
  company_id text NOT NULL REFERENCES company,
  station_id uuid REFERENCES station ON DELETE CASCADE,
  batch_id uuid,
  reserved_at timestamptz NOT NULL,
  reserved_by_name text NOT NULL,
  work_order_id uuid,
  used_at timestamptz,
  photo_file_id uuid,
  -- The same order was confirmed otherwise afterwards.
  spoiled_at timestamptz,
  typed_at timestamptz,
  typed_by_name text,
  typed jsonb,
  PRIMARY KEY (prefecture, number),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
CREATE INDEX paper_form_station ON paper_form (station_id, number);
CREATE INDEX paper_form_order ON paper_form (prefecture, work_order_id) WHERE work_order_id IS NOT NULL;
CREATE INDEX paper_form_waiting ON paper_form (used_at) WHERE used_at IS NOT NULL AND typed_at IS NULL AND spoiled_at IS NULL;
ALTER TABLE paper_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_form FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON paper_form USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting())
    OR (((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
      AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])))));

-- The confirmation as a document: wanted since, then its file with the hash that the audit holds too.
CREATE TABLE confirmation_document (
  prefecture text NOT NULL,
  work_order_id uuid NOT NULL,
  number text NOT NULL,
  wanted_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  failure text,
  file_id uuid,
  sha256 bytea,
  bytes bigint,
  made_at timestamptz,
  PRIMARY KEY (prefecture, work_order_id, number),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
CREATE INDEX confirmation_document_wanted ON confirmation_document (wanted_at) WHERE made_at IS NULL;
ALTER TABLE confirmation_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE confirmation_document FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON confirmation_document USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.is_unbound()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = confirmation_document.prefecture AND w.id = confirmation_document.work_order_id)));
