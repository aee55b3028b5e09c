-- Who started a job: it runs with that person's permissions and scope. Old receipts are cleared away by age.
ALTER TABLE job ADD COLUMN actor jsonb NOT NULL DEFAULT '{}';
ALTER TABLE job ALTER COLUMN actor DROP DEFAULT;
CREATE INDEX command_receipt_at ON command_receipt (at);
