"""A file falls into the tables that a TOML reader of the whole file finds in it, whatever stands in its strings, arrays and comments."""
from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from shanyraq.chronicle.tomlfile.faults import Findings
from shanyraq.chronicle.tomlfile.splitting import pieces_of

NASTY = st.lists(st.sampled_from(["'", '"', "\\", "[", "]", "{", "}", "#", ".", ",", "=", "\n", "\n[[change]]\n", "\n[change.claim]\n", "a", "қ", " "]), max_size=8).map("".join)
ESCAPED = NASTY.map(lambda text: text.replace("\\", "\\\\").replace('"', '\\"'))
STRINGS = st.one_of(
    ESCAPED.map(lambda text: '"' + text.replace("\n", "\\n") + '"'),
    ESCAPED.map(lambda text: f'"""{text}"""'),
    ESCAPED.map(lambda text: f'"""{text}\\\n   ""x"""""'),
    ESCAPED.map(lambda text: f'"""{text}x""""'),
    NASTY.map(lambda text: "'" + text.replace("'", "").replace("\n", "") + "'"),
    NASTY.map(lambda text: "'''" + text.replace("'", "") + "''a'''''"),
    NASTY.map(lambda text: "'''" + text.replace("'", "") + "a''''"),
)
COMMENTS = NASTY.map(lambda text: "# " + text.replace("\n", " ") + "\n")
SPACES = st.sampled_from(["", " ", "\n", "\n\t"]) | COMMENTS
ATOMS = STRINGS | st.sampled_from(["1", "1.5", "true", "2006-01-01", "2006-01-01T00:00:00.5Z"])


def array(items: list[tuple[str, str]]) -> str:
    return "[" + "".join(f"{space}{item}{space}," for item, space in items) + "]"


VALUES = st.recursive(
    ATOMS,
    lambda inner: st.lists(st.tuples(inner, SPACES), max_size=3).map(array)
    | st.lists(inner, max_size=3).map(lambda items: "{" + ", ".join(f"k{number}.'x]' = {item}" for number, item in enumerate(items)) + "}"),
    max_leaves=5,
)
ENTRIES = st.lists(VALUES | COMMENTS, max_size=4).map(
    lambda rows: "".join(row if row.startswith("#") else f'"k[{number}" . a = {row} # [[change]]\n' for number, row in enumerate(rows)))
TABLES = st.lists(st.tuples(st.sampled_from(["[[source]]", " [[ 'change' ]] # x", '[["source"]]', "[[change]]"]), ENTRIES, ENTRIES), max_size=4)


def text_of(tables: list[tuple[str, str, str]]) -> str:
    return "".join(f"{header}\n{entries}[{'change' if 'change' in header else 'source'}.claim]\n{below}" for header, entries, below in tables)


@settings(max_examples=400, deadline=None)
@given(TABLES.map(text_of), st.booleans())
@example("", True)
def test_pieces_are_the_tables_of_the_whole(text, windows):
    raw = (text.replace("\n", "\r\n") if windows else text).encode()
    findings = Findings()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.toml"
        file.write_bytes(raw)
        pieces = list(pieces_of(file, findings))
    found: dict[str, list[object]] = {}
    for piece in pieces:
        found.setdefault(piece.name, []).extend(tomllib.loads(piece.raw.decode())[piece.name])
        assert raw.split(b"\n")[piece.line - 1].lstrip().startswith(b"[[")
    assert (found, findings.faults) == (tomllib.loads(raw.decode()), [])
    assert b"".join(piece.raw for piece in pieces) == raw
