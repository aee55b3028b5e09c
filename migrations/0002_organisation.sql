-- Stations, grids, responsibilities, staff and certificates.

CREATE TABLE station (
  id uuid PRIMARY KEY,
  company_id text NOT NULL REFERENCES company,
  prefecture text NOT NULL REFERENCES region,
  county text NOT NULL REFERENCES region,
  name text NOT NULL,
  -- The counties that it serves, its own among them.
  counties text[] NOT NULL,
  hotline text,
  fax text,
  address text,
  lon double precision,
  lat double precision,
  is_active boolean NOT NULL DEFAULT true,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (company_id, county, name)
);
CREATE INDEX station_county ON station (county, company_id);

CREATE TABLE grid (
  id uuid PRIMARY KEY,
  prefecture text NOT NULL REFERENCES region,
  county text NOT NULL REFERENCES region,
  name text NOT NULL,
  area_class text NOT NULL CHECK (area_class IN ('urban', 'rural')),
  station_id uuid REFERENCES station,
  -- Communities (小区) that belong to the grid, as they stand in addresses.
  communities text[] NOT NULL DEFAULT '{}',
  is_active boolean NOT NULL DEFAULT true,
  is_demo boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (county, name)
);

CREATE TABLE responsibility (
  id uuid PRIMARY KEY,
  region text NOT NULL REFERENCES region,
  -- Narrower than the region: one grid of it.
  grid_id uuid REFERENCES grid,
  line text NOT NULL CHECK (line IN ('home', 'enterprise')),
  company_id text NOT NULL REFERENCES company,
  effective_from date NOT NULL,
  -- The last day; NULL: open.
  effective_to date CHECK (effective_to >= effective_from),
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX responsibility_region ON responsibility (region, line, effective_from);

CREATE TABLE staff (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  name text NOT NULL,
  name_pinyin text NOT NULL DEFAULT '',
  company_id text NOT NULL REFERENCES company,
  station_id uuid REFERENCES station,
  prefecture text NOT NULL REFERENCES region,
  county text NOT NULL REFERENCES region,
  post text NOT NULL,
  phone text,
  joined_on date,
  left_on date,
  status text NOT NULL CHECK (status IN ('active', 'left', 'suspended')),
  lon double precision,
  lat double precision,
  located_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  import_batch_id uuid,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX staff_station ON staff (station_id, status);
CREATE INDEX staff_county ON staff (prefecture, county, company_id, number);
CREATE INDEX staff_phone ON staff (phone);

CREATE TABLE certificate (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  kind text NOT NULL,
  number text,
  issuer text CHECK (issuer IN ('operator', 'authority', 'contractor')),
  valid_from date,
  valid_to date,
  revoked_on date,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (staff_id, kind)
);

CREATE TABLE staff_leave (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
  from_on date NOT NULL,
  to_on date NOT NULL CHECK (to_on >= from_on),
  reason text NOT NULL,
  created_by_name text NOT NULL
);
CREATE INDEX staff_leave_staff ON staff_leave (staff_id, to_on);

-- Who looks after a grid (包片): one owner at a time.
CREATE TABLE grid_owner (
  id uuid PRIMARY KEY,
  grid_id uuid NOT NULL REFERENCES grid ON DELETE CASCADE,
  line text NOT NULL CHECK (line IN ('home', 'enterprise')),
  staff_id uuid NOT NULL REFERENCES staff,
  effective_from date NOT NULL,
  effective_to date CHECK (effective_to >= effective_from)
);
CREATE INDEX grid_owner_grid ON grid_owner (grid_id, line, effective_from DESC);
CREATE INDEX grid_owner_staff ON grid_owner (staff_id);

ALTER TABLE station ENABLE ROW LEVEL SECURITY;
ALTER TABLE station FORCE ROW LEVEL SECURITY;
ALTER TABLE grid ENABLE ROW LEVEL SECURITY;
ALTER TABLE grid FORCE ROW LEVEL SECURITY;
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate FORCE ROW LEVEL SECURITY;
ALTER TABLE staff_leave ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_leave FORCE ROW LEVEL SECURITY;
ALTER TABLE grid_owner ENABLE ROW LEVEL SECURITY;
ALTER TABLE grid_owner FORCE ROW LEVEL SECURITY;

CREATE POLICY scope ON station USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])))));
CREATE POLICY scope ON grid USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[])));
CREATE POLICY scope ON staff USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND CASE (SELECT app.reach())
      WHEN 'regions' THEN true
      WHEN 'station' THEN station_id = (SELECT app.station())
      WHEN 'own' THEN id = (SELECT app.staff())
      ELSE false END)));
CREATE POLICY scope ON certificate USING (
  (SELECT app.acting()) OR EXISTS (SELECT 1 FROM staff WHERE staff.id = certificate.staff_id));
CREATE POLICY scope ON staff_leave USING (
  (SELECT app.acting()) OR EXISTS (SELECT 1 FROM staff WHERE staff.id = staff_leave.staff_id));
CREATE POLICY scope ON grid_owner USING (
  (SELECT app.acting()) OR EXISTS (SELECT 1 FROM grid WHERE grid.id = grid_owner.grid_id));
