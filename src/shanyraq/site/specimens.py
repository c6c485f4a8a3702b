"""Invented content for the parts page: each part in every state. Shapes as in the comment at the top of each part."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from shanyraq.words.texts import Text

Row = dict[str, Any]

FALLBACK = ("kk", "ru", "ko", "en", "und")
TEXTS = Path(__file__).with_name("specimens.toml")


@cache
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(TEXTS.read_text(encoding="utf-8"))


class Specimens:
    """The invented content in one language (`kk`, `ru`, `ko`, `en`); a text without that language is a fallback."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str) -> str:
        return _tables()["say"][key][self.language]

    def text(self, key: str) -> Text:
        texts = _tables()["text"][key]
        used = next(code for code in (self.language, *FALLBACK) if code in texts)
        return Text(texts[used], used, fallback=used != self.language)

    def value(self, key: str, certainty: str = "surely", refs: tuple[int, ...] = (1,), **more: Any) -> Row:
        return {"text": self.text(key), "url": "", "certainty": certainty, "refs": list(refs), **more}

    def named(self, key: str) -> Text:
        return Text(self.say(key), self.language, fallback=False)

    def tie(self, key: str, label: str, certainty: str = "surely", **more: Any) -> Row:
        body = {"url": f"#{key}", "text": self.text(key)}
        return {"body": body, "tie_label": self.say(label), "certainty": certainty, "years": self.say("since"), "refs": [1], **more}

    def node(self, key: str, label: str = "", certainty: str = "surely", **more: Any) -> Row:
        tie_label = self.say(label) if label else ""
        row: Row = {"url": f"#{key}", "text": self.text(key), "tie_label": tie_label, "certainty": certainty}
        return {**row, "years": "", "again": False, "below": [], **more}

    def item(self, key: str, when: str, date: str, **more: Any) -> Row:
        row: Row = {"id": key, "slug": key, "when": self.say(when), "datetime": date, "sentence": self.say(key)}
        return {**row, "status": "done", "open": False, "refs": [1], "claims": [], "note": "", **more}

    def names(self) -> list[Row]:
        return [self.value("centre_old", "possibly", (1, 3), group="reorganised"), self.value("centre", "possibly", group="reorganised")]

    def facts(self) -> list[Row]:
        either = {"url": "", "certainty": "possibly", "refs": [1], "group": "reorganised"}
        kinds = [{"text": self.named(key), **either} for key in ("kind_old", "kind_new")]
        registered = {"text": self.named("april"), "url": "", "certainty": "surely", "refs": [1, 3]}
        return [
            {"label": self.say("kind"), "values": kinds},
            {"label": self.say("registration"), "values": [registered]},
            {"label": self.say("seat"), "values": []},
            {"label": self.say("keeps"), "values": [self.value("culture")]},
        ]

    def offices(self) -> list[Row]:
        first = self._office("chair", "person_one", "surely", years=self.say("since"), refs=[1])
        return [first, self._office("deputy", "person_two", "possibly", years="", refs=[2], note=self.say("acting"))]

    def _office(self, office: str, person: str, certainty: str, **more: Any) -> Row:
        return {"office_label": self.say(office), "person": {"url": f"#{person}", "text": self.text(person)}, "certainty": certainty, **more}

    def ties(self) -> list[Row]:
        either = [self.tie("union", "part_of", "possibly", group="passed"), self.tie("council", "part_of", "possibly", group="passed", years="")]
        return [*either, self.tie("society", "member"), self.tie("branch_three", "branch_of", "possibly", refs=[1, 2])]

    def roots(self) -> list[Row]:
        branches = [self.node(f"branch_{number}", "branch_of", years=self.say("since")) for number in ("one", "two", "three")]
        society = self.node("society", "part_of", "possibly", below=[self.node("centre", "member", again=True)])
        many = [self.node("branch_two", "branch_of") for _ in range(8)]
        below = [self.node("centre", "part_of", below=branches), society, self.node("centre_short", "part_of", below=many)]
        return [self.node("council", below=below), self.node("foreign")]

    def claims(self) -> list[Row]:
        preferred = {"when": self.say("year"), "value": self.say("with_union"), "source_ref": 1, "preferred": True, "wording": ""}
        other = {"when": self.say("exact"), "value": self.say("by_law"), "source_ref": 2, "preferred": False, "wording": self.say("wording")}
        return [{**other, "wording_lang": self.language}, preferred]

    def chronicle(self) -> list[Row]:
        return [
            self.item("founded", "decades", "198X/199X", open=True, note=self.say("note")),
            self.item("registered", "exact", "1997-04-22", refs=[1, 3], day_url="?as_of=1997-04-22"),
            self.item("reorganised", "year", "2002", open=True, claims=self.claims()),
            self.item("joined", "april", "1996-04", open=True, refs=[2]),
            self.item("plan", "planned", "2027", status="announced", refs=[2]),
        ]

    def sources(self) -> list[Row]:
        clause = [{"locator": self.say("clause"), "wordings": [self.say("wording")]}]
        return [
            self._source(1, "article", "press", "april", publisher=self.text("town").value, said=[{"locator": self.say("lines"), "wordings": []}]),
            self._source(2, "law", "statute", "exact", address="https://example.org/law", said=clause),
            self._source(3, "certificate", "paper", "exact"),
        ]

    def _source(self, number: int, title: str, kind: str, day: str, **more: Any) -> Row:
        row: Row = {"number": number, "title": self.text(title), "kind_label": self.say(kind), "day": self.say(day)}
        return {**row, "publisher": "", "said": [], "address": "", **more}

    def territory(self) -> list[Row]:
        steps = {"country": "surely", "oblast": "possibly", "town": "surely", "village": "surely"}
        return [{"url": f"#{key}", "text": self.text(key), "certainty": certainty} for key, certainty in steps.items()]

    def bands(self) -> list[Row]:
        page = {"day": self.say("day"), "today_url": "?", "day_iso": "2002-07-01"}
        known = self.say("known")
        return [
            {**page, "day": self.say("today"), "is_past": False, "known": ""},
            {**page, "is_past": True, "known": ""},
            {**page, "is_past": True, "known": known},
            {**page, "is_past": False, "known": known},
        ]

    def days(self) -> list[Row]:
        steps = [{"url": f"?as_of={year}", "text": str(year), "current": year == 2000} for year in range(1985, 2027, 5)]  # noqa: PLR2004
        return [
            {"id": "day-plain", "value": ""},
            {"id": "day-steps", "value": "2000", "steps": steps, "known_on": "2025-01-01"},
            {"id": "day-wrong", "value": "2001-02-30", "error": self.say("bad_day")},
        ]

    def fields(self) -> list[Row]:
        choices = [{"value": key, "label": self.say(key), "chosen": key == "kind_new"} for key in ("kind_old", "kind_new")]
        name = {"name": "name", "label": self.say("field_name"), "hint": self.say("field_hint"), "required": True}
        return [
            {**name, "id": "f-wrong", "kind": "text", "value": "", "error": self.say("field_wrong")},
            {**name, "id": "f-plain", "kind": "text", "value": self.text("centre").value},
            {"id": "f-note", "name": "note", "label": self.say("field_note"), "kind": "textarea", "value": ""},
            {"id": "f-select", "name": "kind", "label": self.say("kind"), "kind": "select", "choices": choices, "required": True},
            {"id": "f-radio", "name": "kind2", "label": self.say("kind"), "kind": "radio", "choices": choices, "required": True},
            {"id": "f-check", "name": "kind3", "label": self.say("kind"), "kind": "checkbox", "choices": choices, "hint": self.say("field_hint")},
        ]

    def pages(self) -> Row:
        links: list[Row] = [{"text": str(number), "url": f"?page={number}", "current": number == 2} for number in (1, 2, 3)]  # noqa: PLR2004
        last = {"text": "7", "url": "?page=7", "current": False}
        return {"sentence": self.say("range"), "previous_url": "?page=1", "next_url": "?page=3", "links": [*links, {"gap": True}, last]}

    def existences(self) -> list[Row]:
        said = {"surely": "exists", "possibly": "maybe", "no": "absent"}
        return [{"exists": exists, "sentence": self.say(key)} for exists, key in said.items()]

    def problems(self) -> list[Row]:
        form = {"id": "day-problem", "value": "2001-02-30", "error": ""}
        bad_day = {"status": 400, "explanation": self.say("bad_day"), "home_url": "", "day_form": form}
        return [bad_day, *({"status": status, "explanation": "", "day_form": None, "home_url": "#main"} for status in (400, 403, 404, 413, 429, 500))]


