"""The rule of rights in SQL, for both databases. Values are named in the fragments and become places at the end.

`held (organisation, reach, holding, helped)`: what offices that are surely held on a day, as known now, give of one action; without an
organisation: everywhere.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from shanyraq.people.terms import LEADING

NAMED: Final = re.compile(r"%\((\w+)\)s")
UPWARD: Final = "'branch_of', 'part_of'"  # a body with none of these stands under no other

SURE: Final = "{0}.known_to = %(forever)s AND {0}.begin_latest <= %(day)s AND {0}.end_earliest > %(day)s"
# A mere sighting of today is sure of this day alone, and nobody told its end: it gives no right.
HELD: Final = f"{SURE} AND ({{0}}.end_earliest > %(next)s OR {{0}}.end_change_id IS NOT NULL OR {{0}}.end_earliest = {{0}}.end_latest)"
MAYBE: Final = "{0}.known_to = %(forever)s AND {0}.begin_earliest <= %(day)s AND {0}.end_latest > %(day)s"
TRAIT: Final = (
    "EXISTS (SELECT 1 FROM registry_trait k WHERE k.organisation_id = h.organisation_id"
    " AND k.fact = '{fact}' AND k.value = {value} AND {held})"
)
OF_KIND: Final = f"(g.kind = '' OR {TRAIT.format(fact='kind', value='g.kind', held=SURE.format('k'))})"
TIED: Final = (
    f"EXISTS (SELECT 1 FROM registry_tie u WHERE u.{{end}}_id = h.organisation_id AND u.kind IN ({UPWARD}) AND {SURE.format('u')})"
)
UNDER_NONE: Final = f"NOT {TIED.format(end='child')}"
AT_THE_HEAD: Final = f"(g.reach <> 'all' OR {UNDER_NONE})"
DEMANDED: Final = (
    "EXISTS (SELECT 1 FROM rights_demand d WHERE d.office = h.office AND NOT d.withdrawn"
    f" AND (d.level = '' OR {TRAIT.format(fact='level', value='d.level', held=MAYBE.format('k'))}))"
)
NOW: Final = "{0}.account_id = %(user)s AND {0}.since <= %(day)s AND {0}.until > %(day)s AND {0}.ended IS NULL"

# The persons are few, and known first; said twice, so that SQLite does not begin with all holdings.
# A member may be a person of the public memory, too: the account of either side is that of both.
PERSONS: Final = (
    "SELECT p.id, CAST(NULL AS bigint) FROM people_person p WHERE p.account_id = %(user)s"
    " UNION ALL SELECT p.same_as_id, CAST(NULL AS bigint) FROM people_person p WHERE p.account_id = %(user)s AND p.same_as_id IS NOT NULL"
)
HELPED: Final = f" UNION ALL SELECT a.holder_id, a.organisation_id FROM rights_helper a WHERE {NOW.format('a')}"
OFFICES: Final = """SELECT h.organisation_id, g.reach, h.id, {who}.helped FROM {who}
 JOIN people_holding h ON h.person_id = {who}.person AND h.person_id IN (SELECT w.person FROM {who} w)
 JOIN rights_grant g ON g.office = h.office AND g.action = %({action})s
 WHERE NOT g.withdrawn AND ({who}.helped IS NULL OR {who}.helped = h.organisation_id) AND {sure} AND {kind} AND {head}{strong}"""
STEPPED: Final = """ UNION ALL
 SELECT s.organisation_id, CASE WHEN s.organisation_id IS NULL THEN 'all' ELSE 'below' END, CAST(NULL AS bigint), CAST(NULL AS bigint)
 FROM rights_stepping s WHERE {now} AND EXISTS (SELECT 1 FROM rights_grant g WHERE g.action = %(action)s AND NOT g.withdrawn)"""
LED: Final = ", ".join(f"'{office}'" for office in sorted(LEADING))
NOBODY_THERE: Final = (
    f" AND NOT EXISTS (SELECT 1 FROM people_holding n WHERE n.organisation_id = s.organisation_id AND n.office IN ({LED}) AND {HELD.format('n')})"
)
WALK: Final = """{name} (organisation, onward) AS (
 SELECT {held}.organisation, CASE WHEN {held}.reach = 'own' THEN 0 ELSE 1 END FROM {held} WHERE {held}.organisation IS NOT NULL{only}
 UNION SELECT t.child_id, 1 FROM {name} JOIN registry_tie t ON t.parent_id = {name}.organisation
 WHERE {name}.onward = 1 AND t.kind IN ({ties}) AND {sure})"""
HELD_ROW: Final = "(organisation, reach, holding, helped)"
LEADS: Final = f"{UNDER_NONE} AND {TIED.format(end='parent')}"  # it stands under no other, and others stand under it
KEEPER: Final = f"""EXISTS (SELECT 1 FROM rights_grant g JOIN people_holding h ON h.office = g.office JOIN people_person p ON p.id = h.person_id
 LEFT JOIN people_person m ON m.same_as_id = p.id JOIN accounts_user c ON c.id = COALESCE(p.account_id, m.account_id)
 WHERE g.action = %(keeping)s AND NOT g.withdrawn AND c.is_active AND {HELD.format('h')}
 AND {OF_KIND} AND {LEADS})"""

WHO: Final = f"""WITH RECURSIVE up (organisation) AS (SELECT o.id FROM registry_organisation o WHERE o.id = %(home)s
 UNION SELECT t.parent_id FROM up JOIN registry_tie t ON t.child_id = up.organisation WHERE t.kind IN ({{ties}}) AND {SURE.format('t')})
 SELECT DISTINCT h.office, h.organisation_id FROM rights_grant g JOIN people_holding h ON h.office = g.office
 WHERE g.action = %(action)s AND NOT g.withdrawn AND {HELD.format('h')} AND {OF_KIND} AND {AT_THE_HEAD}
 AND (g.reach = 'all' OR (g.reach = 'below' AND h.organisation_id IN (SELECT up.organisation FROM up)) OR h.organisation_id = %(home)s)
 ORDER BY h.organisation_id, h.office"""


def _offices(*, who: str, action: str, strong: bool) -> str:
    more = "" if strong else f" AND NOT {DEMANDED}"
    return OFFICES.format(who=who, action=action, sure=HELD.format("h"), kind=OF_KIND, head=AT_THE_HEAD, strong=more)


def held(*, strong: bool, helped: bool, operator: bool, above: Sequence[str]) -> str:
    """The beginning of a query that reads `held`, one row for each office, helper's office or body stepped in for.

    `above`: the ties over which somebody steps in from above (value `stepping`); an operator steps in anywhere. Tables stand side by side rather
    than within one another: SQLite reads no query that is nested deeply.
    """
    tables = [f"myself (person, helped) AS ({PERSONS})"]
    who, now = "myself", NOW.format("s")
    if helped:
        who = "persons"
        tables.append(f"persons (person, helped) AS ({PERSONS}{HELPED})")
    if not operator:
        tables += [f"over {HELD_ROW} AS ({_offices(who='myself', action='stepping', strong=strong)})", _walk("beneath", "over", above)]
        now += f" AND s.organisation_id IN (SELECT beneath.organisation FROM beneath){NOBODY_THERE}"
    tables.append(f"held {HELD_ROW} AS ({_offices(who=who, action='action', strong=strong)}{STEPPED.format(now=now)})")
    return f"WITH RECURSIVE {', '.join(tables)}"


def walked(tables: str, ties: Sequence[str], *, only: str = "") -> str:
    """All organisations in reach of what `held` begins; `only`: a condition on its rows."""
    return f"{tables}, {_walk('walked', 'held', ties, only)} SELECT walked.organisation FROM walked"


def _walk(name: str, rows: str, ties: Sequence[str], only: str = "") -> str:
    return WALK.format(name=name, held=rows, ties=", ".join(f"'{tie}'" for tie in ties), sure=SURE.format("t"), only=only)


def placed(sql: str, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """The SQL with places instead of names, and their values in order."""
    return NAMED.sub("%s", sql), [values[name] for name in NAMED.findall(sql)]
