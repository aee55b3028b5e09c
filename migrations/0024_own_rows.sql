-- Where a company is responsible changes; what it holds does not change with it. Rows that bear a company are bound by that and by
-- the places of the account (`app.prefectures`, `app.counties`). Rows that bear none are the operator's in these places, and a
-- contractor's where it answers today: one setting for each line, `prefectures;counties`, nothing after the semicolon for all of them.
-- A setting that is missing is no place at all. `wanted`: home, enterprise, or any.
CREATE FUNCTION app.answered(wanted text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN app.company() IS NULL THEN app.prefectures()
    ELSE string_to_array(split_part(coalesce(current_setting('app.answers_' || wanted, true), ''), ';', 1), ',') END $$;
-- NULL is every county of these prefectures.
CREATE FUNCTION app.answered_counties(wanted text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN app.company() IS NULL THEN app.counties()
    ELSE string_to_array(nullif(split_part(coalesce(current_setting('app.answers_' || wanted, true), ''), ';', 2), ''), ',') END $$;
-- What belongs to a row that was seen is read after `app.acting`, wherever the company answers.
CREATE FUNCTION app.ledger_prefectures(wanted text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN app.acting() THEN app.prefectures() ELSE app.answered(wanted) END $$;
GRANT EXECUTE ON FUNCTION app.answered(text), app.answered_counties(text), app.ledger_prefectures(text) TO daiwei_serving;

DROP POLICY scope ON home_user;
CREATE POLICY scope ON home_user USING (
  prefecture = ANY ((SELECT app.ledger_prefectures('home'))::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.answered_counties('home')) IS NULL OR county = ANY ((SELECT app.answered_counties('home'))::text[])))));
DROP POLICY scope ON enterprise_line;
CREATE POLICY scope ON enterprise_line USING (
  prefecture = ANY ((SELECT app.ledger_prefectures('enterprise'))::text[])
  AND ((SELECT app.acting()) OR (
    ((SELECT app.answered_counties('enterprise')) IS NULL OR county = ANY ((SELECT app.answered_counties('enterprise'))::text[]))
    AND CASE (SELECT app.reach())
      WHEN 'regions' THEN true
      WHEN 'customers' THEN manager_user_id = (SELECT app.user_id())
      ELSE false END)));
DROP POLICY scope ON network_node;
CREATE POLICY scope ON network_node USING (
  prefecture = ANY ((SELECT app.ledger_prefectures('any'))::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) IN ('regions', 'station')
    AND ((SELECT app.answered_counties('any')) IS NULL OR county = ANY ((SELECT app.answered_counties('any'))::text[])))));
DROP POLICY scope ON grid;
CREATE POLICY scope ON grid USING (
  prefecture = ANY ((SELECT app.ledger_prefectures('any'))::text[])
  AND ((SELECT app.acting()) OR (SELECT app.answered_counties('any')) IS NULL
    OR county = ANY ((SELECT app.answered_counties('any'))::text[])));

-- What an import says of customers goes with the places, not with the company that took it.
ALTER TABLE import_batch ALTER COLUMN prefectures SET DEFAULT app.answered('any');
ALTER TABLE import_batch ALTER COLUMN counties SET DEFAULT app.answered_counties('any');
DROP POLICY scope ON import_batch;
CREATE POLICY scope ON import_batch USING (
  (SELECT app.acting()) OR created_by = (SELECT app.user_id())
  OR ((SELECT app.reach()) = 'regions'
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND prefectures <@ (SELECT app.answered('any'))::text[]
    AND ((SELECT app.answered_counties('any')) IS NULL OR counties <@ (SELECT app.answered_counties('any'))::text[])));
DROP POLICY scope ON holding_row;
CREATE POLICY scope ON holding_row USING (
  prefecture = ANY ((SELECT app.ledger_prefectures('any'))::text[])
  AND ((SELECT app.acting()) OR EXISTS (SELECT 1 FROM import_batch WHERE import_batch.id = holding_row.batch_id)));

