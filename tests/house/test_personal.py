"""The federation is open to every citizen: nothing here asks for or stores what a person is or believes."""
from __future__ import annotations

import re

from django.apps import apps
from django.utils import translation
from tests.house.floors import PACKAGE

from shanyraq.people.terms import SPOKEN, ContactKind, Given, MemberKind, Purpose, Script, SeenBy

ASKED_NOWHERE = re.compile(
    r"ethnic|nationalit|\brac(e|ial)\b|religio|\bfaith\b|\bcreed\b|confession|denominat|social[ _]?(status|origin|class)|\bdescent\b"
    r"|национальност|этнич|вероисповед|религи|сословн|происхожден|ұлты\b|этникал|\bдіни\b|\bдін\b|민족성|종교|신분|출신",
    re.IGNORECASE,
)
LISTS = [SPOKEN.values(), *([label for _value, label in kinds.choices] for kinds in (ContactKind, Given, MemberKind, Purpose, Script, SeenBy))]
OF_ORGANISATIONS = {"ethnocultural_association", "ethnocultural_centre", "ethnocultural association", "ethnocultural centre"}


def test_the_pattern_bites() -> None:
    asked = ["Ethnicity", "religion", "Национальность", "вероисповедание", "ұлты", "종교", "social_status"]
    assert [word for word in asked if not ASKED_NOWHERE.search(word)] == []


def test_no_column_asks() -> None:
    wrong = set()
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            for lang in ("en", "kk", "ru", "ko"):
                with translation.override(lang):
                    words = [field.name, *(str(getattr(field, name, "")) for name in ("verbose_name", "help_text"))]
                wrong |= {f"{model._meta.label}.{field.name}: {word}" for word in words if ASKED_NOWHERE.search(word) and word not in OF_ORGANISATIONS}
    assert wrong == set()


def test_no_form_asks() -> None:
    """Names and labels of fields, in templates and form classes, whatever their file is called."""
    field = re.compile(r"""(?:name|id|for)=["']([^"']+)["']|label\s*=\s*_?\(?["']([^"']+)["']|<label[^>]*>([^<]*)<""")
    wrong = {
        f"{path.relative_to(PACKAGE)}: {word}"
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in (".html", ".py") and "migrations" not in path.parts
        for found in field.findall(path.read_text())
        for word in found
        if ASKED_NOWHERE.search(word) and word not in OF_ORGANISATIONS
    }
    assert wrong == set()


def test_no_label_asks_in_any_language() -> None:
    """The labels that forms are built with in code, and the words of closed lists, as each reader reads them."""
    built = re.compile(r"""field\(\s*f?["']([^"']+)["'],\s*_\(["']([^"']+)["']\)""")
    modules = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
    said = {word for path in modules for found in built.findall(path.read_text()) for word in found}
    assert {"Date of birth", "Which languages does the person speak?", "Given name of the guardian"} <= said
    wrong = set()
    for lang in ("en", "kk", "ru", "ko"):
        with translation.override(lang):
            shown = {str(translation.gettext(word)) for word in said} | {str(label) for choices in LISTS for label in choices}
        wrong |= {f"{lang}: {word}" for word in shown if ASKED_NOWHERE.search(word)}
    assert wrong == set()
