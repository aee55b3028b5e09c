-- Who sees an order, asked with few questions: each `(SELECT …)` of a policy is a plan of its own that every statement prepares and
-- starts, once for each time the table is named, whether it is asked or not. One decides for those who are bound by nothing but
-- their prefectures; the rest is an expression on the row.
CREATE FUNCTION app.is_unbound() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT app.acting() OR (coalesce(app.reach() = 'regions', false) AND app.counties() IS NULL AND app.company() IS NULL) $$;
CREATE FUNCTION app.sees_order(county text, company_id text, station_id uuid, staff_id uuid, crew uuid[], in_pool boolean, manager_id uuid)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT (app.counties() IS NULL OR county = ANY (app.counties()))
    AND (app.company() IS NULL OR company_id = app.company())
    AND CASE app.reach()
      WHEN 'regions' THEN true
      WHEN 'station' THEN station_id = app.station()
      WHEN 'own' THEN staff_id = app.staff() OR app.staff() = ANY (crew) OR (in_pool AND station_id = app.station())
      WHEN 'customers' THEN manager_id = app.user_id()
      ELSE false END $$;
GRANT EXECUTE ON FUNCTION app.is_unbound(), app.sees_order(text, text, uuid, uuid, uuid[], boolean, uuid) TO daiwei_serving;

DROP POLICY scope ON work_order;
CREATE POLICY scope ON work_order USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.is_unbound())
    OR app.sees_order(county, company_id, station_id, staff_id, crew, in_pool, customer_manager_id)));
-- Its parts: whoever sees every order of these prefectures sees these, without asking for the order.
DROP POLICY scope ON task;
CREATE POLICY scope ON task USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.is_unbound())
    OR EXISTS (SELECT 1 FROM work_order w WHERE w.prefecture = task.prefecture AND w.id = task.work_order_id)));
DROP POLICY scope ON visit;
CREATE POLICY scope ON visit USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.is_unbound())
    OR EXISTS (SELECT 1 FROM work_order w WHERE w.prefecture = visit.prefecture AND w.id = visit.work_order_id)));
