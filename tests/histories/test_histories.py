"""Real histories from public pages, asked as of days whose answers were reasoned by hand.

`NAME.toml` is a chronicle file; `NAME.asked.toml` holds its questions, a list of `[[ask]]` tables, each with `as_of`, an optional
`known_on` and `why` (the reasoning in a sentence), and one of:

- `slug` with `expect`: what `show` answers of an organisation, or of a place where the slug begins with `place:`. Only the keys
  given are compared, each as a whole list in any order: `exists` = certainty; `names` = [text, certainty], where a name in several
  languages is named by any one of them; `kinds`, `levels`, `seats`, `centres`, `states` = [value, certainty]; `parents` =
  [slug, tie, certainty] (the tie of places is `parent`); `successors` = [slug, certainty], those that call themselves so with
  `succeeds` among them, those of an earlier life not; `offices` = [office, person, certainty]; `disputes` = ids of changes.
- `under` = [slug, ancestor] with `certainty`;
- `in` = [slug of an organisation, place] with `certainty`.

Places are named without `place:` in answers, persons without `person:`.
"""
from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shanyraq.chronicle.imports import import_files
from shanyraq.directory.questions import show, show_place
from shanyraq.registry.questions import under, within

HERE = Path(__file__).parent
HISTORIES = sorted(p.stem for p in HERE.glob("*.toml") if not p.stem.endswith(".asked"))

Row = Mapping[str, Any]


def _slug(value: Any) -> str:
    return str(value["slug"] if isinstance(value, Mapping) else value).removeprefix("place:").removeprefix("person:")


def _certainty(value: Any) -> str:
    return str(getattr(value, "value", value))


def _named(row: Row, wanted: list[Any]) -> str:
    texts = list(row["text"].values())
    return next((text for text in texts if any(text == told for told, _ in wanted)), texts[0])


def _valued(row: Row, _wanted: list[Any]) -> list[str]:
    return [_slug(row["value"]), _certainty(row["certainty"])]


READ: dict[str, Callable[[Row, list[Any]], Any]] = {
    "names": lambda row, wanted: [_named(row, wanted), _certainty(row["certainty"])],
    "kinds": _valued,
    "levels": _valued,
    "seats": _valued,
    "centres": _valued,
    "states": _valued,
    "parents": lambda row, _: [_slug(row["slug"]), row["tie"], _certainty(row["certainty"])],
    "successors": lambda row, _: [_slug(row["slug"]), _certainty(row["certainty"])],
    "offices": lambda row, _: [row["office"], _slug(row["person"]), _certainty(row["certainty"])],
    "disputes": lambda row, _: row["change"],
}


def _shown(ask: Row) -> dict[str, Any]:
    days = {"as_of": ask["as_of"], "known_on": ask.get("known_on")}
    slug = ask["slug"]
    return show_place(slug.removeprefix("place:"), **days) if slug.startswith("place:") else show(slug, **days)


def _read(answer: Row, key: str, wanted: Any) -> Any:
    if key == "exists":
        return _certainty(answer["exists"])
    rows = [READ[key](row, wanted) for row in answer[key]]
    return sorted(set(rows)) if key == "disputes" else sorted(rows)


def _answer(ask: Row) -> tuple[Any, Any]:
    """(what was expected, what was answered), both in the form of the file and sorted."""
    for word, question in (("under", under), ("in", within)):
        if word in ask:
            return ask["certainty"], _certainty(question(*ask[word], as_of=ask["as_of"], known_on=ask.get("known_on")))
    answer = _shown(ask)
    expected = {key: wanted if isinstance(wanted, str) else sorted(wanted) for key, wanted in ask["expect"].items()}
    return expected, {key: _read(answer, key, wanted) for key, wanted in expected.items()}


def _asked(name: str) -> list[dict[str, Any]]:
    asks: list[dict[str, Any]] = tomllib.loads((HERE / f"{name}.asked.toml").read_text(encoding="utf-8"))["ask"]
    return asks


def _told(ask: Row, expected: Any, answered: Any) -> str:
    what = ask.get("slug") or ask.get("under") or ask.get("in")
    return f"{what} on {ask['as_of']}: expected {expected}, answered {answered}. {ask['why']}"


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("name", HISTORIES)
def test_every_question_is_answered_as_reasoned(name: str) -> None:
    import_files([HERE / f"{name}.toml"], dry_run=False)
    answers = [(ask, *_answer(ask)) for ask in _asked(name)]
    assert [_told(ask, expected, answered) for ask, expected, answered in answers if expected != answered] == []


@pytest.mark.parametrize("name", HISTORIES)
def test_each_history_asks_at_least_twelve_questions_with_reasons(name: str) -> None:
    asks = _asked(name)
    assert (len(asks) >= 12, [ask for ask in asks if not ask["why"]]) == (True, [])