def parts(language: str) -> Row:
    """What `site/parts.html` takes besides the frame, with texts in `language` (`kk`, `ru`, `ko` or `en`)."""
    some = Specimens(language)
    chronicle = some.chronicle()
    return {
        "bands": some.bands(), "days": some.days(),
        "plain": some.text("centre"), "foreign": some.text("branch_three"), "one_ref": [1], "three_refs": [1, 2, 3],
        "names_of": [some.names(), [some.value("centre")], [some.value("centre_short", use_label=some.say("kind_new")), some.value("person_two")]],
        "existences": some.existences(), "facts": some.facts(), "offices": some.offices(),
        "counts": {"organisations": 37, "possible": 2, "changes": 214, "sources": 41},
        "territory": some.territory(), "ties": some.ties(), "roots": some.roots(),
        "outline": {"d": "M20 60L70 15L150 25L185 70L150 105L95 92L50 110Z", "view_box": "0 0 200 120", "credit": ""},
        "chronicle": chronicle, "disputed": chronicle[2], "announced": [{**chronicle[-1], "id": "planned"}], "sources": some.sources(),
        "pages": some.pages(), "fields": some.fields(), "problems": some.problems(),
        "errors": [{"text": some.say("field_wrong"), "target": "f-wrong"}],
    }
