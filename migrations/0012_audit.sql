-- The auditor asks for one action, or for one kind of subject, over any time.
CREATE INDEX audit_entry_action ON audit_entry (action, at DESC, id DESC);