-- A company's own rows are bound by no line: a company that holds an order of a line sees it, whatever it answers for.
DROP POLICY scope ON work_order;
CREATE POLICY scope ON work_order USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company()))
    AND CASE (SELECT app.reach())
      WHEN 'regions' THEN true
      WHEN 'station' THEN station_id = (SELECT app.station())
      WHEN 'own' THEN staff_id = (SELECT app.staff()) OR (SELECT app.staff()) = ANY (crew)
        OR (in_pool AND station_id = (SELECT app.station()))
      WHEN 'customers' THEN customer_manager_id = (SELECT app.user_id())
      ELSE false END)));
DROP POLICY scope ON month_figure;
CREATE POLICY scope ON month_figure USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
DROP POLICY scope ON day_figure;
CREATE POLICY scope ON day_figure USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));
DROP POLICY scope ON open_figure;
CREATE POLICY scope ON open_figure USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR (
    (SELECT app.reach()) = 'regions'
    AND ((SELECT app.counties()) IS NULL OR county = ANY ((SELECT app.counties())::text[]))
    AND ((SELECT app.company()) IS NULL OR company_id = (SELECT app.company())))));

CREATE OR REPLACE FUNCTION app.find_home_users(terms jsonb, wanted_place text, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture = ANY (%L::text[])', app.ledger_prefectures('home'))];
  term jsonb;
BEGIN
  IF NOT app.acting() AND app.reach() IS DISTINCT FROM 'regions' THEN
    RETURN;
  END IF;
  IF NOT app.acting() AND app.answered_counties('home') IS NOT NULL THEN
    conditions := conditions || format('h.county = ANY (%L::text[])', app.answered_counties('home'));
  END IF;
  conditions := conditions || app.place_condition(wanted_place);
  FOR term IN SELECT value FROM jsonb_array_elements(terms) LOOP
    conditions := conditions || app.term_condition(term, ARRAY['h.name', 'h.community'], 'address_key',
      ARRAY['account', 'user_code', 'onu_serial'], 'phone');
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT h.prefecture, h.id FROM public.home_user h WHERE %s LIMIT %s',
    array_to_string(conditions, ' AND '), most);
END $$;

CREATE OR REPLACE FUNCTION app.find_enterprise_lines(terms jsonb, wanted_place text, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture = ANY (%L::text[])', app.ledger_prefectures('enterprise'))];
  term jsonb;
BEGIN
  IF NOT app.acting() THEN
    IF coalesce(app.reach(), '') NOT IN ('regions', 'customers') THEN
      RETURN;
    END IF;
    IF app.reach() = 'customers' THEN
      conditions := conditions || format('h.manager_user_id = %L', app.user_id());
    END IF;
    IF app.answered_counties('enterprise') IS NOT NULL THEN
      conditions := conditions || format('h.county = ANY (%L::text[])', app.answered_counties('enterprise'));
    END IF;
  END IF;
  conditions := conditions || app.place_condition(wanted_place);
  FOR term IN SELECT value FROM jsonb_array_elements(terms) LOOP
    conditions := conditions || app.term_condition(term, ARRAY['h.customer_name', 'h.z_address'], 'a_address_key',
      ARRAY['line_code'], 'contact_phone');
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT h.prefecture, h.id FROM public.enterprise_line h WHERE %s LIMIT %s',
    array_to_string(conditions, ' AND '), most);
END $$;

CREATE OR REPLACE FUNCTION app.find_network_nodes(terms jsonb, wanted_place text, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture = ANY (%L::text[])', app.ledger_prefectures('any'))];
  term jsonb;
BEGIN
  IF NOT app.acting() THEN
    IF coalesce(app.reach(), '') NOT IN ('regions', 'station') THEN
      RETURN;
    END IF;
    IF app.answered_counties('any') IS NOT NULL THEN
      conditions := conditions || format('h.county = ANY (%L::text[])', app.answered_counties('any'));
    END IF;
  END IF;
  conditions := conditions || app.place_condition(wanted_place);
  FOR term IN SELECT value FROM jsonb_array_elements(terms) LOOP
    IF term ->> 'kind' = 'text' THEN
      conditions := conditions || app.term_condition(term, ARRAY['h.name'], NULL, '{}', '');
    ELSE
      conditions := conditions || format('h.code LIKE %L', app.like_text(coalesce(term ->> 'upper', term ->> 'text')) || '%');
    END IF;
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT h.prefecture, h.id FROM public.network_node h WHERE %s LIMIT %s',
    array_to_string(conditions, ' AND '), most);
