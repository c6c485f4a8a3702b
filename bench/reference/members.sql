-- A page of the people whom a chair sees, with the rights written by hand: (key, slug, name as it is filed, how many people in all).
-- Members today of the organisations of which the account's person is chair for sure, and of their branches, in the order of names; of one kind, or any.
-- %(account)s: key of the account, %(day)s: today, %(forever)s: the moment that marks what is believed now, %(kind)s: a kind of membership or '',
-- %(offset)s: people on the pages before.
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
  WHERE m.organisation_id IN (SELECT id FROM reach) AND (m.until IS NULL OR m.until > %(day)s) AND (%(kind)s = '' OR m.kind = %(kind)s)
)
SELECT p.id, p.slug, s.folded, COUNT(*) OVER ()
FROM members JOIN people_person p ON p.id = members.id
LEFT JOIN people_spelling s ON s.person_id = p.id AND s.first
ORDER BY s.folded, p.id LIMIT 50 OFFSET %(offset)s
