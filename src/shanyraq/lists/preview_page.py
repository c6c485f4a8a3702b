"""What is looked at before a list is taken: each row in words, what was not understood, and what each column tells."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shanyraq.dating.sentences import say_day
from shanyraq.directory.namebook import Namebook
from shanyraq.lists.draft import Draft
from shanyraq.lists.models import List
from shanyraq.lists.sayings import row_of
from shanyraq.lists.terms import Column
from shanyraq.lists.tongues import tongue_of

Row = dict[str, Any]
ROWS_A_PAGE: Final = 100
MOST_NAMED: Final = 60  # notes and persons named one by one; of more their number is told
EXAMPLES: Final = 2


def page(kept: List, draft: Draft, language: str, number: int, problems: Sequence[str] = ()) -> Row:
    """What `lists/preview.html` takes, besides the frame."""
    plan, begin = draft.plan, (number - 1) * ROWS_A_PAGE
    tongue = tongue_of(member.entry.name for member in plan.members)
    rows = [row_of(member, language, tongue) for member in plan.members[begin : begin + ROWS_A_PAGE]]
    notes = [{"number": m.entry.number, "name": m.entry.name, "text": said} for m in plan.told for said in _left(m.entry.left)]
    return {
        "list": kept,
        "day": say_day(kept.day, language),
        "umbrella": _umbrella(kept, draft, language),
        "parents": list(plan.parents.values()),
        "sentence": _sentence(draft),
        "problems": [{"text": text, "target": target} for text, target in _problems(draft, problems)],
        "rows": rows,
        "others": set(kept.others),
        "questions": sum(1 for member in plan.members if member.like or member.double_of),
        "notes": notes[:MOST_NAMED],
        "more_notes": max(len(notes) - MOST_NAMED, 0),
        "namesakes": [{"name": name, "rows": ", ".join(map(str, numbers))} for name, numbers in list(plan.namesakes.items())[:MOST_NAMED]],
        "hidden": draft.layout.hidden,
        "passed": [{"number": line.number, "text": " · ".join(cell for cell in line.cells if cell)} for line in draft.layout.passed[:MOST_NAMED]],
        "carried": draft.layout.carried,
        "columns": list(_columns(draft)),
        "pages": _pages(len(plan.members), number),
        "number": number,
        "has_contacts": any(member.entry.contact for member in plan.told),
    }


def _left(left: list[tuple[str, str]]) -> Iterator[str]:
    yield from (f"{heading}: {text}" if heading else text for heading, text in left)


def _sentence(draft: Draft) -> str:
    told = draft.plan.told
    known = sum(1 for member in told if member.known)
    count = len(told)
    said = ngettext("%(count)s association will be in the register.", "%(count)s associations will be in the register.", count) % {"count": count}
    if known:
        said += " " + ngettext("%(count)s of them is there already.", "%(count)s of them are there already.", known) % {"count": known}
    return said


def _problems(draft: Draft, others: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield from ((text, "main") for text in others)
    if Column.NAME not in draft.layout.columns:
        yield _("No column tells the names of the associations. Say below which one does."), "columns"
        return
    if not draft.layout.rows:
        yield _("Below the headings there are no rows."), "columns"
    nameless = draft.nameless
    if nameless:
        said = _("These rows have no name and will be left out: %(rows)s. Write the names into your table and bring it again, if they belong to it.")
        yield said % {"rows": _named(nameless)}, f"row-{nameless[0]}"


def _named(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:MOST_NAMED]))
    return shown if len(numbers) <= MOST_NAMED else f"{shown}, …"


def _umbrella(kept: List, draft: Draft, language: str) -> Row | None:
    """Its name, and whether the register knows it."""
    if not draft.plan.umbrella:
        return None
    names = Namebook(language)
    key = f"organisation:{draft.plan.umbrella}"
    names.read([key], None)
    found = names.body(key, kept.day)
    new = bool(draft.plan.umbrella_name)
    return {"new": new, "name": kept.umbrella, "url": "" if new else found["url"]}


def _columns(draft: Draft) -> Iterator[Row]:
    layout = draft.layout
    for n, (heading, column) in enumerate(zip(layout.headings, layout.columns, strict=True)):
        if heading in layout.hidden:
            continue
        examples = list(dict.fromkeys(row.cells[n] for row in layout.rows if row.cells[n]))[:EXAMPLES]
        choices = [{"value": value, "label": label, "chosen": value == column} for value, label in Column.choices]
        label = heading or _("Column %(number)s") % {"number": n + 1}
        yield {
            "id": f"column-{n}", "name": f"column-{n}", "label": label, "kind": "select", "choices": choices, "required": True,
            "hint": _("For example: %(examples)s") % {"examples": " · ".join(" ".join(text.split())[:60] for text in examples)} if examples else "",
        }  # fmt: skip


def _pages(count: int, number: int) -> Row | None:
    last = -(-count // ROWS_A_PAGE)
    if last <= 1:
        return None
    first = (number - 1) * ROWS_A_PAGE + 1
    said = _("%(first)s to %(last)s of %(count)s") % {"first": first, "last": min(number * ROWS_A_PAGE, count), "count": count}
    links = [{"text": str(n), "url": f"?page={n}", "current": n == number} for n in range(1, last + 1)]
    previous, following = (f"?page={n}" if 1 <= n <= last else "" for n in (number - 1, number + 1))
    return {"sentence": said, "links": links, "previous_url": previous, "next_url": following}
