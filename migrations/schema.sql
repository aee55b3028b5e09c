-- Generated from the migrations by scripts/make-schema.mjs; renew with: npm run check -- --write generated

CREATE EXTENSION pg_trgm;

CREATE OR REPLACE FUNCTION app.acting()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT coalesce(current_setting('app.acting', true), '') = '1' $function$;
-- called by: PUBLIC, daiwei_serving (app.acting())

CREATE OR REPLACE FUNCTION app.answered(wanted text)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN app.company() IS NULL THEN app.prefectures()
    ELSE string_to_array(split_part(coalesce(current_setting('app.answers_' || wanted, true), ''), ';', 1), ',') END $function$;
-- called by: PUBLIC, daiwei_serving (app.answered(text))

CREATE OR REPLACE FUNCTION app.answered_counties(wanted text)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN app.company() IS NULL THEN app.counties()
    ELSE string_to_array(nullif(split_part(coalesce(current_setting('app.answers_' || wanted, true), ''), ';', 2), ''), ',') END $function$;
-- called by: PUBLIC, daiwei_serving (app.answered_counties(text))

CREATE OR REPLACE FUNCTION app.company()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.company', true), '') $function$;
-- called by: PUBLIC, daiwei_serving (app.company())

CREATE OR REPLACE FUNCTION app.counties()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT string_to_array(nullif(current_setting('app.counties', true), ''), ',') $function$;
-- called by: PUBLIC, daiwei_serving (app.counties())

