"""What pages of the desk show of a draft."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.chronicle.models import FOREVER, SourceVersion
from shanyraq.chronicle.terms import Status
from shanyraq.chronicle.tomlfile.grammar import ACTS
from shanyraq.dating.sentences import say
from shanyraq.desk import fields
from shanyraq.desk.choosing import book, rows_of
from shanyraq.desk.contents import Content, choice_of, fields_of, is_told, keys_in, preferred
from shanyraq.desk.models import Draft
from shanyraq.desk.said import moment_said
from shanyraq.desk.terms import CHOICES, GROUPS, Step
from shanyraq.files.models import File
from shanyraq.words.texts import pick

Row = dict[str, Any]


def groups(sort: str = "") -> list[Row]:
    """The choices {act, label, hint} by group; of one sort of body only what can happen to it."""
    fitting = [choice for choice in CHOICES.values() if not sort or sort in ACTS[choice.act].on or (sort == "person" and choice.group == "people")]
    rows = {name: [{"act": str(c.act), "label": c.label, "hint": c.hint} for c in fitting if c.group == name] for name in GROUPS}
    return [{"name": name, "title": GROUPS[name], "choices": listed} for name, listed in rows.items() if listed]


def draft_rows(drafts: Iterable[Draft], language: str, today: date) -> list[Row]:
    """{url, text, names, changed} of drafts; three queries."""
    listed = list(drafts)
    names = book({key for draft in listed for key in draft.content["on"]}, language, {k: n for d in listed for k, n in d.content["new"].items()})
    return [
        {
            "url": reverse("desk:draft", kwargs={"pk": draft.pk}),
            "pk": draft.pk,
            "text": choice_of(draft.content).label,
            "names": ", ".join(names.text(key, today).value for key in draft.content["on"]),
            "correcting": bool(draft.content["change"]),
            "changed": moment_said(draft.changed, language),
        }
        for draft in listed
    ]


def answers(draft: Draft, language: str, today: date) -> list[Row]:
    """What was answered so far, as the account has it that is followed: {label, said [text], url}."""
    content = draft.content
    rows = [_answer(draft, _("What happened"), [choice_of(content).label], "")]
    followed = content["accounts"].index(preferred(content))
    for step in (Step.WHOM, *choice_of(content).asks):
        said = [row["text"].value for row in rows_of(keys_in(content, step, followed), language, today, content["new"])]
        rows.append(_answer(draft, step.label, said, step, followed))
    rows.append(_answer(draft, Step.WHEN.label, [_when(content, preferred(content), language)], Step.WHEN, followed))
    if fields_of(content):
        rows.append(_answer(draft, Step.DETAILS.label, list(_details(content, language, today)), Step.DETAILS, followed))
    return rows


def _details(content: Content, language: str, today: date) -> Iterator[str]:
    """What was filled in, each as "label: value"."""
    for row in fields.rows(fields.Page(content, content["accounts"].index(preferred(content)), language, today)):
        chosen = [str(choice["label"]) for choice in row["choices"] if choice["chosen"] and choice["value"]]
        said = [body["text"].value for body in row["pick"] or []] or chosen or ([row["value"]] if row["value"] and not row["choices"] else [])
        if said:
            yield f"{row['label']}: {', '.join(said)}"


def _when(content: Content, first: Row, language: str) -> str:
    said = say(first["date"], language) if first["date"] else _("It is not known when")
    return _("announced: %(when)s") % {"when": said} if content["status"] == Status.ANNOUNCED else said


def _answer(draft: Draft, label: Any, said: Sequence[Any], page: str, number: int = 0) -> Row:
    url = reverse("desk:page", kwargs={"pk": draft.pk, "page": page}) if page else ""
    return {"label": label, "said": said, "url": f"{url}?n={number}" if number else url}


def accounts(content: Content, language: str) -> list[Row]:
    """Each account {number, title, when, where, wording, preferred, files, told}."""
    ids = [one["source"] for one in content["accounts"] if one["source"]]
    versions = SourceVersion.objects.filter(source__slug__in=ids, known_to=FOREVER).select_related("source")
    titles = {version.source.slug: pick(version.title, language) for version in versions}
    files = {file.pk: file for file in File.objects.filter(pk__in=[pk for one in content["accounts"] for pk in one["files"]])}
    return [
        {
            "number": number,
            "title": _title(one, titles, language),
            "when": say(one["date"], language) if one["date"] else "",
            "where": one["locator"],
            "wording": one["wording"],
            "preferred": one is preferred(content),
            "told": is_told(one),
            "files": [files[pk].name for pk in one["files"] if pk in files],
        }
        for number, one in enumerate(content["accounts"])
    ]


def _title(one: Row, titles: dict[str, Any], language: str) -> str:
    if one["paper"]:
        return pick(one["paper"]["title"], language).value
    if one["source"]:
        return str(titles.get(one["source"], one["source"]))
    return _("Told to the keeper")
