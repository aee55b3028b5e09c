-- Order → tasks → visits, one process for every kind.

CREATE TABLE work_order (
  prefecture text NOT NULL REFERENCES region,
  id uuid NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  line text NOT NULL CHECK (line IN ('home', 'enterprise')),
  -- Derived from task and visit by core; stored for lists.
  state text NOT NULL,
  is_open boolean NOT NULL,
  county text NOT NULL REFERENCES region,
  grid_id uuid,
  area_class text NOT NULL CHECK (area_class IN ('urban', 'rural')),
  -- Who has it now; copied from the current task.
  holder_level text NOT NULL,
  company_id text REFERENCES company,
  station_id uuid,
  staff_id uuid,
  crew uuid[] NOT NULL DEFAULT '{}',
  in_pool boolean NOT NULL DEFAULT false,
  second_line_desk text,
  customer_manager_id uuid,
  -- For whom: a pointer into the ledger and what was known when the order was made.
  home_user_id uuid,
  enterprise_line_id uuid,
  account text,
  customer_name text,
  customer_phone text,
  address text,
  address_key text,
  lon double precision,
  lat double precision,
  bandwidth_mbps integer,
  grade text,
  box_code text,
  channel text NOT NULL,
  symptom_code text,
  symptom text NOT NULL,
  description text,
  preferred_at timestamptz,
  priority smallint NOT NULL DEFAULT 2,
  source text NOT NULL,
  external_number text,
  created_at timestamptz NOT NULL,
  created_by_name text NOT NULL,
  -- The tightest running clock, and when the next timer of the order fires.
  due_at timestamptz,
  warn_at timestamptz,
  next_timer_at timestamptz,
  appointment_from timestamptz,
  appointment_to timestamptz,
  clocks jsonb NOT NULL DEFAULT '[]',
  spans jsonb NOT NULL DEFAULT '[]',
  pauses jsonb NOT NULL DEFAULT '[]',
  -- What waits for an answer: a suspension or a hand-back that was asked for, a supervision that wants its reply.
  pending jsonb,
  details jsonb NOT NULL DEFAULT '{}',
  urge_count smallint NOT NULL DEFAULT 0,
  reschedule_count smallint NOT NULL DEFAULT 0,
  rework_count smallint NOT NULL DEFAULT 0,
  suspend_count smallint NOT NULL DEFAULT 0,
  refuse_count smallint NOT NULL DEFAULT 0,
  escalation_level smallint NOT NULL DEFAULT 0,
  parent_id uuid,
  repeats_id uuid,
  rectifies_id uuid,
  restored_at timestamptz,
  returned_at timestamptz,
  archived_at timestamptz,
  is_demo boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (prefecture, id),
  UNIQUE (prefecture, number)
);
CREATE INDEX work_order_number ON work_order (number);
CREATE INDEX work_order_state ON work_order (prefecture, state, due_at, id);
CREATE INDEX work_order_state_province ON work_order (state, due_at, id);
CREATE INDEX work_order_open ON work_order (prefecture, due_at, id) WHERE is_open;
CREATE INDEX work_order_open_province ON work_order (due_at, id) WHERE is_open;
CREATE INDEX work_order_open_picture ON work_order (prefecture, county, company_id, state, due_at, warn_at) WHERE is_open;
CREATE INDEX work_order_company ON work_order (company_id, due_at, id) WHERE is_open;
CREATE INDEX work_order_station ON work_order (station_id, due_at, id) WHERE is_open;
CREATE INDEX work_order_staff ON work_order (staff_id, due_at, id) WHERE is_open;
CREATE INDEX work_order_manager ON work_order (customer_manager_id, created_at DESC) WHERE customer_manager_id IS NOT NULL;
CREATE INDEX work_order_timer ON work_order (next_timer_at) WHERE next_timer_at IS NOT NULL;
CREATE INDEX work_order_pending ON work_order (prefecture, updated_at, id) WHERE pending IS NOT NULL;
CREATE INDEX work_order_account ON work_order (account, created_at DESC);
CREATE INDEX work_order_phone ON work_order (customer_phone, created_at DESC);
CREATE INDEX work_order_home_user ON work_order (prefecture, home_user_id, created_at DESC) WHERE home_user_id IS NOT NULL;
CREATE INDEX work_order_line ON work_order (prefecture, enterprise_line_id, created_at DESC) WHERE enterprise_line_id IS NOT NULL;
CREATE INDEX work_order_parent ON work_order (prefecture, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX work_order_created ON work_order (prefecture, created_at DESC, id DESC);
CREATE INDEX work_order_created_province ON work_order (created_at DESC, id DESC);
CREATE INDEX work_order_archived ON work_order (prefecture, archived_at DESC, id DESC) WHERE archived_at IS NOT NULL;
CREATE INDEX work_order_archived_province ON work_order (archived_at DESC, id DESC) WHERE archived_at IS NOT NULL;

-- One sender's number makes one order, whatever its prefecture.
CREATE TABLE external_number (
  source text NOT NULL,
  number text NOT NULL,
  prefecture text NOT NULL,
  work_order_id uuid NOT NULL,
  PRIMARY KEY (source, number)
);

CREATE TABLE task (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  -- Position in the kind's template, and the template's name of the task.
  position smallint NOT NULL,
  code text NOT NULL,
  stage text NOT NULL,
  holder jsonb NOT NULL,
  result jsonb,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (prefecture, id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
CREATE INDEX task_order ON task (prefecture, work_order_id, position);

CREATE TABLE visit (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  task_id uuid NOT NULL,
  number smallint NOT NULL,
  lead_staff_id uuid NOT NULL,
  helpers uuid[] NOT NULL DEFAULT '{}',
  appointed_at timestamptz,
  window_from timestamptz,
  window_to timestamptz,
  departed_at timestamptz,
  arrived_at timestamptz,
  arrival jsonb,
  started_at timestamptz,
  restored_at timestamptz,
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('done', 'comeAgain', 'nobodyHome', 'refused', 'withdrawn')),
  evidence jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (prefecture, id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
CREATE INDEX visit_order ON visit (prefecture, work_order_id, number);
CREATE INDEX visit_staff ON visit (lead_staff_id, window_from) WHERE ended_at IS NULL;

-- The month's figures, added to when an order is archived: never counted from the rows by a screen.
CREATE TABLE month_figure (
  month date NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  company_id text NOT NULL,
  line text NOT NULL,
  kind text NOT NULL,
  clock text NOT NULL,
  party text NOT NULL,
  orders integer NOT NULL,
  on_time integer NOT NULL,
  gross_minutes double precision NOT NULL,
  net_minutes double precision NOT NULL,
  PRIMARY KEY (prefecture, month, county, company_id, line, kind, clock, party)
);
CREATE INDEX month_figure_month ON month_figure (month, prefecture);

-- Archived orders of a day, for the live picture's rates and the backlog ratio.
CREATE TABLE day_figure (
  day date NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  company_id text NOT NULL,
  line text NOT NULL,
  kind text NOT NULL,
  archived integer NOT NULL DEFAULT 0,
  on_time integer NOT NULL DEFAULT 0,
  PRIMARY KEY (prefecture, day, county, company_id, line, kind)
);
CREATE INDEX day_figure_day ON day_figure (day, prefecture);

ALTER TABLE work_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_order FORCE ROW LEVEL SECURITY;
ALTER TABLE external_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE external_number FORCE ROW LEVEL SECURITY;
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit FORCE ROW LEVEL SECURITY;
ALTER TABLE month_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE month_figure FORCE ROW LEVEL SECURITY;
ALTER TABLE day_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE day_figure FORCE ROW LEVEL SECURITY;

CREATE POLICY scope ON work_order USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    line = ANY ((SELECT app.lines())::text[])
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND CASE (SELECT app.reach())
      WHEN 'regions' THEN true
      WHEN 'station' THEN station_id = (SELECT app.station())
      WHEN 'own' THEN staff_id = (SELECT app.staff()) OR (SELECT app.staff()) = ANY (crew)
        OR (in_pool AND station_id = (SELECT app.station()))
      WHEN 'customers' THEN customer_manager_id = (SELECT app.user_id())
      ELSE false END)));
CREATE POLICY acting ON external_number USING ((SELECT app.acting()));
CREATE POLICY scope ON task USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = task.prefecture AND w.id = task.work_order_id)));
CREATE POLICY scope ON visit USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = visit.prefecture AND w.id = visit.work_order_id)));
CREATE POLICY scope ON month_figure USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions' AND line = ANY ((SELECT app.lines())::text[])
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
CREATE POLICY scope ON day_figure USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions' AND line = ANY ((SELECT app.lines())::text[])
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));

-- Events and files are seen with what they belong to; what belongs to no order is the operator's, and its maker's.
CREATE POLICY scope ON event USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR CASE subject_type
    WHEN 'workOrder' THEN EXISTS (
      SELECT 1 FROM work_order w WHERE w.prefecture = event.prefecture AND w.id = event.subject_id)
    ELSE actor_id = (SELECT app.user_id()) OR ((SELECT app.reach()) = 'regions' AND (SELECT app.company()) IS NULL)
    END));
CREATE POLICY scope ON stored_file USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR created_by = (SELECT app.user_id()) OR (subject_type = 'workOrder' AND EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = stored_file.prefecture AND w.id = stored_file.subject_id))));
