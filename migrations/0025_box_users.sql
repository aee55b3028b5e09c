-- Who is on a box is read by account, a page at a time.
DROP INDEX home_user_box;
CREATE INDEX home_user_box ON home_user (prefecture, box_code, account);
