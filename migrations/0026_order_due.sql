-- All orders, open or not, by due: without a state to go by it read and sorted every row (5 s at a million).
CREATE INDEX work_order_due ON work_order (due_at, id);
-- What an engineer has done today, without reading what everybody had archived today.
CREATE INDEX work_order_returned ON work_order (staff_id, returned_at) WHERE returned_at IS NOT NULL;