END $$;

-- Reports are taken where the company answers.
CREATE OR REPLACE FUNCTION app.report_ground(ids uuid[], accounts text[], phones text[], address_keys text[], since timestamptz, lock_keys text[])
RETURNS TABLE (customers jsonb, matters jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan ROWS 1 AS $$
#variable_conflict use_column
DECLARE
  reach text[] := app.answered('any');
  home_ids uuid[];
  home_places text[];
  line_ids uuid[];
  line_places text[];
BEGIN
  IF NOT app.acting() THEN
    RETURN;
  END IF;
  IF lock_keys IS NOT NULL THEN
    -- A file takes the first one for itself alone.
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('intake', 0));
    PERFORM pg_advisory_xact_lock(hashtextextended(k, 0)) FROM unnest(lock_keys) k;
  END IF;
  SELECT array_agg(f.id ORDER BY f.id), array_agg(f.prefecture ORDER BY f.id) INTO home_ids, home_places FROM (
    SELECT h.prefecture, h.id FROM home_user h WHERE h.id = ANY (ids) AND h.prefecture = ANY (reach)
    UNION SELECT c.* FROM unnest(accounts) k CROSS JOIN LATERAL (SELECT h.prefecture, h.id FROM home_user h WHERE h.account = k LIMIT 20) c
    UNION SELECT c.* FROM unnest(phones) k CROSS JOIN LATERAL (SELECT h.prefecture, h.id FROM home_user h WHERE h.phone = k LIMIT 20) c
    UNION SELECT c.* FROM unnest(address_keys) k CROSS JOIN LATERAL (SELECT h.prefecture, h.id FROM home_user h WHERE h.address_key = k LIMIT 20) c) f
  WHERE f.prefecture = ANY (reach);
  SELECT array_agg(f.id ORDER BY f.id), array_agg(f.prefecture ORDER BY f.id) INTO line_ids, line_places FROM (
    SELECT l.prefecture, l.id FROM enterprise_line l WHERE l.id = ANY (ids) AND l.prefecture = ANY (reach)
    UNION SELECT c.* FROM unnest(accounts) k CROSS JOIN LATERAL (SELECT l.prefecture, l.id FROM enterprise_line l WHERE l.line_code = k LIMIT 20) c
    UNION SELECT c.* FROM unnest(phones) k CROSS JOIN LATERAL (SELECT l.prefecture, l.id FROM enterprise_line l WHERE l.contact_phone = k LIMIT 20) c
    UNION SELECT c.* FROM unnest(address_keys) k CROSS JOIN LATERAL (SELECT l.prefecture, l.id FROM enterprise_line l WHERE l.a_address_key = k LIMIT 20) c) f
  WHERE f.prefecture = ANY (reach);
  IF lock_keys IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(k::text, 0)) FROM unnest(home_ids || line_ids) k;
  END IF;
  customers := '[]';
  IF home_ids IS NOT NULL THEN
    SELECT jsonb_agg(jsonb_build_object('id', h.id, 'line', 'home', 'prefecture', h.prefecture, 'county', h.county, 'account', h.account,
        'name', h.name, 'phone', h.phone, 'address', h.address, 'addressKey', h.address_key, 'areaClass', h.area_class, 'gridId', h.grid_id,
        'grade', h.customer_level, 'bandwidthMbps', h.bandwidth_mbps, 'boxCode', h.box_code, 'managerUserId', NULL,
        'lon', coalesce(h.lon, b.lon), 'lat', coalesce(h.lat, b.lat), 'isDemo', h.is_demo)) INTO customers
    FROM unnest(home_places, home_ids) AS c(prefecture, id) JOIN home_user h ON h.prefecture = c.prefecture AND h.id = c.id
    LEFT JOIN network_node b ON b.prefecture = h.prefecture AND b.code = h.box_code;
  END IF;
  IF line_ids IS NOT NULL THEN
    SELECT customers || jsonb_agg(jsonb_build_object('id', l.id, 'line', 'enterprise', 'prefecture', l.prefecture, 'county', l.county,
        'account', l.line_code, 'name', l.customer_name, 'phone', l.contact_phone, 'address', l.a_address, 'addressKey', l.a_address_key,
        'areaClass', l.area_class, 'gridId', l.grid_id, 'grade', l.grade, 'bandwidthMbps', l.bandwidth_mbps, 'boxCode', NULL,
        'managerUserId', l.manager_user_id, 'lon', l.lon, 'lat', l.lat, 'isDemo', l.is_demo)) INTO customers
    FROM unnest(line_places, line_ids) AS c(prefecture, id) JOIN enterprise_line l ON l.prefecture = c.prefecture AND l.id = c.id;
  END IF;
  matters := '[]';
  IF since IS NOT NULL THEN
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'prefecture', w.prefecture, 'county', w.county, 'number', w.number,
        'kind', w.kind, 'line', w.line, 'state', w.state, 'symptom', w.symptom, 'dueAt', w.due_at, 'companyId', w.company_id,
        'managerUserId', w.customer_manager_id, 'homeUserId', w.home_user_id, 'enterpriseLineId', w.enterprise_line_id,
        'createdAt', w.created_at, 'closedAt', CASE WHEN w.is_open THEN NULL ELSE coalesce(w.archived_at, w.updated_at) END,
        'finishedAt', CASE WHEN w.state IN ('cancelled', 'voided') THEN NULL ELSE coalesce(w.archived_at, w.returned_at) END,
        'account', w.account, 'phone', w.customer_phone, 'addressKey', w.address_key, 'reports', (
          SELECT jsonb_agg(jsonb_build_object('account', coalesce(r.account, ''), 'phone', coalesce(r.caller_phone, ''),
            'addressKey', coalesce(r.address_key, ''), 'at', r.received_at))
          FROM report r WHERE r.prefecture = w.prefecture AND r.work_order_id = w.id))), '[]') INTO matters
    FROM (
      SELECT o.* FROM unnest(home_places, home_ids) AS c(prefecture, id) CROSS JOIN LATERAL (SELECT w.prefecture, w.id FROM work_order w
        WHERE w.prefecture = c.prefecture AND w.home_user_id = c.id ORDER BY w.created_at DESC LIMIT 20) o
      UNION SELECT o.* FROM unnest(line_places, line_ids) AS c(prefecture, id) CROSS JOIN LATERAL (SELECT w.prefecture, w.id FROM work_order w
        WHERE w.prefecture = c.prefecture AND w.enterprise_line_id = c.id ORDER BY w.created_at DESC LIMIT 20) o
      UNION SELECT o.* FROM unnest(accounts) k CROSS JOIN LATERAL (SELECT r.prefecture, r.work_order_id FROM report r
        WHERE r.account = k AND r.received_at >= since AND r.work_order_id IS NOT NULL ORDER BY r.received_at DESC LIMIT 20) o
      UNION SELECT o.* FROM unnest(phones) k CROSS JOIN LATERAL (SELECT r.prefecture, r.work_order_id FROM report r
        WHERE r.caller_phone = k AND r.received_at >= since AND r.work_order_id IS NOT NULL ORDER BY r.received_at DESC LIMIT 20) o) hit
    JOIN work_order w ON w.prefecture = hit.prefecture AND w.id = hit.id
    WHERE w.prefecture = ANY (reach) AND w.kind = 'fault' AND (w.is_open OR coalesce(w.archived_at, w.updated_at) >= since);
  END IF;
  RETURN NEXT;
