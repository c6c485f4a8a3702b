-- The first of those people whom a chair sees who have a text in a name of theirs, with the rights written by hand, as in members.sql:
-- (key, slug, name as it is filed, how many people in all). %(like)s: the text between two signs of LIKE.
-- %(account)s: key of the account, %(day)s: today, %(forever)s: the moment that marks what is believed now.
WITH RECURSIVE reach (id) AS (
  SELECT h.organisation_id
  FROM people_person c JOIN people_holding h ON h.person_id = c.id
  WHERE c.account_id = %(account)s AND h.office IN ('chair', 'president', 'director')
    AND h.known_to = %(forever)s AND h.begin_latest <= %(day)s AND h.end_earliest > %(day)s
  UNION
  SELECT t.child_id
  FROM reach JOIN registry_tie t ON t.parent_id = reach.id
  WHERE t.kind = 'branch_of' AND t.known_to = %(forever)s AND t.begin_latest <= %(day)s AND t.end_earliest > %(day)s
), members (id) AS (
  SELECT DISTINCT m.person_id
  FROM people_membership m
  WHERE m.organisation_id IN (SELECT id FROM reach) AND (m.until IS NULL OR m.until > %(day)s)
)
SELECT p.id, p.slug, s.folded, COUNT(*) OVER ()
FROM members JOIN people_person p ON p.id = members.id
LEFT JOIN people_spelling s ON s.person_id = p.id AND s.first
WHERE EXISTS (SELECT 1 FROM people_spelling n WHERE n.person_id = p.id AND n.folded LIKE %(like)s)
ORDER BY s.folded, p.id LIMIT 50
