-- A fragment that many customers bear: 3,000 of them were looked for among the orders, one by one (70-340 ms). Fewer are now, and the
-- open orders are gone through beside them, which ends with the first few that bear it.
CREATE OR REPLACE FUNCTION app.find_orders(numbers text[], start text, keys text[], terms jsonb, most integer)
 RETURNS TABLE(prefecture text, id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO 'pg_catalog', 'public'
AS $$
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
END $$;
