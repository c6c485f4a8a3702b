"""What was found as its reader sees it: the name of the day, and the name that matched where that is another."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.chronicle.models import Period
from shanyraq.dating.terms import Certainty
from shanyraq.directory.days import Asked
from shanyraq.directory.existence import exists
from shanyraq.directory.finding.matching import BODIES
from shanyraq.directory.namebook import Namebook, name_text
from shanyraq.directory.reading import certainty_of
from shanyraq.directory.versions import Told, claims_of, shown
from shanyraq.directory.vocabulary import use_label, word
from shanyraq.directory.years import years
from shanyraq.places.models import Life as PlaceLife
from shanyraq.places.models import Trait as PlaceTrait
from shanyraq.registry.models import Life, Trait
from shanyraq.words.folding import fold
from shanyraq.words.texts import Text

LIVES: Final[dict[str, type[Any]]] = {"organisation": Life, "place": PlaceLife}
TRAITS: Final[dict[str, tuple[type[Any], str]]] = {"organisation": (Trait, "kind"), "place": (PlaceTrait, "place_kind")}


@dataclass(frozen=True, slots=True)
class Other:
    """A name that matched and is not the one of the day: `label` says what it is to the body."""

    label: str
    text: Text
    years: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Hit:
    """A body that was found: `kind` is what it is, in a word; `certainty` whether it is there on the day, `absent` says so where it is not."""

    key: str
    url: str
    text: Text
    kind: str
    certainty: Certainty
    absent: str
    other: Other | None


@dataclass(slots=True)
class Shelf:
    """What was read of some bodies, by their keys."""

    asked: Asked
    language: str
    book: Namebook
    names: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))  # those that match
    lives: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    told: dict[int, Told] = field(default_factory=dict)

    def read(self, keys: Sequence[str], words: Sequence[str]) -> None:
        """Twelve queries at most, however many bodies."""
        self.book.read(keys, self.asked.known_on)
        for kind in BODIES:
            slugs = {slug for of, _sign, slug in (key.partition(":") for key in keys) if of == kind}
            if slugs:
                self._read(kind, slugs, words)
        behind = {pk for found in self.names.values() for p in found for pk in (p.begin_change_id, p.end_change_id) if pk}
        self.told = claims_of(list(shown(self.asked.known_on).filter(change_id__in=behind)))

    def _read(self, kind: str, slugs: set[str], words: Sequence[str]) -> None:
        self.names |= self._by_key(kind, slugs, _with_words(BODIES[kind][1].objects.all(), words))
        if kind in LIVES:
            self.lives |= self._by_key(kind, slugs, LIVES[kind].objects.all())
            self.kinds |= self._by_key(kind, slugs, TRAITS[kind][0].objects.filter(fact="kind").as_of(self.asked.day))

    def _by_key(self, kind: str, slugs: set[str], periods: Any) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        known = periods.known_on(self.asked.known_on).filter(**{f"{kind}__slug__in": slugs})
        for period in known.select_related(kind).order_by("begin_earliest", "pk"):
            found[f"{kind}:{getattr(period, kind).slug}"].append(period)
        return found

    def hit(self, key: str, words: Sequence[str]) -> Hit:
        text = self.book.text(key, self.asked.day)
        certainty = exists(self.lives[key], self.asked.day) if key in self.lives else Certainty.SURELY
        absent = _absent(self.lives[key], self.asked) if certainty == Certainty.NO else ""
        return Hit(key, str(self.book.body(key, self.asked.day)["url"]), text, self._kind(key), certainty, absent, self._other(key, text, words))

    def _kind(self, key: str) -> str:
        kind = key.partition(":")[0]
        found = [word(TRAITS[kind][1], period.value) for period in self.kinds.get(key, ()) if kind in TRAITS]
        return found[0] if found else {"organisation": _("organisation"), "place": _("place"), "person": _("person")}[kind]

    def _other(self, key: str, shown_as: Text, words: Sequence[str]) -> Other | None:
        """None where the name that is shown has the words itself."""
        if _has(shown_as.value, words):
            return None
        periods = self.names.get(key, [])
        best = max(periods, key=lambda p: (certainty_of(p, self.asked.day).rank, not p.use, p.begin_latest), default=None)
        if best is None:
            return None
        text = _matching_text(best.text, self.language, words)
        return Other(self._label(best), text, years(best, self.told, self.language), certainty_of(best, self.asked.day))

    def _label(self, period: Any) -> str:
        if period.use:
            return use_label(period.use)
        if certainty_of(period, self.asked.day) != Certainty.NO:
            return _("also called")
        return _("was called") if period.end_latest <= self.asked.day else _("later called")


def hits(asked: Asked, language: str, keys: Sequence[str], words: Sequence[str]) -> list[Hit]:
    shelf = Shelf(asked, language, Namebook(language, asked.query))
    shelf.read(keys, words)
    return [shelf.hit(key, words) for key in keys]


def _with_words(names: Any, words: Iterable[str]) -> Any:
    for one in words:
        names = names.filter(folded__contains=one)
    return names


def _has(text: str, words: Iterable[str]) -> bool:
    found = fold(text)
    return all(one in found for one in words)


def _matching_text(texts: dict[str, Any], language: str, words: Sequence[str]) -> Text:
    """The name in the language of the page if it has the words, else in the first language in which it has."""
    own = name_text(texts, language)
    if _has(own.value, words):
        return own
    alone = (name_text({lang: said}, language) for lang, said in texts.items())
    return next((text for text in alone if _has(text.value, words)), own)


def _absent(lives: Sequence[Period], asked: Asked) -> str:
    """That it is no longer there on the day, or not yet."""
    over = any(life.end_latest <= asked.day for life in lives)
    return _("exists no longer on this day") if over else _("does not exist yet on this day")
