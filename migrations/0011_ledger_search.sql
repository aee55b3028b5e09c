-- Search in ledgers of a million rows. Fuzzy operators are not leakproof, so under row-level security they would read the whole
-- table; these functions look as the owner, bound by the reader's scope written out inside, and give keys only.
-- What they give is joined to the secured table again, so they can make an answer incomplete but never show too much.

-- Beginnings are looked up by these whatever the collation of the database.
DROP INDEX home_user_code, home_user_phone, enterprise_line_phone;
CREATE INDEX home_user_code ON home_user (user_code text_pattern_ops);
CREATE INDEX home_user_phone ON home_user (phone text_pattern_ops, prefecture);
CREATE INDEX home_user_onu ON home_user (onu_serial text_pattern_ops);
CREATE INDEX enterprise_line_phone ON enterprise_line (contact_phone text_pattern_ops);

CREATE FUNCTION app.like_text(fragment text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT replace(replace(replace(fragment, '\', '\\'), '%', '\%'), '_', '\_') $$;

-- A county, or the first four digits of a prefecture, as conditions on `h` that its indexes serve.
CREATE FUNCTION app.place_condition(place text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE length(place)
    WHEN 6 THEN format('h.prefecture = %L AND h.county = %L', substr(place, 1, 4) || '00', place)
    WHEN 4 THEN format('h.prefecture = %L', place || '00')
    ELSE 'true' END $$;

-- One term as a condition on `h`. `names` are the expressions that a fragment of a name may be in, `address_key` is the column of
-- address keys, `codes` the columns that a code may begin, `phone` the column of telephone numbers.
CREATE FUNCTION app.term_condition(term jsonb, names text[], address_key text, codes text[], phone text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
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
END $$;

-- Rows of home users within the reader's scope that satisfy every term, at most so many.
CREATE FUNCTION app.find_home_users(terms jsonb, wanted_place text, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture = ANY (%L::text[])', app.prefectures())];
  term jsonb;
BEGIN
  IF NOT app.acting() AND (app.reach() IS DISTINCT FROM 'regions' OR NOT coalesce('home' = ANY (app.lines()), false)) THEN
    RETURN;
  END IF;
  IF NOT app.acting() AND app.counties() IS NOT NULL THEN
    conditions := conditions || format('h.county = ANY (%L::text[])', app.counties());
  END IF;
  conditions := conditions || app.place_condition(wanted_place);
  FOR term IN SELECT value FROM jsonb_array_elements(terms) LOOP
    conditions := conditions || app.term_condition(term, ARRAY['h.name', 'h.community'], 'address_key',
      ARRAY['account', 'user_code', 'onu_serial'], 'phone');
  END LOOP;
  RETURN QUERY EXECUTE format('SELECT h.prefecture, h.id FROM public.home_user h WHERE %s LIMIT %s',
    array_to_string(conditions, ' AND '), most);
END $$;

CREATE FUNCTION app.find_enterprise_lines(terms jsonb, wanted_place text, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture = ANY (%L::text[])', app.prefectures())];
  term jsonb;
BEGIN
  IF NOT app.acting() THEN
    IF NOT coalesce('enterprise' = ANY (app.lines()), false) OR coalesce(app.reach(), '') NOT IN ('regions', 'customers') THEN
      RETURN;
    END IF;
    IF app.reach() = 'customers' THEN
      conditions := conditions || format('h.manager_user_id = %L', app.user_id());
    END IF;
    IF app.counties() IS NOT NULL THEN
      conditions := conditions || format('h.county = ANY (%L::text[])', app.counties());
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

CREATE FUNCTION app.find_network_nodes(terms jsonb, wanted_place text, most integer) RETURNS TABLE (prefecture text, id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 50 AS $$
DECLARE
  conditions text[] := ARRAY[format('h.prefecture = ANY (%L::text[])', app.prefectures())];
  term jsonb;
BEGIN
  IF NOT app.acting() THEN
    IF coalesce(app.reach(), '') NOT IN ('regions', 'station') THEN
      RETURN;
    END IF;
    IF app.counties() IS NOT NULL THEN
      conditions := conditions || format('h.county = ANY (%L::text[])', app.counties());
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

REVOKE ALL ON FUNCTION app.find_home_users(jsonb, text, integer), app.find_enterprise_lines(jsonb, text, integer),
  app.find_network_nodes(jsonb, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_home_users(jsonb, text, integer), app.find_enterprise_lines(jsonb, text, integer),
  app.find_network_nodes(jsonb, text, integer), app.like_text(text), app.place_condition(text), app.term_condition(jsonb, text[], text, text[], text)
  TO daiwei_serving;
