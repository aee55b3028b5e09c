-- A certificate names who gave it and shows its picture. A file that belongs to a person is seen by whoever sees the person.
ALTER TABLE certificate ADD COLUMN issuer_name text;
ALTER TABLE certificate ADD COLUMN scan_prefecture text;
ALTER TABLE certificate ADD COLUMN scan_id uuid;
ALTER TABLE certificate ADD CHECK ((scan_prefecture IS NULL) = (scan_id IS NULL));

DROP POLICY scope ON stored_file;
CREATE POLICY scope ON stored_file USING (
  prefecture = ANY ((SELECT app.prefectures())::text[])
  AND ((SELECT app.acting()) OR created_by = (SELECT app.user_id())
    OR (subject_type = 'workOrder' AND EXISTS (
      SELECT 1 FROM work_order w WHERE w.prefecture = stored_file.prefecture AND w.id = stored_file.subject_id))
    OR (subject_type = 'staff' AND EXISTS (SELECT 1 FROM staff s WHERE s.id = stored_file.subject_id))));

-- Certificates of demo people had no number, without which none counts any more.
UPDATE certificate c SET number = 'YS-' || s.number FROM staff s
WHERE s.id = c.staff_id AND s.is_demo AND c.number IS NULL AND c.issuer IS NOT NULL;
