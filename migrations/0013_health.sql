-- The health screen says which migration the database is at; so does a start that has the serving role only.
GRANT SELECT ON migration TO daiwei_serving;
