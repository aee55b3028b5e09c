-- The picture is counted from the index alone: it holds what is counted and what the policy asks for.
DROP INDEX work_order_open_picture;
CREATE INDEX work_order_open_picture ON work_order (prefecture, county, company_id, line, state, due_at, warn_at)
  INCLUDE (created_at, station_id, staff_id, crew, in_pool, customer_manager_id) WHERE is_open;

-- A month is read for one clock of one party.
DROP INDEX month_figure_month;
CREATE INDEX month_figure_clock ON month_figure (month, clock, party, prefecture);
