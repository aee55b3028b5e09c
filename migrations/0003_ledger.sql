-- The ledger: home users, enterprise lines, network nodes; how their rows came in.

CREATE TABLE home_user (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  user_code text NOT NULL,
  account text NOT NULL,
  name text NOT NULL,
  phone text,
  county text NOT NULL REFERENCES region,
  community text,
  address text NOT NULL,
  -- The address in normal form: no province or prefecture, present county name, half width.
  address_key text NOT NULL,
  bandwidth_mbps integer,
  access_method text,
  box_code text,
  onu_serial text,
  joined_on date,
  status text NOT NULL,
  customer_level text,
  area_class text NOT NULL CHECK (area_class IN ('urban', 'rural')),
  grid_id uuid,
  lon double precision,
  lat double precision,
  -- Search columns, made by the importer.
  name_pinyin text NOT NULL DEFAULT '',
  bigrams text[] NOT NULL DEFAULT '{}',
  is_demo boolean NOT NULL DEFAULT false,
  import_batch_id uuid,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, account)
);

CREATE TABLE enterprise_line (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  line_code text NOT NULL,
  customer_name text NOT NULL,
  grade text NOT NULL,
  service_kind text NOT NULL,
  bandwidth_mbps integer,
  a_address text NOT NULL,
  a_address_key text NOT NULL,
  z_address text,
  county text NOT NULL REFERENCES region,
  manager_name text,
  manager_user_id uuid,
  contact_phone text,
  opened_on date,
  status text NOT NULL,
  area_class text NOT NULL CHECK (area_class IN ('urban', 'rural')),
  grid_id uuid,
  lon double precision,
  lat double precision,
  name_pinyin text NOT NULL DEFAULT '',
  bigrams text[] NOT NULL DEFAULT '{}',
  is_demo boolean NOT NULL DEFAULT false,
  import_batch_id uuid,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, line_code)
);

CREATE TABLE network_node (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('room', 'olt', 'ponPort', 'splitter', 'box')),
  parent_code text,
  county text NOT NULL REFERENCES region,
  lon double precision,
  lat double precision,
  split_ratio text,
  parent_km numeric(8, 3),
  bigrams text[] NOT NULL DEFAULT '{}',
  is_demo boolean NOT NULL DEFAULT false,
  import_batch_id uuid,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, code)
);

CREATE TABLE import_batch (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  file_id uuid,
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'running', 'applied', 'refused', 'failed', 'undone')),
  columns jsonb,
  counts jsonb,
  errors jsonb,
  created_by uuid,
  created_by_name text NOT NULL,
  company_id text NOT NULL REFERENCES company,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  undone_at timestamptz
);
CREATE INDEX import_batch_created ON import_batch (created_at DESC);

-- What a batch changed, so that it can be taken back: `before` is NULL for a row that the batch made.
CREATE TABLE import_change (
  batch_id uuid NOT NULL REFERENCES import_batch ON DELETE CASCADE,
  entity text NOT NULL,
  prefecture text NOT NULL,
  entity_id uuid NOT NULL,
  before jsonb,
  after_version integer NOT NULL,
  PRIMARY KEY (batch_id, entity, entity_id)
);

-- Rows kept aside because something is missing or wrong (待补录), to be completed by a person.
CREATE TABLE holding_row (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  batch_id uuid NOT NULL REFERENCES import_batch ON DELETE CASCADE,
  kind text NOT NULL,
  sheet text NOT NULL,
  row_number integer NOT NULL,
  -- Equal rows of a repeated file are held once.
  fingerprint text NOT NULL,
  content jsonb NOT NULL,
  errors jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'completed', 'discarded')),
  resolution text,
  resolved_by_name text,
  resolved_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, kind, fingerprint)
);
CREATE INDEX holding_row_open ON holding_row (kind, created_at, id) WHERE status = 'open';
CREATE INDEX holding_row_batch ON holding_row (batch_id);

CREATE INDEX home_user_phone ON home_user (phone, prefecture);
CREATE INDEX home_user_account ON home_user (account text_pattern_ops);
CREATE INDEX home_user_code ON home_user (user_code);
CREATE INDEX home_user_address ON home_user (address_key text_pattern_ops);
CREATE INDEX home_user_pinyin ON home_user (name_pinyin text_pattern_ops);
CREATE INDEX home_user_county ON home_user (prefecture, county, account);
CREATE INDEX home_user_box ON home_user (prefecture, box_code);
CREATE INDEX home_user_bigrams ON home_user USING gin (bigrams);
CREATE INDEX enterprise_line_code ON enterprise_line (line_code text_pattern_ops);
CREATE INDEX enterprise_line_phone ON enterprise_line (contact_phone);
CREATE INDEX enterprise_line_county ON enterprise_line (prefecture, county, line_code);
CREATE INDEX enterprise_line_manager ON enterprise_line (manager_user_id);
CREATE INDEX enterprise_line_manager_name ON enterprise_line (manager_name);
CREATE INDEX enterprise_line_address ON enterprise_line (a_address_key text_pattern_ops);
CREATE INDEX enterprise_line_pinyin ON enterprise_line (name_pinyin text_pattern_ops);
CREATE INDEX enterprise_line_bigrams ON enterprise_line USING gin (bigrams);
CREATE INDEX network_node_parent ON network_node (prefecture, parent_code);
CREATE INDEX network_node_code ON network_node (code text_pattern_ops);
CREATE INDEX network_node_county ON network_node (prefecture, county, kind, code);
CREATE INDEX network_node_bigrams ON network_node USING gin (bigrams);

ALTER TABLE home_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE home_user FORCE ROW LEVEL SECURITY;
ALTER TABLE enterprise_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE enterprise_line FORCE ROW LEVEL SECURITY;
ALTER TABLE network_node ENABLE ROW LEVEL SECURITY;
ALTER TABLE network_node FORCE ROW LEVEL SECURITY;
ALTER TABLE import_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_batch FORCE ROW LEVEL SECURITY;
ALTER TABLE import_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_change FORCE ROW LEVEL SECURITY;
ALTER TABLE holding_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE holding_row FORCE ROW LEVEL SECURITY;

CREATE POLICY scope ON home_user USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions' AND 'home' = ANY ((SELECT app.lines())::text[])
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])))));
CREATE POLICY scope ON enterprise_line USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    'enterprise' = ANY ((SELECT app.lines())::text[])
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND CASE (SELECT app.reach())
      WHEN 'regions' THEN true
      WHEN 'customers' THEN manager_user_id = (SELECT app.user_id())
      ELSE false END)));
CREATE POLICY scope ON network_node USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) IN ('regions', 'station')
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])))));
CREATE POLICY scope ON import_batch USING (
  (SELECT app.acting()) OR ((SELECT app.reach()) = 'regions'
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))));
CREATE POLICY scope ON import_change USING (
  (SELECT app.acting()) OR EXISTS (SELECT 1 FROM import_batch WHERE import_batch.id = import_change.batch_id));
CREATE POLICY scope ON holding_row USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (SELECT 1 FROM import_batch WHERE import_batch.id = holding_row.batch_id)));
