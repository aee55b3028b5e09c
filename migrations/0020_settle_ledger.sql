-- After a large import the planner knows nothing of the new rows until the next autovacuum, and new entries of the fragments' index
-- wait in a list that every search reads: both are put right at the end of the import, by the owner of the tables.
CREATE FUNCTION app.settle_ledger(wanted text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF wanted NOT IN ('home_user', 'enterprise_line', 'network_node', 'staff') THEN
    RAISE EXCEPTION 'no ledger table: %', wanted;
  END IF;
  EXECUTE format('ANALYZE public.%I', wanted);
  IF wanted <> 'staff' THEN
    PERFORM gin_clean_pending_list(format('public.%I', wanted || '_bigrams')::regclass);
  END IF;
END $$;
REVOKE ALL ON FUNCTION app.settle_ledger(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.settle_ledger(text) TO daiwei_serving;
