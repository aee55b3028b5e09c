-- Numbers of transactions mean nothing in another cluster. After rows came from a backup: what everybody had handled and sealed is
-- past, the rest is new. Called by the restoring role in the transaction that loaded the rows.
CREATE FUNCTION app.settle_transactions() RETURNS void LANGUAGE plpgsql AS $$
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
END $$;
REVOKE EXECUTE ON FUNCTION app.settle_transactions() FROM PUBLIC;