CREATE OR REPLACE FUNCTION app.find_enterprise_lines(terms jsonb, wanted_place text, most integer)
 RETURNS TABLE(prefecture text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
END $function$;
-- called by: daiwei_serving (app.find_enterprise_lines(jsonb,text,integer))

CREATE OR REPLACE FUNCTION app.find_home_users(terms jsonb, wanted_place text, most integer)
 RETURNS TABLE(prefecture text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'pg_catalog', 'public'
AS $function$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture || '''' = ANY (%L::text[])', app.ledger_prefectures('home'))];
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
END $function$;
-- called by: daiwei_serving (app.find_home_users(jsonb,text,integer))

CREATE OR REPLACE FUNCTION app.find_network_nodes(terms jsonb, wanted_place text, most integer)
 RETURNS TABLE(prefecture text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 50
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
END $function$;
-- called by: daiwei_serving (app.find_network_nodes(jsonb,text,integer))

CREATE OR REPLACE FUNCTION app.find_orders(numbers text[], start text, keys text[], terms jsonb, most integer)
 RETURNS TABLE(prefecture text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public'
AS $function$
DECLARE
  seen text[] := ARRAY[format('w.prefecture = ANY (%L::text[])', app.prefectures())];
  scope text;
  parts text[] := '{}';
  own text;
  found text[];
  conditions text[] := '{}';
  term jsonb;
  fragment text;
  -- Of so many customers of a name the orders are looked for. A name that more have is in many orders too, so that a few of the
  -- open ones are soon found by what stands in themselves.
  candidates constant integer := 500;
  home_places text[] := '{}';
  home_ids uuid[] := '{}';
  line_places text[] := '{}';
  line_ids uuid[] := '{}';
  is_common boolean := false;
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
      SELECT coalesce(array_agg(h.prefecture), '{}'), coalesce(array_agg(h.id), '{}') INTO home_places, home_ids
      FROM app.find_home_users(terms, NULL, candidates) h;
      SELECT coalesce(array_agg(h.prefecture), '{}'), coalesce(array_agg(h.id), '{}') INTO line_places, line_ids
      FROM app.find_enterprise_lines(terms, NULL, candidates) h;
      is_common := cardinality(home_ids) >= candidates OR cardinality(line_ids) >= candidates;
      IF cardinality(home_ids) > 0 THEN
        parts := parts || format('(SELECT o.* FROM unnest(%L::text[], %L::uuid[]) AS h(prefecture, id) CROSS JOIN LATERAL (SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.prefecture = h.prefecture AND w.home_user_id = h.id AND %s ORDER BY w.created_at DESC LIMIT 3) o)', home_places, home_ids, scope);
      END IF;
      IF cardinality(line_ids) > 0 THEN
        parts := parts || format('(SELECT o.* FROM unnest(%L::text[], %L::uuid[]) AS h(prefecture, id) CROSS JOIN LATERAL (SELECT w.prefecture, w.id, w.is_open, w.created_at FROM public.work_order w WHERE w.prefecture = h.prefecture AND w.enterprise_line_id = h.id AND %s ORDER BY w.created_at DESC LIMIT 3) o)', line_places, line_ids, scope);
      END IF;
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
      CASE WHEN own IS NULL AND NOT is_common THEN 'w.home_user_id IS NULL AND w.enterprise_line_id IS NULL' ELSE 'true' END,
      scope, array_to_string(conditions, ' AND '), most);
  END IF;
  IF cardinality(parts) = 0 THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format('SELECT f.prefecture, f.id FROM (SELECT DISTINCT * FROM (%s) part) f ORDER BY f.is_open DESC, f.created_at DESC LIMIT %s',
    array_to_string(parts, ' UNION ALL '), most);
END $function$;
-- called by: daiwei_serving (app.find_orders(text[],text,text[],jsonb,integer))

CREATE OR REPLACE FUNCTION app.is_unbound()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT app.acting() OR (coalesce(app.reach() = 'regions', false) AND app.counties() IS NULL AND app.company() IS NULL) $function$;
-- called by: PUBLIC, daiwei_serving (app.is_unbound())

CREATE OR REPLACE FUNCTION app.ledger_prefectures(wanted text)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN app.acting() THEN app.prefectures() ELSE app.answered(wanted) END $function$;
-- called by: PUBLIC, daiwei_serving (app.ledger_prefectures(text))

CREATE OR REPLACE FUNCTION app.like_text(fragment text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ SELECT replace(replace(replace(fragment, '\', '\\'), '%', '\%'), '_', '\_') $function$;
-- called by: PUBLIC, daiwei_serving (app.like_text(text))

CREATE OR REPLACE FUNCTION app.place_condition(place text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT CASE length(place)
    WHEN 6 THEN format('h.prefecture = %L AND h.county = %L', substr(place, 1, 4) || '00', place)
    WHEN 4 THEN format('h.prefecture = %L', place || '00')
    ELSE 'true' END $function$;
-- called by: PUBLIC, daiwei_serving (app.place_condition(text))

CREATE OR REPLACE FUNCTION app.prefectures()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT string_to_array(nullif(current_setting('app.prefectures', true), ''), ',') $function$;
-- called by: PUBLIC, daiwei_serving (app.prefectures())

CREATE OR REPLACE FUNCTION app.reach()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.reach', true), '') $function$;
-- called by: PUBLIC, daiwei_serving (app.reach())

CREATE OR REPLACE FUNCTION app.report_ground(ids uuid[], accounts text[], phones text[], address_keys text[], since timestamp with time zone, lock_keys text[])
 RETURNS TABLE(customers jsonb, matters jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER ROWS 1
 SET search_path TO 'pg_catalog', 'public'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
END $function$;
-- called by: daiwei_serving (app.report_ground(uuid[],text[],text[],text[],timestamp with time zone,text[]))

CREATE OR REPLACE FUNCTION app.sees_order(county text, company_id text, station_id uuid, staff_id uuid, crew uuid[], in_pool boolean, manager_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  SELECT (app.counties() IS NULL OR county = ANY (app.counties()))
    AND (app.company() IS NULL OR company_id = app.company())
    AND CASE app.reach()
      WHEN 'regions' THEN true
      WHEN 'station' THEN station_id = app.station()
      WHEN 'own' THEN staff_id = app.staff() OR app.staff() = ANY (crew) OR (in_pool AND station_id = app.station())
      WHEN 'customers' THEN manager_id = app.user_id()
      ELSE false END $function$;
-- called by: PUBLIC, daiwei_serving (app.sees_order(text,text,uuid,uuid,uuid[],boolean,uuid))

CREATE OR REPLACE FUNCTION app.settle_ledger(wanted text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
BEGIN
  IF wanted NOT IN ('home_user', 'enterprise_line', 'network_node', 'staff') THEN
    RAISE EXCEPTION 'no ledger table: %', wanted;
  END IF;
  EXECUTE format('ANALYZE public.%I', wanted);
  IF wanted <> 'staff' THEN
    PERFORM gin_clean_pending_list(format('public.%I', wanted || '_bigrams')::regclass);
  END IF;
END $function$;
-- called by: daiwei_serving (app.settle_ledger(text))

CREATE OR REPLACE FUNCTION app.settle_transactions()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  past CONSTANT bigint := 3;
  present CONSTANT bigint := pg_current_xact_id()::text::bigint;
BEGIN
  UPDATE event e SET xact = CASE WHEN EXISTS (
      SELECT 1 FROM consumer_cursor c
      WHERE e.xact >= pg_snapshot_xmin(c.seen)::text::bigint AND NOT pg_visible_in_snapshot(e.xact::text::xid8, c.seen)
        AND NOT (c.upto IS NOT NULL AND (e.xact, e.position) <= (c.xact, c.position)
          AND pg_visible_in_snapshot(e.xact::text::xid8, c.upto))
    ) THEN present ELSE past END
    WHERE e.xact >= (SELECT least(present, min(pg_snapshot_xmin(seen)::text::bigint)) FROM consumer_cursor);
  UPDATE audit_entry e SET xact = CASE WHEN EXISTS (
      SELECT 1 FROM audit_seal s WHERE s.prefecture = e.prefecture AND s.entry_id = e.id
    ) THEN past ELSE present END
    WHERE e.xact >= present
      OR NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.prefecture = e.prefecture AND s.entry_id = e.id);
  -- As seen from here this transaction is still open, so what it made new is seen next.
  UPDATE consumer_cursor SET seen = pg_current_snapshot(), upto = NULL, xact = 0, position = 0;
END $function$;
-- called by: its owner only (app.settle_transactions())

CREATE OR REPLACE FUNCTION app.staff()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.staff', true), '')::uuid $function$;
-- called by: PUBLIC, daiwei_serving (app.staff())

CREATE OR REPLACE FUNCTION app.station()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.station', true), '')::uuid $function$;
-- called by: PUBLIC, daiwei_serving (app.station())

CREATE OR REPLACE FUNCTION app.term_condition(term jsonb, names text[], address_key text, codes text[], phone text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
DECLARE
  kind text := term ->> 'kind';
  found text[] := '{}';
  part text;
  pairs text[];
BEGIN
  IF kind = 'text' THEN
    pairs := ARRAY(SELECT jsonb_array_elements_text(term -> 'namePairs'));
    IF cardinality(pairs) > 0 THEN
      FOREACH part IN ARRAY names LOOP
        found := found || format('upper(%s) LIKE %L', part, '%' || app.like_text(term ->> 'name') || '%');
      END LOOP;
      found := ARRAY[format('(h.bigrams @> %L::text[] AND (%s))', pairs, array_to_string(found, ' OR '))];
    END IF;
    IF address_key IS NOT NULL THEN
      pairs := ARRAY(SELECT jsonb_array_elements_text(term -> 'placePairs'));
      found := found || format('(%s%s%s)',
        CASE WHEN cardinality(pairs) > 0 THEN format('h.bigrams @> %L::text[] AND ', pairs) ELSE '' END,
        app.place_condition(term ->> 'region') || ' AND ',
        format('h.%I LIKE %L', address_key, '%|%' || app.like_text(term ->> 'place') || '%'));
    END IF;
  ELSIF kind = 'digits' THEN
    found := found || format('h.%I LIKE %L', phone, app.like_text(term ->> 'text') || '%');
    FOREACH part IN ARRAY codes LOOP
      found := found || format('h.%I LIKE %L', part, app.like_text(term ->> 'text') || '%');
    END LOOP;
    IF term ->> 'tail' <> '' AND length(term ->> 'text') <= 6 THEN
      found := found || format('(h.bigrams @> %L::text[] AND h.%I LIKE %L)', ARRAY[term ->> 'tail'], phone,
        '%' || app.like_text(term ->> 'text'));
    END IF;
  ELSE
    FOREACH part IN ARRAY codes LOOP
      found := found || format('h.%I LIKE %L', part, app.like_text(term ->> 'upper') || '%')
        || format('h.%I LIKE %L', part, app.like_text(term ->> 'lower') || '%');
    END LOOP;
    IF kind = 'letters' THEN
      found := found || format('h.name_pinyin LIKE %L', app.like_text(term ->> 'lower') || '%');
    END IF;
  END IF;
  RETURN '(' || array_to_string(found, ' OR ') || ')';
END $function$;
-- called by: PUBLIC, daiwei_serving (app.term_condition(jsonb,text[],text,text[],text))

CREATE OR REPLACE FUNCTION app.user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $function$;
-- called by: PUBLIC, daiwei_serving (app.user_id())

CREATE TABLE acknowledgement (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  staff_id uuid,
  company_id text NOT NULL,
  code text NOT NULL,
  version integer NOT NULL,
  at timestamp with time zone NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  CONSTRAINT acknowledgement_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT acknowledgement_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT acknowledgement_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code)
);
CREATE INDEX acknowledgement_user ON public.acknowledgement USING btree (user_id, code, at DESC);
ALTER TABLE acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE acknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON acknowledgement
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id)) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON acknowledgement TO daiwei_serving;

CREATE TABLE api_token (
  token_hash bytea NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  scopes text[],
  note text DEFAULT ''::text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_token_pkey PRIMARY KEY (token_hash),
  CONSTRAINT api_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE,
  CONSTRAINT api_token_id_key UNIQUE (id)
);
CREATE INDEX api_token_user ON public.api_token USING btree (user_id, created_at DESC);
ALTER TABLE api_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_token FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON api_token
  USING ((( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON api_token TO daiwei_serving;

CREATE TABLE app_user (
  id uuid NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  phone text,
  language text DEFAULT 'zh-CN'::text NOT NULL,
  company_id text NOT NULL,
  prefectures text[],
  counties text[],
  station_id uuid,
  staff_id uuid,
  roles text[] NOT NULL,
  password_hash text,
  must_change_password boolean DEFAULT false NOT NULL,
  password_changed_at timestamp with time zone,
  totp_secret text,
  external_subject text,
  failed_sign_ins integer DEFAULT 0 NOT NULL,
  locked_until timestamp with time zone,
  is_active boolean DEFAULT true NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  created_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  totp_step bigint,
  CONSTRAINT app_user_pkey PRIMARY KEY (id),
  CONSTRAINT app_user_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  CONSTRAINT app_user_login_check CHECK (((login = lower(login)) AND (login ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text))),
  CONSTRAINT app_user_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT app_user_external_subject_key UNIQUE (external_subject),
  CONSTRAINT app_user_login_key UNIQUE (login)
);
CREATE INDEX app_user_company ON public.app_user USING btree (company_id, login);
CREATE INDEX app_user_staff ON public.app_user USING btree (staff_id);
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE app_user FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON app_user
  USING ((( SELECT app.acting() AS acting) OR (id = ( SELECT app.user_id() AS user_id)) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON app_user TO daiwei_serving;

CREATE TABLE audit_entry (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  xact bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  action text NOT NULL,
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  before jsonb,
  after jsonb,
  reason text,
  source text NOT NULL,
  mac bytea,
  face text GENERATED ALWAYS AS (split_part(source, ' '::text, 1)) STORED,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (prefecture, id)
);
CREATE INDEX audit_entry_action ON public.audit_entry USING btree (action, at DESC, id DESC);
CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (actor_id, at DESC);
CREATE INDEX audit_entry_actor_name ON public.audit_entry USING btree (actor_name, at DESC, id DESC);
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (prefecture, at DESC, id DESC);
CREATE INDEX audit_entry_at_province ON public.audit_entry USING btree (at DESC, id DESC);
CREATE INDEX audit_entry_face ON public.audit_entry USING btree (face, at DESC, id DESC);
CREATE INDEX audit_entry_source ON public.audit_entry USING btree (source, at DESC, id DESC);
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (subject_id, at DESC);
CREATE INDEX audit_entry_subject_type ON public.audit_entry USING btree (subject_type, at DESC, id DESC);
CREATE INDEX audit_entry_xact ON public.audit_entry USING btree (xact, id);
ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON audit_entry
  USING ((prefecture = ANY (( SELECT
        CASE
            WHEN (app.acting() OR (app.reach() = 'regions'::text)) THEN app.prefectures()
            ELSE '{}'::text[]
        END AS "case")::text[])));
GRANT INSERT, SELECT ON audit_entry TO daiwei_serving;

CREATE TABLE audit_seal (
  prefecture text NOT NULL,
  day date NOT NULL,
  number integer NOT NULL,
  entry_id uuid NOT NULL,
  hash bytea NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  CONSTRAINT audit_seal_pkey PRIMARY KEY (prefecture, day, number),
  CONSTRAINT audit_seal_prefecture_entry_id_key UNIQUE (prefecture, entry_id)
);
ALTER TABLE audit_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON audit_seal
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (( SELECT app.reach() AS reach) = 'regions'::text))));
GRANT INSERT, SELECT ON audit_seal TO daiwei_serving;

CREATE TABLE blackout_day (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  region text NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  reason text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by_name text NOT NULL,
  CONSTRAINT blackout_day_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT blackout_day_check CHECK ((to_on >= from_on)),
  CONSTRAINT blackout_day_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT blackout_day_region_fkey FOREIGN KEY (region) REFERENCES region(code)
);
CREATE INDEX blackout_day_region ON public.blackout_day USING btree (region, to_on);
ALTER TABLE blackout_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE blackout_day FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON blackout_day
  USING ((( SELECT app.acting() AS acting) OR (prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[]))));
GRANT DELETE, INSERT, SELECT, UPDATE ON blackout_day TO daiwei_serving;

CREATE TABLE call_log (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  user_id uuid NOT NULL,
  by_name text NOT NULL,
  mode text NOT NULL,
  problem text,
  provider text,
  binding_id text,
  relay_number text,
  expires_at timestamp with time zone,
  recording_reference text,
  recording_url text,
  is_announced boolean,
  retention text,
  CONSTRAINT call_log_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT call_log_check CHECK (((mode = 'relay'::text) = (relay_number IS NOT NULL))),
  CONSTRAINT call_log_check1 CHECK (((recording_reference IS NULL) OR (is_announced AND (retention IS NOT NULL)))),
  CONSTRAINT call_log_mode_check CHECK ((mode = ANY (ARRAY['manual'::text, 'relay'::text]))),
  CONSTRAINT call_log_retention_check CHECK ((retention = ANY (ARRAY['short'::text, 'standard'::text, 'dispute'::text]))),
  CONSTRAINT call_log_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE
);
CREATE INDEX call_log_order ON public.call_log USING btree (prefecture, work_order_id, at DESC);
ALTER TABLE call_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE call_log FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON call_log
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = call_log.prefecture) AND (w.id = call_log.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON call_log TO daiwei_serving;

CREATE TABLE certificate (
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL,
  number text,
  issuer text,
  valid_from date,
  valid_to date,
  revoked_on date,
  version integer DEFAULT 1 NOT NULL,
  issuer_name text,
  scan_prefecture text,
  scan_id uuid,
  CONSTRAINT certificate_pkey PRIMARY KEY (id),
  CONSTRAINT certificate_check CHECK (((scan_prefecture IS NULL) = (scan_id IS NULL))),
  CONSTRAINT certificate_issuer_check CHECK ((issuer = ANY (ARRAY['operator'::text, 'authority'::text, 'contractor'::text]))),
  CONSTRAINT certificate_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  CONSTRAINT certificate_staff_id_kind_key UNIQUE (staff_id, kind)
);
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON certificate
  USING ((( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM staff
  WHERE (staff.id = certificate.staff_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON certificate TO daiwei_serving;

CREATE TABLE command_receipt (
  sender_id uuid NOT NULL,
  command_id text NOT NULL,
  at timestamp with time zone NOT NULL,
  fingerprint text NOT NULL,
  reply jsonb NOT NULL,
  CONSTRAINT command_receipt_pkey PRIMARY KEY (sender_id, command_id)
);
CREATE INDEX command_receipt_at ON public.command_receipt USING btree (at);
ALTER TABLE command_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE command_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON command_receipt
  USING ((( SELECT app.acting() AS acting) OR (sender_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON command_receipt TO daiwei_serving;

CREATE TABLE company (
  id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL,
  aliases text[] DEFAULT '{}'::text[] NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  is_active boolean DEFAULT true NOT NULL,
  CONSTRAINT company_pkey PRIMARY KEY (id),
  CONSTRAINT company_id_check CHECK ((id ~ '^[a-z][a-z0-9-]{1,30}$'::text)),
  CONSTRAINT company_kind_check CHECK ((kind = ANY (ARRAY['operator'::text, 'contractor'::text]))),
  CONSTRAINT company_name_key UNIQUE (name),
  CONSTRAINT company_short_name_key UNIQUE (short_name)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON company TO daiwei_serving;

CREATE TABLE complaint (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  county text NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  channel text NOT NULL,
  said_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  staff_ids uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  station_id uuid,
  company_id text,
  owner_id uuid,
  owner_name text,
  answer jsonb,
  answered_at timestamp with time zone,
  late_rung_at timestamp with time zone,
  CONSTRAINT complaint_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT complaint_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT complaint_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT complaint_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE
);
CREATE INDEX complaint_answered ON public.complaint USING btree (answered_at DESC, id DESC) WHERE (answered_at IS NOT NULL);
CREATE INDEX complaint_open ON public.complaint USING btree (due_at, id) WHERE (answered_at IS NULL);
CREATE INDEX complaint_order ON public.complaint USING btree (prefecture, work_order_id);
ALTER TABLE complaint ENABLE ROW LEVEL SECURITY;
ALTER TABLE complaint FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON complaint
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON complaint TO daiwei_serving;

CREATE TABLE confirmation_document (
  prefecture text NOT NULL,
  work_order_id uuid NOT NULL,
  number text NOT NULL,
  wanted_at timestamp with time zone NOT NULL,
  attempts smallint DEFAULT 0 NOT NULL,
  failure text,
  file_id uuid,
  sha256 bytea,
  bytes bigint,
  made_at timestamp with time zone,
  CONSTRAINT confirmation_document_pkey PRIMARY KEY (prefecture, work_order_id, number),
  CONSTRAINT confirmation_document_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE
);
CREATE INDEX confirmation_document_wanted ON public.confirmation_document USING btree (wanted_at) WHERE (made_at IS NULL);
ALTER TABLE confirmation_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE confirmation_document FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON confirmation_document
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.is_unbound() AS is_unbound) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = confirmation_document.prefecture) AND (w.id = confirmation_document.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON confirmation_document TO daiwei_serving;

CREATE TABLE consumer_cursor (
  consumer text NOT NULL,
  xact bigint NOT NULL,
  "position" bigint NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  seen pg_snapshot NOT NULL,
  upto pg_snapshot,
  CONSTRAINT consumer_cursor_pkey PRIMARY KEY (consumer)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON consumer_cursor TO daiwei_serving;

CREATE TABLE customer_link (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  sent_at timestamp with time zone,
  first_opened_at timestamp with time zone,
  last_opened_at timestamp with time zone,
  opens integer DEFAULT 0 NOT NULL,
  stop_why text,
  resume_asked_at timestamp with time zone,
  broken_said_at timestamp with time zone,
  rating jsonb,
  door_visit_id uuid,
  door_failures smallint DEFAULT 0 NOT NULL,
  door_checked_at timestamp with time zone,
  flags text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT customer_link_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT customer_link_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE,
  CONSTRAINT customer_link_prefecture_work_order_id_key UNIQUE (prefecture, work_order_id)
);
CREATE INDEX customer_link_token ON public.customer_link USING btree (token_hash);
ALTER TABLE customer_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE customer_link FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON customer_link
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = customer_link.prefecture) AND (w.id = customer_link.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON customer_link TO daiwei_serving;

CREATE TABLE day_figure (
  day date NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  company_id text NOT NULL,
  line text NOT NULL,
  kind text NOT NULL,
  archived integer DEFAULT 0 NOT NULL,
  on_time integer DEFAULT 0 NOT NULL,
  CONSTRAINT day_figure_pkey PRIMARY KEY (prefecture, day, county, company_id, line, kind)
);
CREATE INDEX day_figure_day ON public.day_figure USING btree (day, prefecture);
ALTER TABLE day_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE day_figure FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON day_figure
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON day_figure TO daiwei_serving;

CREATE TABLE dead_letter (
  id uuid NOT NULL,
  consumer text NOT NULL,
  prefecture text NOT NULL,
  event_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  attempts integer NOT NULL,
  error text NOT NULL,
  resolved_at timestamp with time zone,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  retry_at timestamp with time zone,
  resolution text,
  CONSTRAINT dead_letter_pkey PRIMARY KEY (id),
  CONSTRAINT dead_letter_resolution_check CHECK ((resolution = ANY (ARRAY['handled'::text, 'discarded'::text]))),
  CONSTRAINT dead_letter_consumer_event_id_key UNIQUE (consumer, event_id)
);
CREATE INDEX dead_letter_open ON public.dead_letter USING btree (consumer, at) WHERE (resolved_at IS NULL);
CREATE INDEX dead_letter_retry ON public.dead_letter USING btree (consumer, retry_at) WHERE (resolved_at IS NULL);
ALTER TABLE dead_letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_letter FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON dead_letter
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (( SELECT app.company() AS company) IS NULL))));
GRANT DELETE, INSERT, SELECT, UPDATE ON dead_letter TO daiwei_serving;

CREATE TABLE enterprise_line (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  line_code text NOT NULL,
  customer_name text NOT NULL,
  grade text NOT NULL,
  service_kind text NOT NULL,
  bandwidth_mbps integer,
  a_address text NOT NULL,
  a_address_key text NOT NULL,
  z_address text,
  county text NOT NULL,
  manager_name text,
  manager_user_id uuid,
  contact_phone text,
  opened_on date,
  status text NOT NULL,
  area_class text NOT NULL,
  grid_id uuid,
  lon double precision,
  lat double precision,
  name_pinyin text DEFAULT ''::text NOT NULL,
  bigrams text[] DEFAULT '{}'::text[] NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  import_batch_id uuid,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT enterprise_line_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT enterprise_line_area_class_check CHECK ((area_class = ANY (ARRAY['urban'::text, 'rural'::text]))),
  CONSTRAINT enterprise_line_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT enterprise_line_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT enterprise_line_prefecture_line_code_key UNIQUE (prefecture, line_code)
);
CREATE INDEX enterprise_line_address ON public.enterprise_line USING btree (a_address_key text_pattern_ops);
CREATE INDEX enterprise_line_bigrams ON public.enterprise_line USING gin (bigrams);
CREATE INDEX enterprise_line_code ON public.enterprise_line USING btree (line_code text_pattern_ops);
CREATE INDEX enterprise_line_county ON public.enterprise_line USING btree (prefecture, county, line_code);
CREATE INDEX enterprise_line_manager ON public.enterprise_line USING btree (manager_user_id);
CREATE INDEX enterprise_line_manager_name ON public.enterprise_line USING btree (manager_name);
CREATE INDEX enterprise_line_phone ON public.enterprise_line USING btree (contact_phone text_pattern_ops);
CREATE INDEX enterprise_line_pinyin ON public.enterprise_line USING btree (name_pinyin text_pattern_ops);
ALTER TABLE enterprise_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE enterprise_line FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON enterprise_line
  USING (((prefecture = ANY (( SELECT app.ledger_prefectures('enterprise'::text) AS ledger_prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (((( SELECT app.answered_counties('enterprise'::text) AS answered_counties) IS NULL) OR (county = ANY (( SELECT app.answered_counties('enterprise'::text) AS answered_counties)::text[]))) AND
CASE ( SELECT app.reach() AS reach)
    WHEN 'regions'::text THEN true
    WHEN 'customers'::text THEN (manager_user_id = ( SELECT app.user_id() AS user_id))
    ELSE false
END))));
GRANT DELETE, INSERT, SELECT, UPDATE ON enterprise_line TO daiwei_serving;

CREATE TABLE event (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  "position" bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  xact bigint DEFAULT ((pg_current_xact_id())::text)::bigint NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  device_at timestamp with time zone,
  actor_id uuid,
  actor_name text NOT NULL,
  actor_role text NOT NULL,
  source text NOT NULL,
  data jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (prefecture, id)
);
CREATE INDEX event_subject ON public.event USING btree (prefecture, subject_id, id);
CREATE INDEX event_xact ON public.event USING btree (xact, "position");
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
ALTER TABLE event FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON event
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR
CASE subject_type
    WHEN 'workOrder'::text THEN (EXISTS ( SELECT 1
       FROM work_order w
      WHERE ((w.prefecture = event.prefecture) AND (w.id = event.subject_id))))
    ELSE ((actor_id = ( SELECT app.user_id() AS user_id)) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND (( SELECT app.company() AS company) IS NULL)))
END)));
GRANT DELETE, INSERT, SELECT ON event TO daiwei_serving;

CREATE TABLE external_number (
  source text NOT NULL,
  number text NOT NULL,
  prefecture text NOT NULL,
  work_order_id uuid NOT NULL,
  CONSTRAINT external_number_pkey PRIMARY KEY (source, number)
);
ALTER TABLE external_number ENABLE ROW LEVEL SECURITY;
ALTER TABLE external_number FORCE ROW LEVEL SECURITY;
CREATE POLICY acting ON external_number
  USING (( SELECT app.acting() AS acting));
GRANT DELETE, INSERT, SELECT, UPDATE ON external_number TO daiwei_serving;

CREATE TABLE grid (
  id uuid NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  name text NOT NULL,
  area_class text NOT NULL,
  station_id uuid,
  communities text[] DEFAULT '{}'::text[] NOT NULL,
  is_active boolean DEFAULT true NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT grid_pkey PRIMARY KEY (id),
  CONSTRAINT grid_area_class_check CHECK ((area_class = ANY (ARRAY['urban'::text, 'rural'::text]))),
  CONSTRAINT grid_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT grid_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT grid_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id),
  CONSTRAINT grid_county_name_key UNIQUE (county, name)
);
ALTER TABLE grid ENABLE ROW LEVEL SECURITY;
ALTER TABLE grid FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON grid
  USING (((prefecture = ANY (( SELECT app.ledger_prefectures('any'::text) AS ledger_prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (( SELECT app.answered_counties('any'::text) AS answered_counties) IS NULL) OR (county = ANY (( SELECT app.answered_counties('any'::text) AS answered_counties)::text[])))));
GRANT DELETE, INSERT, SELECT, UPDATE ON grid TO daiwei_serving;

CREATE TABLE grid_owner (
  id uuid NOT NULL,
  grid_id uuid NOT NULL,
  line text NOT NULL,
  staff_id uuid NOT NULL,
  effective_from date NOT NULL,
  effective_to date,
  CONSTRAINT grid_owner_pkey PRIMARY KEY (id),
  CONSTRAINT grid_owner_check CHECK ((effective_to >= effective_from)),
  CONSTRAINT grid_owner_line_check CHECK ((line = ANY (ARRAY['home'::text, 'enterprise'::text]))),
  CONSTRAINT grid_owner_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES grid(id) ON DELETE CASCADE,
  CONSTRAINT grid_owner_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);
CREATE INDEX grid_owner_grid ON public.grid_owner USING btree (grid_id, line, effective_from DESC);
CREATE INDEX grid_owner_staff ON public.grid_owner USING btree (staff_id);
ALTER TABLE grid_owner ENABLE ROW LEVEL SECURITY;
ALTER TABLE grid_owner FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON grid_owner
  USING ((( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM grid
  WHERE (grid.id = grid_owner.grid_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON grid_owner TO daiwei_serving;

CREATE TABLE handover (
  id uuid NOT NULL,
  prefectures text[] NOT NULL,
  counties text[] NOT NULL,
  lines text[] NOT NULL,
  from_company_id text NOT NULL,
  to_company_id text NOT NULL,
  from_on date NOT NULL,
  reason text NOT NULL,
  ordered_by_name text NOT NULL,
  ordered_at timestamp with time zone NOT NULL,
  done_number text DEFAULT ''::text NOT NULL,
  moved integer DEFAULT 0 NOT NULL,
  stayed integer DEFAULT 0 NOT NULL,
  done_at timestamp with time zone,
  CONSTRAINT handover_pkey PRIMARY KEY (id),
  CONSTRAINT handover_from_company_id_fkey FOREIGN KEY (from_company_id) REFERENCES company(id),
  CONSTRAINT handover_to_company_id_fkey FOREIGN KEY (to_company_id) REFERENCES company(id)
);
CREATE INDEX handover_due ON public.handover USING btree (from_on) WHERE (done_at IS NULL);
GRANT DELETE, INSERT, SELECT, UPDATE ON handover TO daiwei_serving;

CREATE TABLE hazard_declaration (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  county text,
  company_id text,
  hazard text NOT NULL,
  from_at timestamp with time zone NOT NULL,
  to_at timestamp with time zone NOT NULL,
  note text NOT NULL,
  declared_at timestamp with time zone NOT NULL,
  declared_by_name text NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_by_name text,
  is_demo boolean DEFAULT false NOT NULL,
  CONSTRAINT hazard_declaration_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT hazard_declaration_check CHECK ((to_at > from_at)),
  CONSTRAINT hazard_declaration_hazard_check CHECK ((hazard = ANY (ARRAY['storm'::text, 'ice'::text]))),
  CONSTRAINT hazard_declaration_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT hazard_declaration_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT hazard_declaration_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code)
);
CREATE INDEX hazard_declaration_place ON public.hazard_declaration USING btree (prefecture, to_at) WHERE (withdrawn_at IS NULL);
ALTER TABLE hazard_declaration ENABLE ROW LEVEL SECURITY;
ALTER TABLE hazard_declaration FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON hazard_declaration
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (( SELECT app.company() AS company) IS NULL) OR (company_id IS NULL) OR (company_id = ( SELECT app.company() AS company)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON hazard_declaration TO daiwei_serving;

CREATE TABLE holding_row (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  batch_id uuid NOT NULL,
  kind text NOT NULL,
  sheet text NOT NULL,
  row_number integer NOT NULL,
  fingerprint text NOT NULL,
  content jsonb NOT NULL,
  errors jsonb NOT NULL,
  status text NOT NULL,
  resolution text,
  resolved_by_name text,
  resolved_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT holding_row_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT holding_row_status_check CHECK ((status = ANY (ARRAY['open'::text, 'completed'::text, 'discarded'::text]))),
  CONSTRAINT holding_row_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES import_batch(id) ON DELETE CASCADE,
  CONSTRAINT holding_row_prefecture_kind_fingerprint_key UNIQUE (prefecture, kind, fingerprint)
);
CREATE INDEX holding_row_batch ON public.holding_row USING btree (batch_id);
CREATE INDEX holding_row_open ON public.holding_row USING btree (kind, created_at, id) WHERE (status = 'open'::text);
ALTER TABLE holding_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE holding_row FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON holding_row
  USING (((prefecture = ANY (( SELECT app.ledger_prefectures('any'::text) AS ledger_prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM import_batch
  WHERE (import_batch.id = holding_row.batch_id))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON holding_row TO daiwei_serving;

CREATE TABLE home_user (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  user_code text NOT NULL,
  account text NOT NULL,
  name text NOT NULL,
  phone text,
  county text NOT NULL,
  community text,
  address text NOT NULL,
  address_key text NOT NULL,
  bandwidth_mbps integer,
  access_method text,
  box_code text,
  onu_serial text,
  joined_on date,
  status text NOT NULL,
  customer_level text,
  area_class text NOT NULL,
  grid_id uuid,
  lon double precision,
  lat double precision,
  name_pinyin text DEFAULT ''::text NOT NULL,
  bigrams text[] DEFAULT '{}'::text[] NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  import_batch_id uuid,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT home_user_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT home_user_area_class_check CHECK ((area_class = ANY (ARRAY['urban'::text, 'rural'::text]))),
  CONSTRAINT home_user_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT home_user_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT home_user_prefecture_account_key UNIQUE (prefecture, account)
);
CREATE INDEX home_user_account ON public.home_user USING btree (account text_pattern_ops);
CREATE INDEX home_user_address ON public.home_user USING btree (address_key text_pattern_ops);
CREATE INDEX home_user_bigrams ON public.home_user USING gin (bigrams);
CREATE INDEX home_user_box ON public.home_user USING btree (prefecture, box_code, account);
CREATE INDEX home_user_code ON public.home_user USING btree (user_code text_pattern_ops);
CREATE INDEX home_user_county ON public.home_user USING btree (prefecture, county, account);
CREATE INDEX home_user_onu ON public.home_user USING btree (onu_serial text_pattern_ops);
CREATE INDEX home_user_phone ON public.home_user USING btree (phone text_pattern_ops, prefecture);
CREATE INDEX home_user_pinyin ON public.home_user USING btree (name_pinyin text_pattern_ops);
ALTER TABLE home_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE home_user FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON home_user
  USING (((prefecture = ANY (( SELECT app.ledger_prefectures('home'::text) AS ledger_prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.answered_counties('home'::text) AS answered_counties) IS NULL) OR (county = ANY (( SELECT app.answered_counties('home'::text) AS answered_counties)::text[])))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON home_user TO daiwei_serving;

CREATE TABLE import_batch (
  id uuid NOT NULL,
  kind text NOT NULL,
  file_id uuid,
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  status text NOT NULL,
  columns jsonb,
  counts jsonb,
  errors jsonb,
  created_by uuid,
  created_by_name text NOT NULL,
  company_id text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  undone_at timestamp with time zone,
  prefectures text[] DEFAULT app.answered('any'::text) NOT NULL,
  counties text[] DEFAULT app.answered_counties('any'::text),
  is_by_hand boolean DEFAULT false NOT NULL,
  reason text,
  CONSTRAINT import_batch_pkey PRIMARY KEY (id),
  CONSTRAINT import_batch_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'running'::text, 'applied'::text, 'refused'::text, 'failed'::text, 'undone'::text]))),
  CONSTRAINT import_batch_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id)
);
CREATE INDEX import_batch_created ON public.import_batch USING btree (created_at DESC);
ALTER TABLE import_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON import_batch
  USING ((( SELECT app.acting() AS acting) OR (created_by = ( SELECT app.user_id() AS user_id)) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND (prefectures <@ ( SELECT app.answered('any'::text) AS answered)) AND ((( SELECT app.answered_counties('any'::text) AS answered_counties) IS NULL) OR (counties <@ ( SELECT app.answered_counties('any'::text) AS answered_counties))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON import_batch TO daiwei_serving;

CREATE TABLE import_change (
  batch_id uuid NOT NULL,
  entity text NOT NULL,
  prefecture text NOT NULL,
  entity_id uuid NOT NULL,
  before jsonb,
  after_version integer NOT NULL,
  CONSTRAINT import_change_pkey PRIMARY KEY (batch_id, entity, entity_id),
  CONSTRAINT import_change_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES import_batch(id) ON DELETE CASCADE
);
CREATE INDEX import_change_row ON public.import_change USING btree (entity, entity_id, after_version);
ALTER TABLE import_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_change FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON import_change
  USING ((( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM import_batch
  WHERE (import_batch.id = import_change.batch_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON import_change TO daiwei_serving;

CREATE TABLE import_duplicate (
  batch_id uuid NOT NULL,
  id uuid NOT NULL,
  prefecture text NOT NULL,
  key text NOT NULL,
  sheet integer NOT NULL,
  row_number integer NOT NULL,
  first_row integer NOT NULL,
  CONSTRAINT import_duplicate_pkey PRIMARY KEY (batch_id, id),
  CONSTRAINT import_duplicate_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES import_batch(id) ON DELETE CASCADE
);
ALTER TABLE import_duplicate ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_duplicate FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON import_duplicate
  USING ((( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM import_batch
  WHERE (import_batch.id = import_duplicate.batch_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON import_duplicate TO daiwei_serving;

CREATE TABLE instance_fact (
  key text NOT NULL,
  value jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT instance_fact_pkey PRIMARY KEY (key)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON instance_fact TO daiwei_serving;

CREATE TABLE job (
  id uuid NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  status text NOT NULL,
  done bigint DEFAULT 0 NOT NULL,
  total bigint,
  input jsonb DEFAULT '{}'::jsonb NOT NULL,
  result jsonb,
  error text,
  created_by uuid,
  created_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  finished_at timestamp with time zone,
  attempts integer DEFAULT 0 NOT NULL,
  holder uuid,
  cancel_requested_at timestamp with time zone,
  actor jsonb NOT NULL,
  CONSTRAINT job_pkey PRIMARY KEY (id),
  CONSTRAINT job_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX job_created ON public.job USING btree (created_at DESC);
CREATE INDEX job_creator ON public.job USING btree (created_by, created_at DESC);
CREATE INDEX job_open ON public.job USING btree (created_at) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON job
  USING ((( SELECT app.acting() AS acting) OR (created_by = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON job TO daiwei_serving;

CREATE TABLE lateness (
  prefecture text NOT NULL,
  work_order_id uuid NOT NULL,
  arrive_at timestamp with time zone NOT NULL,
  late_minutes integer NOT NULL,
  warned_at timestamp with time zone NOT NULL,
  told_at timestamp with time zone,
  told_arrive_at timestamp with time zone,
  CONSTRAINT lateness_pkey PRIMARY KEY (prefecture, work_order_id),
  CONSTRAINT lateness_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE
);
ALTER TABLE lateness ENABLE ROW LEVEL SECURITY;
ALTER TABLE lateness FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON lateness
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = lateness.prefecture) AND (w.id = lateness.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON lateness TO daiwei_serving;

CREATE TABLE migration (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT migration_pkey PRIMARY KEY (name)
);
GRANT SELECT ON migration TO daiwei_serving;

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
  CONSTRAINT month_figure_pkey PRIMARY KEY (prefecture, month, county, company_id, line, kind, clock, party)
);
CREATE INDEX month_figure_clock ON public.month_figure USING btree (month, clock, party, prefecture);
ALTER TABLE month_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE month_figure FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON month_figure
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON month_figure TO daiwei_serving;

CREATE TABLE near_miss (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  county text NOT NULL,
  company_id text,
  reporter_id uuid,
  reporter_name text,
  hazard text,
  text text NOT NULL,
  place text,
  at timestamp with time zone NOT NULL,
  state text NOT NULL,
  handled_at timestamp with time zone,
  handled_by_name text,
  measure text,
  is_demo boolean DEFAULT false NOT NULL,
  CONSTRAINT near_miss_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT near_miss_state_check CHECK ((state = ANY (ARRAY['open'::text, 'handling'::text, 'closed'::text]))),
  CONSTRAINT near_miss_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT near_miss_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT near_miss_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code)
);
CREATE INDEX near_miss_at ON public.near_miss USING btree (prefecture, at DESC);
ALTER TABLE near_miss ENABLE ROW LEVEL SECURITY;
ALTER TABLE near_miss FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON near_miss
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = ANY (ARRAY['regions'::text, 'station'::text])) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[])))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON near_miss TO daiwei_serving;

CREATE TABLE network_node (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  parent_code text,
  county text NOT NULL,
  lon double precision,
  lat double precision,
  split_ratio text,
  parent_km numeric(8,3),
  bigrams text[] DEFAULT '{}'::text[] NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  import_batch_id uuid,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT network_node_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT network_node_kind_check CHECK ((kind = ANY (ARRAY['room'::text, 'olt'::text, 'ponPort'::text, 'splitter'::text, 'box'::text]))),
  CONSTRAINT network_node_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT network_node_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT network_node_prefecture_code_key UNIQUE (prefecture, code)
);
CREATE INDEX network_node_bigrams ON public.network_node USING gin (bigrams);
CREATE INDEX network_node_code ON public.network_node USING btree (code text_pattern_ops);
CREATE INDEX network_node_county ON public.network_node USING btree (prefecture, county, kind, code);
CREATE INDEX network_node_parent ON public.network_node USING btree (prefecture, parent_code);
ALTER TABLE network_node ENABLE ROW LEVEL SECURITY;
ALTER TABLE network_node FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON network_node
  USING (((prefecture = ANY (( SELECT app.ledger_prefectures('any'::text) AS ledger_prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = ANY (ARRAY['regions'::text, 'station'::text])) AND ((( SELECT app.answered_counties('any'::text) AS answered_counties) IS NULL) OR (county = ANY (( SELECT app.answered_counties('any'::text) AS answered_counties)::text[])))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON network_node TO daiwei_serving;

CREATE TABLE notification (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  severity text NOT NULL,
  prefecture text NOT NULL,
  subject_type text,
  subject_id uuid,
  subject_number text,
  data jsonb DEFAULT '{}'::jsonb NOT NULL,
  event_id uuid,
  read_at timestamp with time zone,
  CONSTRAINT notification_pkey PRIMARY KEY (id),
  CONSTRAINT notification_severity_check CHECK ((severity = ANY (ARRAY['info'::text, 'risk'::text, 'late'::text]))),
  CONSTRAINT notification_user_id_event_id_kind_key UNIQUE (user_id, event_id, kind)
);
CREATE INDEX notification_unread ON public.notification USING btree (user_id) WHERE (read_at IS NULL);
CREATE INDEX notification_user ON public.notification USING btree (user_id, at DESC, id DESC);
ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notification
  USING ((( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON notification TO daiwei_serving;

CREATE TABLE number_counter (
  prefecture text NOT NULL,
  series text NOT NULL,
  day date NOT NULL,
  last integer NOT NULL,
  CONSTRAINT number_counter_pkey PRIMARY KEY (prefecture, series, day)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON number_counter TO daiwei_serving;

CREATE TABLE open_figure (
  at timestamp with time zone NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  company_id text NOT NULL,
  line text NOT NULL,
  open integer NOT NULL,
  late integer NOT NULL,
  unassigned integer NOT NULL,
  CONSTRAINT open_figure_pkey PRIMARY KEY (prefecture, at, county, company_id, line)
);
CREATE INDEX open_figure_at ON public.open_figure USING btree (at, prefecture);
ALTER TABLE open_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE open_figure FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON open_figure
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON open_figure TO daiwei_serving;

CREATE TABLE outside_message (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  channel text NOT NULL,
  user_id uuid,
  event_id uuid NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  status text NOT NULL,
  driver text,
  attempts integer DEFAULT 0 NOT NULL,
  error text,
  finished_at timestamp with time zone,
  work_order_id uuid,
  not_before timestamp with time zone,
  CONSTRAINT outside_message_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT outside_message_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'call'::text, 'report'::text]))),
  CONSTRAINT outside_message_check CHECK (((user_id IS NOT NULL) OR (work_order_id IS NOT NULL))),
  CONSTRAINT outside_message_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'recorded'::text, 'sent'::text, 'failed'::text]))),
  CONSTRAINT outside_message_prefecture_event_id_user_id_channel_key UNIQUE (prefecture, event_id, user_id, channel)
);
CREATE INDEX outside_message_waiting ON public.outside_message USING btree (at) WHERE (status = 'waiting'::text);
ALTER TABLE outside_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE outside_message FORCE ROW LEVEL SECURITY;
CREATE POLICY acting ON outside_message
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND ( SELECT app.acting() AS acting)));
GRANT DELETE, INSERT, SELECT, UPDATE ON outside_message TO daiwei_serving;

CREATE TABLE paper_form (
  prefecture text NOT NULL,
  number text NOT NULL,
  county text NOT NULL,
  company_id text NOT NULL,
  station_id uuid,
  batch_id uuid,
  reserved_at timestamp with time zone NOT NULL,
  reserved_by_name text NOT NULL,
  work_order_id uuid,
  used_at timestamp with time zone,
  photo_file_id uuid,
  spoiled_at timestamp with time zone,
  typed_at timestamp with time zone,
  typed_by_name text,
  typed jsonb,
  CONSTRAINT paper_form_pkey PRIMARY KEY (prefecture, number),
  CONSTRAINT paper_form_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT paper_form_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT paper_form_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE,
  CONSTRAINT paper_form_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id) ON DELETE CASCADE
);
CREATE INDEX paper_form_order ON public.paper_form USING btree (prefecture, work_order_id) WHERE (work_order_id IS NOT NULL);
CREATE INDEX paper_form_station ON public.paper_form USING btree (station_id, number);
CREATE INDEX paper_form_waiting ON public.paper_form USING btree (used_at) WHERE ((used_at IS NOT NULL) AND (typed_at IS NULL) AND (spoiled_at IS NULL));
ALTER TABLE paper_form ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_form FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON paper_form
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[])))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON paper_form TO daiwei_serving;

CREATE TABLE parameter_value (
  version bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  key text NOT NULL,
  level text NOT NULL,
  subject text DEFAULT ''::text NOT NULL,
  effective_from date NOT NULL,
  value jsonb NOT NULL,
  reason text NOT NULL,
  created_by uuid,
  created_by_name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  CONSTRAINT parameter_value_pkey PRIMARY KEY (version),
  CONSTRAINT parameter_value_level_check CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text, 'contract'::text, 'company'::text])))
);
CREATE INDEX parameter_value_key ON public.parameter_value USING btree (key, level, subject, effective_from DESC, version DESC);
GRANT DELETE, INSERT, SELECT, UPDATE ON parameter_value TO daiwei_serving;

CREATE TABLE periodic_lease (
  name text NOT NULL,
  holder uuid NOT NULL,
  until timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  failures integer DEFAULT 0 NOT NULL,
  last_error text,
  CONSTRAINT periodic_lease_pkey PRIMARY KEY (name)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON periodic_lease TO daiwei_serving;

CREATE TABLE position_fix (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  company_id text NOT NULL,
  county text NOT NULL,
  station_id uuid,
  staff_id uuid NOT NULL,
  work_order_id uuid,
  purpose text NOT NULL,
  at timestamp with time zone NOT NULL,
  lon double precision NOT NULL,
  lat double precision NOT NULL,
  accuracy_metres double precision,
  is_demo boolean DEFAULT false NOT NULL,
  CONSTRAINT position_fix_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT position_fix_purpose_check CHECK ((purpose = ANY (ARRAY['departure'::text, 'arrival'::text, 'leaving'::text, 'alarm'::text]))),
  CONSTRAINT position_fix_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT position_fix_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT position_fix_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code)
);
CREATE INDEX position_fix_at ON public.position_fix USING btree (at);
CREATE INDEX position_fix_order ON public.position_fix USING btree (prefecture, work_order_id);
CREATE INDEX position_fix_staff ON public.position_fix USING btree (staff_id, at DESC);
ALTER TABLE position_fix ENABLE ROW LEVEL SECURITY;
ALTER TABLE position_fix FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON position_fix
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND
CASE ( SELECT app.reach() AS reach)
    WHEN 'regions'::text THEN ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[])))
    WHEN 'station'::text THEN ((station_id = ( SELECT app.station() AS station)) OR (staff_id = ( SELECT app.staff() AS staff)))
    ELSE (staff_id = ( SELECT app.staff() AS staff))
END))));
GRANT DELETE, INSERT, SELECT, UPDATE ON position_fix TO daiwei_serving;

CREATE TABLE region (
  code text NOT NULL,
  parent text,
  level text NOT NULL,
  name text NOT NULL,
  short_name text NOT NULL,
  abbreviation text,
  aliases text[] DEFAULT '{}'::text[] NOT NULL,
  area_class text DEFAULT 'urban'::text NOT NULL,
  lon double precision,
  lat double precision,
  former_names text[] DEFAULT '{}'::text[] NOT NULL,
  former_codes text[] DEFAULT '{}'::text[] NOT NULL,
  landline_codes text[] DEFAULT '{}'::text[] NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT region_pkey PRIMARY KEY (code),
  CONSTRAINT region_area_class_check CHECK ((area_class = ANY (ARRAY['urban'::text, 'rural'::text]))),
  CONSTRAINT region_code_check CHECK ((code ~ '^\d{6}$'::text)),
  CONSTRAINT region_level_check CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text]))),
  CONSTRAINT region_parent_fkey FOREIGN KEY (parent) REFERENCES region(code),
  CONSTRAINT region_abbreviation_key UNIQUE (abbreviation)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON region TO daiwei_serving;

CREATE TABLE report (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  received_at timestamp with time zone NOT NULL,
  channel text NOT NULL,
  caller_phone text,
  account text,
  customer_name text,
  symptom text NOT NULL,
  symptom_code text,
  description text,
  address text,
  address_key text,
  county text,
  line text,
  preferred_at timestamp with time zone,
  match_state text NOT NULL,
  match_basis text,
  candidates jsonb DEFAULT '[]'::jsonb NOT NULL,
  home_user_id uuid,
  enterprise_line_id uuid,
  work_order_id uuid,
  is_duplicate boolean DEFAULT false NOT NULL,
  moved_to_prefecture text,
  source text NOT NULL,
  source_key text,
  first_feedback_at timestamp with time zone,
  resolved_by_name text,
  resolved_at timestamp with time zone,
  resolution text,
  company_id text,
  created_by uuid,
  created_by_name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  import_batch_id uuid,
  version integer DEFAULT 1 NOT NULL,
  follows_report_id uuid,
  CONSTRAINT report_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT report_line_check CHECK ((line = ANY (ARRAY['home'::text, 'enterprise'::text]))),
  CONSTRAINT report_match_state_check CHECK ((match_state = ANY (ARRAY['matched'::text, 'unmatched'::text, 'resolved'::text, 'discarded'::text]))),
  CONSTRAINT report_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT report_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT report_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT report_prefecture_number_key UNIQUE (prefecture, number)
);
CREATE INDEX report_account ON public.report USING btree (account, received_at DESC);
CREATE INDEX report_by_source ON public.report USING btree (source, source_key) WHERE (source_key IS NOT NULL);
CREATE INDEX report_following ON public.report USING btree (follows_report_id) WHERE (follows_report_id IS NOT NULL);
CREATE INDEX report_order ON public.report USING btree (prefecture, work_order_id, received_at);
CREATE INDEX report_phone ON public.report USING btree (caller_phone, received_at DESC);
CREATE INDEX report_received ON public.report USING btree (prefecture, received_at DESC, id DESC);
CREATE INDEX report_received_province ON public.report USING btree (received_at DESC, id DESC);
CREATE INDEX report_waiting ON public.report USING btree (prefecture, received_at, id) WHERE (match_state = 'unmatched'::text);
CREATE INDEX report_waiting_province ON public.report USING btree (received_at, id) WHERE (match_state = 'unmatched'::text);
ALTER TABLE report ENABLE ROW LEVEL SECURITY;
ALTER TABLE report FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON report
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON report TO daiwei_serving;

CREATE TABLE report_source (
  source text NOT NULL,
  source_key text NOT NULL,
  prefecture text NOT NULL,
  report_id uuid NOT NULL,
  CONSTRAINT report_source_pkey PRIMARY KEY (source, source_key)
);
ALTER TABLE report_source ENABLE ROW LEVEL SECURITY;
ALTER TABLE report_source FORCE ROW LEVEL SECURITY;
CREATE POLICY acting ON report_source
  USING (( SELECT app.acting() AS acting));
GRANT DELETE, INSERT, SELECT, UPDATE ON report_source TO daiwei_serving;

CREATE TABLE resource_change (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  order_number text NOT NULL,
  county text NOT NULL,
  line text NOT NULL,
  account text,
  change jsonb NOT NULL,
  state text DEFAULT 'reported'::text NOT NULL,
  reported_by uuid NOT NULL,
  reported_by_name text NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  answered_by_name text,
  answered_at timestamp with time zone,
  reason text,
  CONSTRAINT resource_change_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT resource_change_state_check CHECK ((state = ANY (ARRAY['reported'::text, 'entered'::text, 'rejected'::text]))),
  CONSTRAINT resource_change_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id)
);
CREATE INDEX resource_change_due ON public.resource_change USING btree (prefecture, state, due_at, id);
CREATE INDEX resource_change_order ON public.resource_change USING btree (prefecture, work_order_id);
ALTER TABLE resource_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE resource_change FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON resource_change
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = resource_change.prefecture) AND (w.id = resource_change.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON resource_change TO daiwei_serving;

CREATE TABLE responsibility (
  id uuid NOT NULL,
  region text NOT NULL,
  grid_id uuid,
  line text NOT NULL,
  company_id text NOT NULL,
  effective_from date NOT NULL,
  effective_to date,
  created_by_name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT responsibility_pkey PRIMARY KEY (id),
  CONSTRAINT responsibility_check CHECK ((effective_to >= effective_from)),
  CONSTRAINT responsibility_line_check CHECK ((line = ANY (ARRAY['home'::text, 'enterprise'::text]))),
  CONSTRAINT responsibility_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT responsibility_grid_id_fkey FOREIGN KEY (grid_id) REFERENCES grid(id),
  CONSTRAINT responsibility_region_fkey FOREIGN KEY (region) REFERENCES region(code)
);
CREATE INDEX responsibility_region ON public.responsibility USING btree (region, line, effective_from);
GRANT DELETE, INSERT, SELECT, UPDATE ON responsibility TO daiwei_serving;

CREATE TABLE reveal (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  prefecture text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  work_order_id uuid,
  CONSTRAINT reveal_pkey PRIMARY KEY (id)
);
CREATE INDEX reveal_user ON public.reveal USING btree (user_id, at DESC);
ALTER TABLE reveal ENABLE ROW LEVEL SECURITY;
ALTER TABLE reveal FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON reveal
  USING ((( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON reveal TO daiwei_serving;

CREATE TABLE safety_alarm (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  county text NOT NULL,
  company_id text,
  station_id uuid,
  user_id uuid NOT NULL,
  staff_id uuid,
  person_name text NOT NULL,
  work_order_id uuid,
  number text,
  fix_id uuid,
  note text,
  at timestamp with time zone NOT NULL,
  heard_at timestamp with time zone NOT NULL,
  taken_at timestamp with time zone,
  taken_by uuid,
  taken_by_name text,
  closed_at timestamp with time zone,
  closed_by_name text,
  happened text,
  is_demo boolean DEFAULT false NOT NULL,
  CONSTRAINT safety_alarm_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT safety_alarm_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT safety_alarm_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT safety_alarm_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code)
);
CREATE INDEX safety_alarm_at ON public.safety_alarm USING btree (prefecture, at DESC);
CREATE INDEX safety_alarm_open ON public.safety_alarm USING btree (prefecture, at) WHERE (closed_at IS NULL);
ALTER TABLE safety_alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE safety_alarm FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON safety_alarm
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND
CASE ( SELECT app.reach() AS reach)
    WHEN 'regions'::text THEN ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[])))
    WHEN 'station'::text THEN (station_id = ( SELECT app.station() AS station))
    ELSE (user_id = ( SELECT app.user_id() AS user_id))
END))));
GRANT DELETE, INSERT, SELECT, UPDATE ON safety_alarm TO daiwei_serving;

CREATE TABLE session (
  token_hash bytea NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  csrf text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  address text NOT NULL,
  user_agent text NOT NULL,
  face text DEFAULT 'console'::text NOT NULL,
  awaits_totp boolean DEFAULT false NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT session_face_check CHECK ((face = ANY (ARRAY['console'::text, 'field'::text]))),
  CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE,
  CONSTRAINT session_id_key UNIQUE (id)
);
CREATE INDEX session_by_user ON public.session USING btree (user_id, created_at DESC);
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON session
  USING ((( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON session TO daiwei_serving;

CREATE TABLE staff (
  id uuid NOT NULL,
  number text NOT NULL,
  name text NOT NULL,
  name_pinyin text DEFAULT ''::text NOT NULL,
  company_id text NOT NULL,
  station_id uuid,
  prefecture text NOT NULL,
  county text NOT NULL,
  post text NOT NULL,
  phone text,
  joined_on date,
  left_on date,
  status text NOT NULL,
  lon double precision,
  lat double precision,
  located_at timestamp with time zone,
  is_demo boolean DEFAULT false NOT NULL,
  import_batch_id uuid,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT staff_pkey PRIMARY KEY (id),
  CONSTRAINT staff_status_check CHECK ((status = ANY (ARRAY['active'::text, 'left'::text, 'suspended'::text]))),
  CONSTRAINT staff_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT staff_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT staff_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT staff_station_id_fkey FOREIGN KEY (station_id) REFERENCES station(id),
  CONSTRAINT staff_number_key UNIQUE (number)
);
CREATE INDEX staff_county ON public.staff USING btree (prefecture, county, company_id, number);
CREATE INDEX staff_phone ON public.staff USING btree (phone);
CREATE INDEX staff_station ON public.staff USING btree (station_id, status);
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON staff
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND
CASE ( SELECT app.reach() AS reach)
    WHEN 'regions'::text THEN true
    WHEN 'station'::text THEN (station_id = ( SELECT app.station() AS station))
    WHEN 'own'::text THEN (id = ( SELECT app.staff() AS staff))
    ELSE false
END))));
GRANT DELETE, INSERT, SELECT, UPDATE ON staff TO daiwei_serving;

CREATE TABLE staff_leave (
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  reason text NOT NULL,
  created_by_name text NOT NULL,
  CONSTRAINT staff_leave_pkey PRIMARY KEY (id),
  CONSTRAINT staff_leave_check CHECK ((to_on >= from_on)),
  CONSTRAINT staff_leave_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);
CREATE INDEX staff_leave_staff ON public.staff_leave USING btree (staff_id, to_on);
ALTER TABLE staff_leave ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff_leave FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON staff_leave
  USING ((( SELECT app.acting() AS acting) OR (EXISTS ( SELECT 1
   FROM staff
  WHERE (staff.id = staff_leave.staff_id)))));
GRANT DELETE, INSERT, SELECT, UPDATE ON staff_leave TO daiwei_serving;

CREATE TABLE station (
  id uuid NOT NULL,
  company_id text NOT NULL,
  prefecture text NOT NULL,
  county text NOT NULL,
  name text NOT NULL,
  counties text[] NOT NULL,
  hotline text,
  fax text,
  address text,
  lon double precision,
  lat double precision,
  is_active boolean DEFAULT true NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT station_pkey PRIMARY KEY (id),
  CONSTRAINT station_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT station_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT station_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT station_company_id_county_name_key UNIQUE (company_id, county, name)
);
CREATE INDEX station_county ON public.station USING btree (county, company_id);
ALTER TABLE station ENABLE ROW LEVEL SECURITY;
ALTER TABLE station FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON station
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company))) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[])))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON station TO daiwei_serving;

CREATE TABLE stored_file (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  sha256 bytea NOT NULL,
  bytes bigint NOT NULL,
  media_type text NOT NULL,
  name text NOT NULL,
  purpose text NOT NULL,
  subject_type text,
  subject_id uuid,
  storage_key text NOT NULL,
  thumbnail_key text,
  created_at timestamp with time zone NOT NULL,
  device_at timestamp with time zone,
  created_by uuid,
  created_by_name text NOT NULL,
  is_demo boolean DEFAULT false NOT NULL,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT stored_file_pkey PRIMARY KEY (prefecture, id)
);
CREATE INDEX stored_file_creator ON public.stored_file USING btree (created_by, created_at DESC);
CREATE INDEX stored_file_subject ON public.stored_file USING btree (prefecture, subject_id);
CREATE INDEX stored_file_unattached ON public.stored_file USING btree (created_at) WHERE (subject_id IS NULL);
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON stored_file
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (created_by = ( SELECT app.user_id() AS user_id)) OR ((subject_type = 'workOrder'::text) AND (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = stored_file.prefecture) AND (w.id = stored_file.subject_id))))) OR ((subject_type = 'staff'::text) AND (EXISTS ( SELECT 1
   FROM staff s
  WHERE (s.id = stored_file.subject_id)))) OR ((subject_type = 'nearMiss'::text) AND (EXISTS ( SELECT 1
   FROM near_miss n
  WHERE ((n.prefecture = stored_file.prefecture) AND (n.id = stored_file.subject_id))))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON stored_file TO daiwei_serving;

CREATE TABLE sync_device (
  user_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  platform text NOT NULL,
  key_box text NOT NULL,
  session_id uuid,
  registered_at timestamp with time zone NOT NULL,
  last_contact_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  revoked_by_name text,
  last_seq bigint DEFAULT 0 NOT NULL,
  handed text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT sync_device_pkey PRIMARY KEY (user_id, id),
  CONSTRAINT sync_device_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);
ALTER TABLE sync_device ENABLE ROW LEVEL SECURITY;
ALTER TABLE sync_device FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON sync_device
  USING ((( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON sync_device TO daiwei_serving;

CREATE TABLE task (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  "position" smallint NOT NULL,
  code text NOT NULL,
  stage text NOT NULL,
  holder jsonb NOT NULL,
  result jsonb,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT task_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT task_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE
);
CREATE INDEX task_order ON public.task USING btree (prefecture, work_order_id, "position");
ALTER TABLE task ENABLE ROW LEVEL SECURITY;
ALTER TABLE task FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON task
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.is_unbound() AS is_unbound) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = task.prefecture) AND (w.id = task.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON task TO daiwei_serving;

CREATE TABLE upload (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  purpose text NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL,
  sha256 bytea NOT NULL,
  received bigint DEFAULT 0 NOT NULL,
  work_order_id uuid,
  created_by uuid NOT NULL,
  created_by_name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  device_at timestamp with time zone,
  capture jsonb,
  done_at timestamp with time zone,
  CONSTRAINT upload_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT upload_bytes_check CHECK ((bytes > 0)),
  CONSTRAINT upload_check CHECK ((received <= bytes))
);
CREATE INDEX upload_age ON public.upload USING btree (created_at);
CREATE INDEX upload_creator ON public.upload USING btree (created_by, created_at);
CREATE INDEX upload_order ON public.upload USING btree (prefecture, work_order_id) WHERE (done_at IS NULL);
ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON upload
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR (created_by = ( SELECT app.user_id() AS user_id)) OR ((work_order_id IS NOT NULL) AND (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = upload.prefecture) AND (w.id = upload.work_order_id))))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON upload TO daiwei_serving;

CREATE TABLE visit (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  work_order_id uuid NOT NULL,
  task_id uuid NOT NULL,
  number smallint NOT NULL,
  lead_staff_id uuid NOT NULL,
  helpers uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  appointed_at timestamp with time zone,
  window_from timestamp with time zone,
  window_to timestamp with time zone,
  departed_at timestamp with time zone,
  arrived_at timestamp with time zone,
  arrival jsonb,
  started_at timestamp with time zone,
  restored_at timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  evidence jsonb DEFAULT '[]'::jsonb NOT NULL,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT visit_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT visit_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'comeAgain'::text, 'nobodyHome'::text, 'refused'::text, 'withdrawn'::text]))),
  CONSTRAINT visit_prefecture_work_order_id_fkey FOREIGN KEY (prefecture, work_order_id) REFERENCES work_order(prefecture, id) ON DELETE CASCADE
);
CREATE INDEX visit_evidence_places ON public.visit USING btree (ended_at) WHERE jsonb_path_exists(evidence, '$[*]."position"'::jsonpath);
CREATE INDEX visit_lead_ended ON public.visit USING btree (lead_staff_id, ended_at DESC) WHERE (ended_at IS NOT NULL);
CREATE INDEX visit_order ON public.visit USING btree (prefecture, work_order_id, number);
CREATE INDEX visit_staff ON public.visit USING btree (lead_staff_id, window_from) WHERE (ended_at IS NULL);
ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON visit
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.is_unbound() AS is_unbound) OR (EXISTS ( SELECT 1
   FROM work_order w
  WHERE ((w.prefecture = visit.prefecture) AND (w.id = visit.work_order_id)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON visit TO daiwei_serving;

CREATE TABLE visit_capacity (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  county text NOT NULL,
  company_id text,
  kind text,
  on_day date,
  window_from text,
  minutes integer NOT NULL,
  closed_reason text,
  updated_at timestamp with time zone NOT NULL,
  updated_by_name text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  CONSTRAINT visit_capacity_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT visit_capacity_minutes_check CHECK ((minutes >= 0)),
  CONSTRAINT visit_capacity_window_from_check CHECK ((window_from ~ '^[0-2][0-9]:[0-5][0-9]$'::text)),
  CONSTRAINT visit_capacity_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT visit_capacity_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT visit_capacity_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT visit_capacity_prefecture_county_company_id_kind_on_day_win_key UNIQUE NULLS NOT DISTINCT (prefecture, county, company_id, kind, on_day, window_from)
);
ALTER TABLE visit_capacity ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_capacity FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON visit_capacity
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON visit_capacity TO daiwei_serving;

CREATE TABLE visit_capacity_change (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  region text NOT NULL,
  company_id text,
  at timestamp with time zone NOT NULL,
  by_name text NOT NULL,
  what jsonb NOT NULL,
  reason text NOT NULL,
  CONSTRAINT visit_capacity_change_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT visit_capacity_change_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT visit_capacity_change_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT visit_capacity_change_region_fkey FOREIGN KEY (region) REFERENCES region(code)
);
CREATE INDEX visit_capacity_change_region ON public.visit_capacity_change USING btree (region, at DESC);
ALTER TABLE visit_capacity_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_capacity_change FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON visit_capacity_change
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT INSERT, SELECT ON visit_capacity_change TO daiwei_serving;

CREATE TABLE visit_fact (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  work_order_id uuid NOT NULL,
  number text NOT NULL,
  county text NOT NULL,
  company_id text,
  staff_id uuid,
  by_name text NOT NULL,
  kind text NOT NULL,
  minutes integer,
  CONSTRAINT visit_fact_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT visit_fact_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id)
);
CREATE INDEX visit_fact_at ON public.visit_fact USING btree (prefecture, at DESC, kind);
ALTER TABLE visit_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE visit_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON visit_fact
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[]))) AND ((( SELECT app.company() AS company) IS NULL) OR (company_id = ( SELECT app.company() AS company)))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON visit_fact TO daiwei_serving;

CREATE TABLE wording_acknowledgement (
  user_id uuid NOT NULL,
  version bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT wording_acknowledgement_pkey PRIMARY KEY (user_id, version),
  CONSTRAINT wording_acknowledgement_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id)
);
CREATE INDEX wording_acknowledgement_version ON public.wording_acknowledgement USING btree (version);
ALTER TABLE wording_acknowledgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE wording_acknowledgement FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON wording_acknowledgement
  USING ((( SELECT app.acting() AS acting) OR (user_id = ( SELECT app.user_id() AS user_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON wording_acknowledgement TO daiwei_serving;

CREATE TABLE wording_draft (
  owner text NOT NULL,
  revision integer NOT NULL,
  content jsonb NOT NULL,
  edited_by_name text NOT NULL,
  edited_at timestamp with time zone NOT NULL,
  CONSTRAINT wording_draft_pkey PRIMARY KEY (owner)
);
GRANT DELETE, INSERT, SELECT, UPDATE ON wording_draft TO daiwei_serving;

CREATE TABLE wording_finding (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  county text NOT NULL,
  company_id text,
  work_order_id uuid NOT NULL,
  work_order_number text NOT NULL,
  event_id uuid NOT NULL,
  event_kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  author_id uuid,
  author_name text NOT NULL,
  author_role text NOT NULL,
  word text NOT NULL,
  found text NOT NULL,
  class text NOT NULL,
  severity text NOT NULL,
  excerpt text NOT NULL,
  found_from integer NOT NULL,
  found_to integer NOT NULL,
  pack_version bigint NOT NULL,
  verdict text,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  is_demo boolean DEFAULT false NOT NULL,
  CONSTRAINT wording_finding_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT wording_finding_severity_check CHECK ((severity = ANY (ARRAY['minor'::text, 'major'::text, 'severe'::text]))),
  CONSTRAINT wording_finding_verdict_check CHECK ((verdict = ANY (ARRAY['confirmed'::text, 'dismissed'::text]))),
  CONSTRAINT wording_finding_prefecture_event_id_word_key UNIQUE (prefecture, event_id, word)
);
CREATE INDEX wording_finding_at ON public.wording_finding USING btree (id DESC);
CREATE INDEX wording_finding_open ON public.wording_finding USING btree (id DESC) WHERE (verdict IS NULL);
CREATE INDEX wording_finding_order ON public.wording_finding USING btree (prefecture, work_order_id);
ALTER TABLE wording_finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE wording_finding FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON wording_finding
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.acting() AS acting) OR ((( SELECT app.company() AS company) IS NULL) AND (( SELECT app.reach() AS reach) = 'regions'::text) AND ((( SELECT app.counties() AS counties) IS NULL) OR (county = ANY (( SELECT app.counties() AS counties)::text[])))))));
GRANT DELETE, INSERT, SELECT, UPDATE ON wording_finding TO daiwei_serving;

CREATE TABLE wording_pack (
  version bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  company_id text,
  effective_from date NOT NULL,
  content jsonb NOT NULL,
  reason text NOT NULL,
  published_by uuid NOT NULL,
  published_by_name text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  CONSTRAINT wording_pack_pkey PRIMARY KEY (version),
  CONSTRAINT wording_pack_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id)
);
CREATE INDEX wording_pack_company ON public.wording_pack USING btree (company_id, effective_from DESC, version DESC);
GRANT DELETE, INSERT, SELECT, UPDATE ON wording_pack TO daiwei_serving;

CREATE TABLE work_order (
  prefecture text NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  line text NOT NULL,
  state text NOT NULL,
  is_open boolean NOT NULL,
  county text NOT NULL,
  grid_id uuid,
  area_class text NOT NULL,
  holder_level text NOT NULL,
  company_id text,
  station_id uuid,
  staff_id uuid,
  crew uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  in_pool boolean DEFAULT false NOT NULL,
  second_line_desk text,
  customer_manager_id uuid,
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
  preferred_at timestamp with time zone,
  priority smallint DEFAULT 2 NOT NULL,
  source text NOT NULL,
  external_number text,
  created_at timestamp with time zone NOT NULL,
  created_by_name text NOT NULL,
  due_at timestamp with time zone,
  warn_at timestamp with time zone,
  next_timer_at timestamp with time zone,
  appointment_from timestamp with time zone,
  appointment_to timestamp with time zone,
  clocks jsonb DEFAULT '[]'::jsonb NOT NULL,
  spans jsonb DEFAULT '[]'::jsonb NOT NULL,
  pauses jsonb DEFAULT '[]'::jsonb NOT NULL,
  pending jsonb,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  urge_count smallint DEFAULT 0 NOT NULL,
  reschedule_count smallint DEFAULT 0 NOT NULL,
  rework_count smallint DEFAULT 0 NOT NULL,
  suspend_count smallint DEFAULT 0 NOT NULL,
  refuse_count smallint DEFAULT 0 NOT NULL,
  escalation_level smallint DEFAULT 0 NOT NULL,
  parent_id uuid,
  repeats_id uuid,
  rectifies_id uuid,
  restored_at timestamp with time zone,
  returned_at timestamp with time zone,
  archived_at timestamp with time zone,
  is_demo boolean DEFAULT false NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  held_from timestamp with time zone,
  reviews text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT work_order_pkey PRIMARY KEY (prefecture, id),
  CONSTRAINT work_order_area_class_check CHECK ((area_class = ANY (ARRAY['urban'::text, 'rural'::text]))),
  CONSTRAINT work_order_line_check CHECK ((line = ANY (ARRAY['home'::text, 'enterprise'::text]))),
  CONSTRAINT work_order_company_id_fkey FOREIGN KEY (company_id) REFERENCES company(id),
  CONSTRAINT work_order_county_fkey FOREIGN KEY (county) REFERENCES region(code),
  CONSTRAINT work_order_prefecture_fkey FOREIGN KEY (prefecture) REFERENCES region(code),
  CONSTRAINT work_order_prefecture_number_key UNIQUE (prefecture, number)
);
CREATE INDEX work_order_account ON public.work_order USING btree (account, created_at DESC);
CREATE INDEX work_order_appointed ON public.work_order USING btree (appointment_from) INCLUDE (staff_id) WHERE (is_open AND (appointment_from IS NOT NULL));
CREATE INDEX work_order_archived ON public.work_order USING btree (prefecture, archived_at DESC, id DESC) WHERE (archived_at IS NOT NULL);
CREATE INDEX work_order_archived_province ON public.work_order USING btree (archived_at DESC, id DESC) WHERE (archived_at IS NOT NULL);
CREATE INDEX work_order_company ON public.work_order USING btree (company_id, due_at, id) WHERE is_open;
CREATE INDEX work_order_created ON public.work_order USING btree (prefecture, created_at DESC, id DESC);
CREATE INDEX work_order_created_province ON public.work_order USING btree (created_at DESC, id DESC);
CREATE INDEX work_order_due ON public.work_order USING btree (due_at, id);
CREATE INDEX work_order_held ON public.work_order USING btree (prefecture, county, held_from) INCLUDE (kind, company_id) WHERE (is_open AND (held_from IS NOT NULL));
CREATE INDEX work_order_home_user ON public.work_order USING btree (prefecture, home_user_id, created_at DESC) WHERE (home_user_id IS NOT NULL);
CREATE INDEX work_order_line ON public.work_order USING btree (prefecture, enterprise_line_id, created_at DESC) WHERE (enterprise_line_id IS NOT NULL);
CREATE INDEX work_order_manager ON public.work_order USING btree (customer_manager_id, created_at DESC) WHERE (customer_manager_id IS NOT NULL);
CREATE INDEX work_order_number ON public.work_order USING btree (number text_pattern_ops);
CREATE INDEX work_order_open ON public.work_order USING btree (prefecture, due_at, id) WHERE is_open;
CREATE INDEX work_order_open_picture ON public.work_order USING btree (prefecture, county, company_id, line, state, due_at, warn_at) INCLUDE (created_at, station_id, staff_id, crew, in_pool, customer_manager_id) WHERE is_open;
CREATE INDEX work_order_open_province ON public.work_order USING btree (due_at, id) WHERE is_open;
CREATE INDEX work_order_parent ON public.work_order USING btree (prefecture, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX work_order_pending ON public.work_order USING btree (prefecture, id) WHERE (pending IS NOT NULL);
CREATE INDEX work_order_phone ON public.work_order USING btree (customer_phone, created_at DESC);
CREATE INDEX work_order_returned ON public.work_order USING btree (staff_id, returned_at) WHERE (returned_at IS NOT NULL);
CREATE INDEX work_order_reviews ON public.work_order USING btree (prefecture, updated_at) WHERE (reviews <> '{}'::text[]);
CREATE INDEX work_order_staff ON public.work_order USING btree (staff_id, due_at, id) WHERE is_open;
CREATE INDEX work_order_state ON public.work_order USING btree (prefecture, state, due_at, id);
CREATE INDEX work_order_state_province ON public.work_order USING btree (state, due_at, id);
CREATE INDEX work_order_station ON public.work_order USING btree (station_id, due_at, id) WHERE is_open;
CREATE INDEX work_order_timer ON public.work_order USING btree (next_timer_at) WHERE (next_timer_at IS NOT NULL);
CREATE INDEX work_order_unknown ON public.work_order USING btree (prefecture, created_at DESC) WHERE (is_open AND (home_user_id IS NULL) AND (enterprise_line_id IS NULL));
ALTER TABLE work_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_order FORCE ROW LEVEL SECURITY;
CREATE POLICY scope ON work_order
  USING (((prefecture = ANY (( SELECT app.prefectures() AS prefectures)::text[])) AND (( SELECT app.is_unbound() AS is_unbound) OR app.sees_order(county, company_id, station_id, staff_id, crew, in_pool, customer_manager_id))));
GRANT DELETE, INSERT, SELECT, UPDATE ON work_order TO daiwei_serving;
