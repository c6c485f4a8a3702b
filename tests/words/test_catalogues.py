from __future__ import annotations

import gettext
import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from shanyraq.words.compile import compile_all
from shanyraq.words.gather import sources, template, update


def written(folder: Path) -> Path:
    return folder / "kk" / "LC_MESSAGES" / "django.po"


def translate(folder: Path, message: str, text: str) -> None:
    catalogue = read_po(io.BytesIO(written(folder).read_bytes()), locale="kk")
    catalogue[message].string = text
    with written(folder).open("wb") as target:
        write_po(target, catalogue)


def texts(*messages: str) -> Catalog:
    catalogue = Catalog(charset="utf-8")
    for message in messages:
        catalogue.add(message)
    return catalogue


def test_texts_of_code_and_templates_are_found(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text("<p>\n  Бос {% load i18n %}{% trans 'One' %}\n    {% blocktranslate trimmed %}Two {{ n }}\n three{% endblocktranslate %}")
    (tmp_path / "b.py").write_text("_('Four')")
    assert [name for name, _text in sources(tmp_path)] == ["b.py", "templates/a.html"]
    assert {"Sign in", "Name"} <= {message.id for message in template()}


def test_an_update_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    assert update("kk", texts("One", "Two"), tmp_path) == 2
    translate(tmp_path, "One", "Бір")
    assert update("kk", texts("One", "Three"), tmp_path) == 1
    assert {message.id: message.string for message in read_po(io.BytesIO(written(tmp_path).read_bytes()), locale="kk") if message.id} == {"One": "Бір", "Three": ""}


def test_a_catalogue_is_compiled_once(tmp_path: Path) -> None:
    update("kk", texts("One"), tmp_path)
    translate(tmp_path, "One", "Бір")
    assert [compile_all(tmp_path), compile_all(tmp_path)] == [1, 0]
    with written(tmp_path).with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("One") == "Бір"