END $$;

-- The search for orders asks what the policy asks.
CREATE OR REPLACE FUNCTION app.find_orders(numbers text[], start text, keys text[], terms jsonb, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 20 AS $$
DECLARE
  seen text[] := ARRAY[format('w.prefecture = ANY (%L::text[])', app.prefectures())];
  scope text;
  parts text[] := '{}';
  own text;
  found text[];
  conditions text[] := '{}';
  term jsonb;
  fragment text;
  -- Of so many customers of a name the orders are looked for; a name that more have wants a second word.
  candidates constant integer := 3000;
BEGIN
  IF NOT app.acting() THEN
    IF app.counties() IS NOT NULL THEN
      seen := seen || format('w.county = ANY (%L::text[])', app.counties());
    END IF;
    IF app.company() IS NOT NULL THEN
      seen := seen || format('w.company_id = %L', app.company());
    END IF;
    own := CASE app.reach()
      WHEN 'regions' THEN NULL
      WHEN 'station' THEN format('w.station_id = %L', app.station())
      WHEN 'own' THEN format('(w.staff_id = %1$L OR %1$L = ANY (w.crew) OR (w.in_pool AND w.station_id = %2$L))', app.staff(), app.station())
      WHEN 'customers' THEN format('w.customer_manager_id = %L', app.user_id())
      ELSE 'false' END;
    IF own IS NOT NULL THEN
      seen := seen || own;
    END IF;
  END IF;
  scope := array_to_string(seen, ' AND ');
  IF cardinality(numbers) > 0 THEN
    parts := parts || format('(SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.number = ANY (%L::text[]) AND %s LIMIT %s)',
      numbers, scope, most);
  END IF;
  IF start IS NOT NULL THEN
    parts := parts || format('(SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.number LIKE %L AND %s ORDER BY w.number LIMIT %s)',
      app.like_text(start) || '%', scope, most);
  END IF;
  FOREACH fragment IN ARRAY keys LOOP
    parts := parts
      || format('(SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.account = %L AND %s ORDER BY w.created_at DESC LIMIT %s)', fragment, scope, most)
      || format('(SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.customer_phone = %L AND %s ORDER BY w.created_at DESC LIMIT %s)', fragment, scope, most);
  END LOOP;
  IF jsonb_array_length(terms) > 0 THEN
    IF own IS NULL OR app.reach() = 'customers' THEN
      parts := parts
        || format('(SELECT o.* FROM app.find_home_users(%L, NULL, %s) h CROSS JOIN LATERAL (SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.prefecture = h.prefecture AND w.home_user_id = h.id AND %s ORDER BY w.created_at DESC LIMIT 3) o)', terms, candidates, scope)
        || format('(SELECT o.* FROM app.find_enterprise_lines(%L, NULL, %s) h CROSS JOIN LATERAL (SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.prefecture = h.prefecture AND w.enterprise_line_id = h.id AND %s ORDER BY w.created_at DESC LIMIT 3) o)', terms, candidates, scope);
    END IF;
    FOR term IN SELECT value FROM jsonb_array_elements(terms) LOOP
      fragment := app.like_text(coalesce(term ->> 'name', term ->> 'text', term ->> 'upper'));
      found := CASE term ->> 'kind'
        WHEN 'text' THEN ARRAY[format('upper(w.customer_name) LIKE %L', '%' || fragment || '%'), format('upper(w.address) LIKE %L', '%' || fragment || '%')]
        WHEN 'digits' THEN ARRAY[format('w.customer_phone LIKE %L', fragment || '%'), format('w.customer_phone LIKE %L', '%' || fragment), format('w.account LIKE %L', fragment || '%')]
        ELSE ARRAY[format('upper(w.account) LIKE %L', fragment || '%')] END;
      conditions := conditions || ('(' || array_to_string(found, ' OR ') || ')');
    END LOOP;
    parts := parts || format('(SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.is_open AND %s AND %s AND %s LIMIT %s)',
      CASE WHEN own IS NULL THEN 'w.home_user_id IS NULL AND w.enterprise_line_id IS NULL' ELSE 'true' END,
      scope, array_to_string(conditions, ' AND '), most);
  END IF;
  IF cardinality(parts) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format('SELECT f.prefecture, f.id FROM (SELECT DISTINCT * FROM (%s) part) f ORDER BY f.is_open DESC, f.created_at DESC LIMIT %s',
    array_to_string(parts, ' UNION ALL '), most);
END $$;

DROP FUNCTION app.lines();
