-- Orders by what is known of their customer. An order has no index on names and addresses: every change of an order would write it.
-- The customer of an order is found in the ledger, which has one; orders of nobody in the ledger are few while they are open, and so
-- are those of a station, a person or a customer manager. This function looks as the owner, bound by the reader's scope written out
-- inside, and gives keys only; they are joined to the secured table again.

-- Beginnings of numbers, whatever the collation; equality is served too.
DROP INDEX work_order_number;
CREATE INDEX work_order_number ON work_order (number text_pattern_ops);
-- What the ledger does not know.
CREATE INDEX work_order_unknown ON work_order (prefecture, created_at DESC)
  WHERE is_open AND home_user_id IS NULL AND enterprise_line_id IS NULL;

-- `numbers` and `keys` (accounts, phones) are whole, `start` begins a number, `terms` are those of the ledger's search.
CREATE FUNCTION app.find_orders(numbers text[], start text, keys text[], terms jsonb, most integer) RETURNS TABLE (prefecture text, id uuid)
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
    seen := seen || format('w.line = ANY (%L::text[])', app.lines());
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

REVOKE ALL ON FUNCTION app.find_orders(text[], text, text[], jsonb, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_orders(text[], text, text[], jsonb, integer) TO daiwei_serving;
