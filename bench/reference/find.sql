-- The organisations whose name of one known day, as known now, has a text in it, the first 50 by name, without certainty: (slug, name).
-- %(like)s: the text between two signs of LIKE, %(day)s: the day, %(forever)s: the moment that marks what is believed now.
SELECT o.slug, n.text
FROM registry_name n
JOIN registry_organisation o ON o.id = n.organisation_id
WHERE n.known_to = %(forever)s AND n.begin_earliest <= %(day)s AND n.end_latest > %(day)s AND n.value LIKE %(like)s
ORDER BY n.value LIMIT 50
