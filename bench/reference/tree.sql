-- The tree under one organisation as known now, for one known day, without certainty: (slug, parent slug, tie, name).
-- %(root)s: key of the organisation, %(day)s: the day, %(forever)s: the moment that marks what is believed now.
WITH RECURSIVE below (id, parent, kind) AS (
  SELECT CAST(%(root)s AS bigint), CAST(NULL AS bigint), CAST(NULL AS varchar)
  UNION
  SELECT t.child_id, t.parent_id, t.kind
  FROM below JOIN registry_tie t ON t.parent_id = below.id
  WHERE t.known_to = %(forever)s AND t.kind IN ('branch_of', 'part_of', 'member_of')
    AND t.begin_earliest <= %(day)s AND t.end_latest > %(day)s
)
SELECT o.slug, p.slug, below.kind, n.text
FROM below
JOIN registry_organisation o ON o.id = below.id
LEFT JOIN registry_organisation p ON p.id = below.parent
LEFT JOIN registry_name n ON n.organisation_id = below.id AND n.use = '' AND n.known_to = %(forever)s
  AND n.begin_earliest <= %(day)s AND n.end_latest > %(day)s
