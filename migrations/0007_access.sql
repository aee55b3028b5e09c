-- What sign-in and organisation need beyond the first tables.

-- A code of the second factor acts once: the time step of the last one that did.
ALTER TABLE app_user ADD COLUMN totp_step bigint;

-- Names and codes before a renaming or merger; `aliases` holds the other present ways to write a region.
ALTER TABLE region ADD COLUMN former_names text[] NOT NULL DEFAULT '{}';
ALTER TABLE region ADD COLUMN former_codes text[] NOT NULL DEFAULT '{}';
ALTER TABLE region ADD COLUMN landline_codes text[] NOT NULL DEFAULT '{}';
ALTER TABLE region ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE region DROP COLUMN area_code;

ALTER TABLE company ADD COLUMN is_active boolean NOT NULL DEFAULT true;
