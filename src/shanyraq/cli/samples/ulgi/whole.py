"""The sample as one chronicle file."""

from __future__ import annotations

from datetime import date

from shanyraq.chronicle.tomlfile.tables import ChangeTable
from shanyraq.chronicle.tomlfile.writing import write_change, write_source
from shanyraq.cli.samples.ulgi.associations import tell_associations
from shanyraq.cli.samples.ulgi.corrections import tell_corrections, tell_this_year
from shanyraq.cli.samples.ulgi.korean import tell_koreans
from shanyraq.cli.samples.ulgi.lands import tell_lands
from shanyraq.cli.samples.ulgi.lists import tell_accreditations, tell_lists
from shanyraq.cli.samples.ulgi.officers import tell_officers
from shanyraq.cli.samples.ulgi.persons import Persons
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.turns import tell_turns
from shanyraq.cli.samples.ulgi.umbrellas import tell_umbrellas


def text() -> str:
    """The chronicle of Үлгі as TOML, the same bytes each time."""
    return "\n".join(write_change(table) if isinstance(table, ChangeTable) else write_source(table) for table in story().tables())


def story() -> Story:
    """All that is told, in the order of recording except for corrections, which stand after what they correct."""
    told = Story()
    persons = Persons(told)
    tell_lands(told)
    tell_umbrellas(told, persons)
    told.recorded = date(2026, 2, 16)
    tell_associations(told, persons)
    tell_turns(told)
    told.recorded = date(2026, 3, 9)
    tell_koreans(told, persons)
    told.recorded = date(2026, 3, 30)
    tell_lists(told)
    tell_accreditations(told)
    tell_corrections(told)
    tell_this_year(told, persons)
    tell_officers(told, persons)
    return told
