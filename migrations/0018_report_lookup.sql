-- Taking a report asks the whole province at once. As the serving role each of the dozen look-ups would carry its policies, and
-- planning them costs more than all else; this function looks as the owner. It answers only while the server acts after its own
-- check (`app.acting`), and within the prefectures of the transaction.
--
-- `customers`: those with one of the ids, accounts, phones or address keys, at most twenty for each key.
-- `matters`: their faults, and faults with a report of one of the accounts or phones received since then: those that are open and
-- those closed since, with what their reports are compared by. Without `since` nobody asks.
-- With `lock_keys` these keys and the customers are locked until the transaction ends; what is read after that is what others left.
CREATE FUNCTION app.report_ground(ids uuid[], accounts text[], phones text[], address_keys text[], since timestamptz, lock_keys text[])
RETURNS TABLE (customers jsonb, matters jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public SET plan_cache_mode = force_generic_plan ROWS 1 AS $$
#variable_conflict use_column
DECLARE
  reach text[] := app.prefectures();
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

REVOKE ALL ON FUNCTION app.report_ground(uuid[], text[], text[], text[], timestamptz, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.report_ground(uuid[], text[], text[], text[], timestamptz, text[]) TO daiwei_serving;
