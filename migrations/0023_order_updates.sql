-- updated_at changes with every action: as a column of an index it made every action write all of the order's indexes anew.
-- What waits for approval is so little that it is sorted when it is read.
DROP INDEX work_order_pending;
CREATE INDEX work_order_pending ON work_order (prefecture, id) WHERE pending IS NOT NULL;
