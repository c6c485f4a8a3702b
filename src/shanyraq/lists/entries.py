"""What each row of a list says, cell by cell; what is not understood stands in `left`, with its heading."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shanyraq.chronicle.tomlfile.value_form import check_digit
from shanyraq.dating.edtf_date import parse
from shanyraq.lists.dates import date_in, fits_before
from shanyraq.lists.folded import folded
from shanyraq.lists.guessing import PHONE
from shanyraq.lists.layout import Layout, Row
from shanyraq.lists.terms import Column
from shanyraq.lists.wording import IN_NAMES, KINDS, LEVELS, NO, VACANT, YES, first, says_nothing
from shanyraq.registry.terms import Kind, Level

LONGEST_NAME: Final = 300
OF_TITLES: Final = (Kind.ETHNOCULTURAL_ASSOCIATION, Kind.ETHNOCULTURAL_CENTRE)  # a title that speaks of these speaks of each row
LONGEST_PERSON: Final = 80
BIN_LENGTH: Final = 12
OFFICE: Final = re.compile(
    r"^(?:төраға(?:сы)?|төрайым(?:ы)?|председатель|руководитель|директор|chair(?:man|woman)?|회장)\s*[:–-]?\s+|\s+회장$", re.IGNORECASE
)
NUMBER_SIGN: Final = re.compile(
    r"^(?:(?:иә|бар|да|есть|тіркелген|зарегистрирован[ао]?|гос|мем|рег|тір|нөмірі|номер|куәлік|свид(?:етельство)?)\b[.,:]?\s*)*№?\s*", re.IGNORECASE
)


@dataclass(slots=True)
class Entry:
    """A row as it was understood. Dates are EDTF; empty is: not told."""

    number: int
    name: str = ""
    kind: str = ""
    level: str = ""
    seat: str = ""
    region: str = ""
    registered: bool | None = None
    reg_number: str = ""
    bin: str = ""
    founded: str = ""
    registered_on: str = ""
    chair: str = ""
    contact: list[str] = field(default_factory=list)
    culture: str = ""
    parent: str = ""
    left: list[tuple[str, str]] = field(default_factory=list)  # (heading, text)

    @property
    def is_registered(self) -> bool:
        return bool(self.registered or self.reg_number or self.registered_on)


def entries(layout: Layout, day: date) -> list[Entry]:
    """A list that is true as of `day`: nothing in it can be later."""
    general = first(KINDS, layout.title)
    read = [_entry(layout, row, day) for row in layout.rows]
    for entry in read:
        entry.kind = entry.kind or first(KINDS, entry.name) or (general if general in OF_TITLES else "")
    return read


def _entry(layout: Layout, row: Row, day: date) -> Entry:
    entry = Entry(row.number)
    for n, cell in enumerate(row.cells):
        column = layout.columns[n]
        if column in READERS and not (says_nothing(cell) and not (column == Column.REGISTERED and cell)):
            READERS[column](entry, layout.headings[n] or ("" if column == Column.NOTE else str(column.label)), cell)
    entry.contact = _each_once(entry.contact)
    _from_section(entry, row)
    entry.level = entry.level or first(IN_NAMES, entry.name)
    _check_days(entry, day)
    if entry.bin and entry.registered is None:
        entry.registered = True  # a BIN is given at registration
    return entry


def _each_once(contact: list[str]) -> list[str]:
    """Without a phone that stands in another cell among others."""
    return [text for text in dict.fromkeys(contact) if not (PHONE.fullmatch(text) and any(text in other and text != other for other in contact))]


def _from_section(entry: Entry, row: Row) -> None:
    entry.seat = entry.seat or row.under.get(Column.SEAT, "")
    entry.region = entry.region or row.under.get(Column.REGION, "")
    entry.level = entry.level or first(IN_NAMES, row.under.get(Column.LEVEL, "")) or first(LEVELS, row.under.get(Column.LEVEL, ""))


def _check_days(entry: Entry, day: date) -> None:
    """No day after that of the list, no registration before the founding: such a day is kept as a text."""
    for name in ("founded", "registered_on"):
        said = getattr(entry, name)
        if said and not fits_before(said, day):
            entry.left.append((str(Column(name).label), said))
            setattr(entry, name, "")
            entry.registered = entry.registered or name == "registered_on" or None
    if entry.founded and entry.registered_on and is_after(entry.founded, entry.registered_on):
        entry.left.append((str(Column.FOUNDED.label), entry.founded))
        entry.founded = ""


def is_after(one: str, other: str) -> bool:
    """Whether the first is surely later than the second."""
    earliest, latest = parse(one).earliest, parse(other).latest
    return earliest is not None and latest is not None and earliest > latest


# ---- a cell of each column


def _name(entry: Entry, heading: str, cell: str) -> None:
    text = " ".join(cell.split())
    if len(text) > LONGEST_NAME or not re.search(r"[^\W\d_]", text):
        entry.left.append((heading, text))
    else:
        entry.name = text


def _word(attribute: str, patterns: tuple[tuple[str, str], ...]) -> Callable[[Entry, str, str], None]:
    def read(entry: Entry, heading: str, cell: str) -> None:
        term = first(patterns, cell)
        if term:
            setattr(entry, attribute, term)
        else:
            entry.left.append((heading, cell))

    return read


def _text(attribute: str) -> Callable[[Entry, str, str], None]:
    def read(entry: Entry, _heading: str, cell: str) -> None:
        setattr(entry, attribute, " ".join(cell.split()))

    return read


def _registered(entry: Entry, heading: str, cell: str) -> None:
    """Yes or no, or a number, a day, or both."""
    words = folded(cell).strip(" .,;")
    if YES.fullmatch(words):
        entry.registered = True
    elif NO.fullmatch(words) or says_nothing(cell):
        entry.registered = False
    elif any(sign.isdigit() for sign in cell):
        said, rest = date_in(cell)
        entry.registered_on = entry.registered_on or said
        entry.registered = True
        if rest and len(rest) <= LONGEST_PERSON and any(sign.isdigit() for sign in rest):
            _number(entry, heading, rest)
        elif rest and not YES.fullmatch(folded(rest)):
            entry.left.append((heading, cell))
    else:
        entry.left.append((heading, cell))


def _number(entry: Entry, heading: str, cell: str) -> None:
    if VACANT.fullmatch(folded(cell)):
        entry.registered = False
        return
    said, rest = date_in(cell) if len(cell) > len("2003-04-12") else ("", cell)
    entry.registered_on = entry.registered_on or said
    number = NUMBER_SIGN.sub("", " ".join((rest if said else cell).split()))
    if number and len(number) <= LONGEST_PERSON:
        entry.reg_number = number
    elif number:
        entry.left.append((heading, cell))


def _bin(entry: Entry, heading: str, cell: str) -> None:
    digits = "".join(re.findall(r"\d", cell)).zfill(BIN_LENGTH)
    fits = len(digits) == BIN_LENGTH and not re.search(r"[^\W\d]", cell) and int(digits) and check_digit(digits[:-1]) == int(digits[-1])
    if fits:
        entry.bin = digits
    elif not VACANT.fullmatch(folded(cell)):
        entry.left.append((heading, cell))


def _day(attribute: str) -> Callable[[Entry, str, str], None]:
    def read(entry: Entry, heading: str, cell: str) -> None:
        said, rest = date_in(cell)
        if said:
            setattr(entry, attribute, said)
        if attribute == "registered_on" and not said and (NO.fullmatch(folded(cell)) or YES.fullmatch(folded(cell))):
            entry.registered = bool(YES.fullmatch(folded(cell)))
        elif attribute == "registered_on" and rest and re.fullmatch(r"№?\s*[\w/-]*\d[\w/-]*", rest):
            _number(entry, heading, rest)
        elif rest:
            entry.left.append((heading, cell))

    return read


def _chair(entry: Entry, heading: str, cell: str) -> None:
    """A person; a phone beside the name is the contact."""
    for phone in PHONE.findall(cell):
        entry.contact.append(phone.strip())
    text = re.sub(r"\(\s*\)", " ", re.sub(r"(?:\bтел|\bph|☎)\w*[.:]*", " ", PHONE.sub(" ", cell)))
    name = OFFICE.sub("", " ".join(text.split()).strip(" ,;:–-").lstrip(". "))
    if VACANT.fullmatch(folded(name)) or not name:
        return
    one = len(name) <= LONGEST_PERSON and not re.search(r"[\d;,/()]", name) and len(name.split()) <= 5  # noqa: PLR2004
    if one:
        entry.chair = name
    else:
        entry.left.append((heading, name))


def _contact(entry: Entry, _heading: str, cell: str) -> None:
    entry.contact += [part for part in (" ".join(line.split()) for line in cell.split("\n")) if part and not VACANT.fullmatch(folded(part))]


def _note(entry: Entry, heading: str, cell: str) -> None:
    entry.left.append((heading, cell))


READERS: Final[dict[Column, Callable[[Entry, str, str], None]]] = {
    Column.NAME: _name,
    Column.KIND: _word("kind", tuple((str(kind), pattern) for kind, pattern in KINDS)),
    Column.LEVEL: _word("level", tuple((str(Level(level)), pattern) for level, pattern in LEVELS)),
    Column.SEAT: _text("seat"),
    Column.REGION: _text("region"),
    Column.REGISTERED: _registered,
    Column.NUMBER: _number,
    Column.BIN: _bin,
    Column.REGISTERED_ON: _day("registered_on"),
    Column.FOUNDED: _day("founded"),
    Column.CHAIR: _chair,
    Column.PHONE: _contact,
    Column.EMAIL: _contact,
    Column.ADDRESS: _contact,
    Column.CULTURE: _text("culture"),
    Column.PARENT: _text("parent"),
    Column.NOTE: _note,
}
