-- Orders whose promise will be missed, as long as that is foreseen; what was said of it, so that it is said once.
CREATE TABLE lateness (
  prefecture text NOT NULL,
  work_order_id uuid NOT NULL,
  arrive_at timestamptz NOT NULL,
  late_minutes integer NOT NULL,
  warned_at timestamptz NOT NULL,
  told_at timestamptz,
  told_arrive_at timestamptz,
  PRIMARY KEY (prefecture, work_order_id),
  FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order (prefecture, id) ON DELETE CASCADE
);
ALTER TABLE lateness ENABLE ROW LEVEL SECURITY;
ALTER TABLE lateness FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON lateness USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR EXISTS (
    SELECT 1 FROM work_order w WHERE w.prefecture = lateness.prefecture AND w.id = lateness.work_order_id)));

-- Whose promises are near, and where somebody was last.
CREATE INDEX work_order_appointed ON work_order (appointment_from) INCLUDE (staff_id) WHERE is_open AND appointment_from IS NOT NULL;
CREATE INDEX visit_lead_ended ON visit (lead_staff_id, ended_at DESC) WHERE ended_at IS NOT NULL;
