"""The page on which bodies are chosen: by part of a name that they ever had, or as new ones."""
from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.accounts.models import User
from shanyraq.chronicle.terms import Act
from shanyraq.chronicle.tomlfile.grammar import ACTS
from shanyraq.desk import within
from shanyraq.desk.choosing import MOST, above, found, in_office, lately, offered, rows_of
from shanyraq.desk.contents import choice_of, choose, keys_in, sort_asked, sorts_of, takes_several
from shanyraq.desk.fields import label_of
from shanyraq.desk.places import Place
from shanyraq.desk.slugs import of_name, unused
from shanyraq.desk.terms import Step
from shanyraq.directory.namebook import TABLES
from shanyraq.registry.models import Organisation

Row = dict[str, Any]
FEWEST: Final = 2
LONGEST: Final = 300
SORTS: Final[dict[str, Any]] = {"organisation": gettext_lazy("An organisation"), "place": gettext_lazy("A place"), "person": gettext_lazy("A person")}
TITLES: Final[dict[tuple[str, str], Any]] = {
    (Step.WHOM, Act.FOUNDED): gettext_lazy("What was founded?"),
    (Step.WHOM, Act.MERGED): gettext_lazy("Who merged?"),
    (Step.WHOM, Act.APPOINTED): gettext_lazy("In which organisation?"),
    (Step.WHOM, Act.RELEASED): gettext_lazy("In which organisation?"),
    (Step.WHOM, Act.SPLIT): gettext_lazy("What divided?"),
    (Step.TO, Act.JOINED): gettext_lazy("Which organisation did it join?"),
    (Step.TO, Act.LEFT): gettext_lazy("Which organisation did it leave?"),
    (Step.INTO, Act.MERGED): gettext_lazy("What did they become?"),
    (Step.INTO, Act.ABSORBED): gettext_lazy("Who took it in?"),
    (Step.INTO, Act.SPLIT): gettext_lazy("Into what did it divide?"),
    (Step.PERSON, Act.APPOINTED): gettext_lazy("Who took office?"),
    (Step.PERSON, Act.RELEASED): gettext_lazy("Who left office?"),
    (Step.BY, Act.SUCCEEDED): gettext_lazy("Who took its place?"),
    (Step.PART, Act.SEPARATED): gettext_lazy("Which part left it?"),
    (Step.OF, Act.SUCCEEDS): gettext_lazy("Whose heir does it call itself?"),
}


def _needed(place: Place) -> bool:
    """Whether the act asks for it; a field may be left out."""
    return place.page == Step.WHOM or place.page in choice_of(place.content).asks


def answer(place: Place) -> HttpResponse:
    if place.request.method == "POST":
        return _taken(place)
    return _shown(place, {})


def _title(place: Place) -> str:
    usual = _("To whom did it happen?") if place.page == Step.WHOM else label_of(place.page)
    return str(TITLES.get((place.page, place.content["act"]), usual))


def _sorts(place: Place) -> tuple[str, ...]:
    if place.page != Step.WHOM:
        return (sort_asked(place.content, place.page),)
    chosen = place.content["on"]
    return (sort_asked(place.content, place.page),) if chosen and takes_several(place.content, place.page) else sorts_of(place.content)


def _shown(place: Place, wrong: dict[str, str]) -> HttpResponse:
    typed = place.request.GET.get("q", "").strip()
    several = takes_several(place.content, place.page)
    chosen = keys_in(place.content, place.page, place.number)
    near = [] if typed else offered(_near(place), place.language, place.today, place.content["new"])
    listed = found(_sorts(place), typed, place.language, place.today, _within(place)) if typed else near
    context = {
        "place": place,
        "title": _title(place),
        "choice": choice_of(place.content),
        "several": several,
        "needed": _needed(place),
        "chosen": rows_of(chosen, place.language, place.today, place.content["new"]),
        "enough": len(chosen) >= _fewest(place),
        "rows": [row | {"sort": _sort_said(row["key"])} for row in listed if row["key"] not in chosen],
        "typed": typed,
        "names": _names(place, wrong),
        "sorts": [{"value": sort, "label": SORTS[sort], "chosen": n == 0} for n, sort in enumerate(_sorts(place))],
        "errors": [{"text": text, "target": target} for target, text in wrong.items()],
        "new_first": not typed and (not listed or _is_likely_new(place)),
    }  # fmt: skip
    return render(place.request, "desk/choose.html", context, status=400 if wrong else 200)


def _is_likely_new(place: Place) -> bool:
    begins = (Step.WHOM, Act.FOUNDED), (Step.INTO, Act.MERGED), (Step.INTO, Act.SPLIT), (Step.PART, Act.SEPARATED)
    return (place.page, place.content["act"]) in begins


def _sort_said(key: str) -> str:
    kind = key.partition(":")[0]
    return "" if kind == "organisation" else str(SORTS[kind])


def _fewest(place: Place) -> int:
    if place.page == Step.WHOM:
        return ACTS[place.content["act"]].least
    return FEWEST if takes_several(place.content, place.page) and place.page == Step.INTO else 1


def _within(place: Place) -> QuerySet[Organisation] | None:
    """The organisations to which something can have happened, as this keeper may tell; others may be named beside them."""
    assert isinstance(place.request.user, User)
    return within.offered(place.request.user, place.today) if place.page == Step.WHOM else None


def _near(place: Place) -> list[str]:
    """Bodies that are likely meant, before anything is typed."""
    on = place.content["on"]
    own = _within(place)
    if own is not None:
        return [f"organisation:{slug}" for slug in own.order_by("slug").values_list("slug", flat=True)[:MOST]]
    if on and place.content["act"] != Act.APPOINTED and place.page == Step.PERSON:
        return in_office(on[0]) or lately(_sorts(place), on)
    if on and place.content["act"] == Act.LEFT and place.page == Step.TO:
        return above(on[0])
    sorts = _sorts(place)
    return lately(("organisation",) if "organisation" in sorts else sorts, on)


def _names(place: Place, wrong: dict[str, str]) -> list[Row]:
    languages = dict(settings.LANGUAGES)
    ordered = [place.language, *(code for code in languages if code != place.language)]
    return [
        {
            "id": f"new-{code}", "name": f"new-{code}", "label": languages[code], "kind": "text", "choices": [],
            "hint": "", "left_out": _("(in one language at least)"),
            "autocomplete": "", "inputmode": "", "value": place.request.POST.get(f"new-{code}", ""),
            "error": wrong.get(f"new-{code}", ""), "required": False,
        }
        for code in ordered
    ]  # fmt: skip


# ---- what was sent


def _taken(place: Place) -> HttpResponse:
    post = place.request.POST
    chosen = keys_in(place.content, place.page, place.number)
    if "remove" in post:
        choose(place.content, place.page, [key for key in chosen if key != post["remove"]], place.number)
        return place.go_to(place.page)
    if "new" in post:
        key, wrong = _minted(place)
        return _shown(place, wrong) if wrong else _with(place, chosen, [key])
    if "go" in post:
        return _gone_on(place, chosen)
    keys = [key for key in post.getlist("key") if _may_be(place, key)]
    return _with(place, chosen, keys) if keys else _shown(place, {"found": _("Choose one of the list, or type the name of a new one.")})


def _gone_on(place: Place, chosen: list[str]) -> HttpResponse:
    if _needed(place) and len(chosen) < _fewest(place):
        return _shown(place, {"found": _("Choose at least %(number)s.") % {"number": _fewest(place)}})
    return place.go_on() if _needed(place) else place.go_to(Step.DETAILS)


def _with(place: Place, chosen: list[str], keys: list[str]) -> HttpResponse:
    several = takes_several(place.content, place.page)
    keys = [key for key in keys if key.partition(":")[0] == (chosen or keys)[0].partition(":")[0]] if several else keys
    choose(place.content, place.page, list(dict.fromkeys([*chosen, *keys])) if several else keys[:1], place.number)
    if several:
        return place.go_to(place.page)
    return place.go_on() if _needed(place) else place.go_to(Step.DETAILS)


def _may_be(place: Place, key: str) -> bool:
    kind, _colon, slug = key.partition(":")
    known = kind in TABLES and TABLES[kind]._default_manager.filter(slug=slug[:60]).exists()
    return kind in _sorts(place) and (known or key in place.content["new"])


def _minted(place: Place) -> tuple[str, dict[str, str]]:
    """The key of a new body, by its names; its slug comes from the first of them and never changes."""
    post = place.request.POST
    names = {code: " ".join(post.get(f"new-{code}", "")[:LONGEST].split()) for code in dict(settings.LANGUAGES)}
    names = {code: name for code, name in names.items() if name}
    sort = post.get("sort", "")
    if not names:
        return "", {f"new-{place.language}": _("Type the name in one language at least.")}
    sort = sort if sort in _sorts(place) else _sorts(place)[0]
    slug = unused(TABLES[sort], of_name(names.get("en") or names.get("kk") or next(iter(names.values()))))
    while f"{sort}:{slug}" in place.content["new"]:
        slug = f"{slug[:57]}-2" if not slug[-1].isdigit() else f"{slug[:57]}-b"
    place.content["new"][f"{sort}:{slug}"] = names
    return f"{sort}:{slug}", {}
