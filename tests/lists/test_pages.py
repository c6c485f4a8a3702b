from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import docx
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.directory.reading_pages import heading, section
from tests.lists.secretariat import workbook
from tests.world import record, told

from shanyraq.chronicle.models import Version
from shanyraq.entrance.changes import invite_keeper
from shanyraq.journal.models import Entry
from shanyraq.lists.changes import take as take_it
from shanyraq.lists.models import List

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NAMES = "Атауы\tТөраға\tТел.\nБірлік\tХан К. С.\t8 701 111 22 33\nДостық\tКим А. В.\t8 701 444 55 66"


@pytest.fixture
def keeper() -> Client:
    client = Client()
    client.post(f"/enter/{invite_keeper(by=None, at=timezone.now(), name='Keeper')}/")
    return client


def bring(client: Client, cells: str = "", status: int = 302, **said: Any) -> Any:
    answer = client.post("/en/lists/new/", {"cells": cells, "day": "2026-10-01", "title": "", "umbrella": "", "key": "", **said})
    assert answer.status_code == status
    return answer["Location"] if status == 302 else answer.content.decode()


def take(client: Client, url: str, status: int = 302, **said: Any) -> str:
    answer = client.post(f"{url}take/", said)
    assert answer.status_code == status
    return answer.content.decode()


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_from_pasted_cells_to_a_register(keeper: Client) -> None:
    url = bring(keeper, NAMES, umbrella="Одақ")
    preview = page(keeper, url)
    assert "2 associations will be in the register." in words(preview)
    assert "They belong to Одақ, which is new in the register." in words(preview)
    assert section(preview, "rows").startswith("What each row will tell Row 2 Бірлік Chair Хан К. С. Contact 8 701 111 22 33 Row 3")
    assert Version.objects.count() == 0
    take(keeper, url)
    done = page(keeper, url)
    assert heading(done) == "The list is in the register"
    assert 'href="/en/organisations/birlik/"' in done
    assert section(done, "levels") == "By level and registration Level All registered not registered level not told 2 0 2 All 2 0 2"
    assert heading(page(keeper, "/en/organisations/birlik/")) == "Бірлік (in Kazakh)"


def test_sheets_that_were_not_read_are_named(keeper: Client) -> None:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        book.add_worksheet("Облыс").write_column(0, 0, ["Атауы", "A", "B"])
        book.add_worksheet("Аудандар").write_column(0, 0, ["Атауы", "C"])
    preview = page(keeper, bring(keeper, file=SimpleUploadedFile("тізім.xlsx", packed.getvalue())))
    assert "Only the fullest sheet of the file was read. Not read: Аудандар." in words(preview)


def test_a_phone_beside_a_name_is_said_to_become_public(keeper: Client) -> None:
    assert "Phones and addresses will stand on public pages." in words(page(keeper, bring(keeper, "Атауы\tТөраға\nA\tКим А. В. (87017778899)")))


def test_of_a_row_without_a_name_nothing_is_promised(keeper: Client) -> None:
    preview = page(keeper, bring(keeper, "№\tАтауы\tҚұрылған\n1\tA\t1996\n\t\tА. Б. Қасымов"))
    assert "Kept as a note" not in words(preview)


def after_the_list_was_read(act: Callable[[], object]) -> Any:
    """Does something as soon as a request goes on from reading the list."""
    seen: list[str] = []

    def meanwhile(execute: Any, sql: str, *said: Any) -> Any:
        if seen == ["read"] and 'FROM "lists_list"' not in sql:
            seen.append("done")
            act()
        elif not seen and 'FROM "lists_list"' in sql:
            seen.append("read")
        return execute(sql, *said)

    return connection.execute_wrapper(meanwhile)


@pytest.mark.parametrize("verb", ["take", "look"])
def test_a_list_is_taken_once_where_the_button_is_pressed_twice(keeper: Client, verb: str) -> None:
    url = bring(keeper, NAMES)
    with after_the_list_was_read(lambda: take_it(by=None, at=timezone.now(), kept=List.objects.get())):
        assert keeper.post(f"{url}{verb}/").status_code == 302
    assert heading(page(keeper, url)) == "The list is in the register"
    assert Entry.objects.filter(action="lists:list:take").count() == 1


def test_a_draft_that_another_keeper_throws_away_meanwhile_is_gone(keeper: Client) -> None:
    url = bring(keeper, NAMES)
    with after_the_list_was_read(List.objects.all().delete):
        assert keeper.post(f"{url}take/").status_code == 302
    assert (keeper.get(url).status_code, Version.objects.count()) == (404, 0)


def test_a_file_is_brought(keeper: Client) -> None:
    url = bring(keeper, file=SimpleUploadedFile("тізім.xlsx", workbook()))
    preview = page(keeper, url)
    assert "36 associations will be in the register." in words(preview)
    assert "Row 11 Құрылған жылы: 12.04.05" in section(preview, "notes")
    assert "Хан К. С. rows 4, 26" in section(preview, "notes")
    assert section(preview, "notes").endswith("Not taken for associations: Row 43 Барлығы: · 36")


@pytest.mark.parametrize(("said", "error", "target"), [
    ({"cells": ""}, "Choose a file, or paste the cells of your table.", "list-cells"),
    ({"cells": "A", "day": "2099-01-01"}, "This day has not come yet.", "list-day"),
    ({"cells": "A", "day": "2020"}, "Name one day", "list-day"),
    ({"cells": "A", "day": "жоқ"}, "could not be read as a date", "list-day"),
    ({"cells": "A", "title": "x" * 201}, "Write at most 200 signs.", "list-title"),
    ({"cells": "", "file": SimpleUploadedFile("a.xlsx", b"%PDF-1.7")}, "This is a PDF.", "list-file"),
    ({"cells": "\n".join(f"Бірлестік {n}" for n in range(5101))}, "more than 5,000 rows", "list-cells"),
])
def test_what_is_amiss_is_said_and_what_was_typed_stays(keeper: Client, said: dict[str, Any], error: str, target: str) -> None:
    html = bring(keeper, status=400, **{"umbrella": "Одақ <b>", **said})
    assert f'<a href="#{target}">' in html
    assert html.count(error) == 2
    assert 'value="Одақ &lt;b&gt;"' in html
    assert List.objects.count() == 0


def test_a_form_that_is_sent_twice_is_one_draft(keeper: Client) -> None:
    assert bring(keeper, NAMES, key="k") == bring(keeper, NAMES, key="k")
    assert (List.objects.count(), Entry.objects.filter(action="lists:list:bring").count()) == (1, 1)


def test_a_list_that_is_taken_twice_is_taken_once(keeper: Client) -> None:
    url = bring(keeper, NAMES)
    take(keeper, url)
    take(keeper, url)
    assert Entry.objects.filter(action="lists:list:take").count() == 1
    assert Entry.objects.get(action="lists:list:take").user is not None


def test_the_columns_are_corrected_and_looked_at_before_the_list_is_taken(keeper: Client) -> None:
    url = bring(keeper, NAMES)
    html = take(keeper, url, 409, **{"column-2": "leave"})
    assert "The columns tell something else now." in html
    assert "8 701 111 22 33" not in section(html, "rows")
    take(keeper, url, **{"column-2": "leave"})
    assert "8 701" not in page(keeper, "/en/organisations/birlik/")


def test_a_list_without_a_column_of_names_says_so(keeper: Client) -> None:
    url = bring(keeper, NAMES)
    keeper.post(f"{url}look/", {"column-0": "note"})
    assert "No column tells the names of the associations. Say below which one does." in page(keeper, url)
    assert "Nothing was taken." in take(keeper, url, 400)


def test_rows_without_a_name_are_named_by_their_numbers(keeper: Client) -> None:
    html = page(keeper, bring(keeper, "Атауы\tТөраға\nБірлік\tХан К.\n\tКим А."))
    assert "These rows have no name and will be left out: 3." in words(html)


def test_the_same_name_is_asked_for(keeper: Client) -> None:
    record([told("begin", "founded", "unity", "1990", name="Бірлік")], on="2026-01-01")
    url = bring(keeper, "Бірлік\nДостық\nДостық")
    html = page(keeper, url)
    assert "2 rows bear a name that is there already." in words(html)
    assert "An organisation of this name is in the register: see it . What the row says will be told of it." in section(html, "rows")
    assert "It repeats row 2 and will be left out." in section(html, "rows")
    take(keeper, url, other=["1", "3", "x", "-1", "99999999999"])
    assert List.objects.get().told["organisations"] == ["birlik", "dostyq", "dostyq-2"]


def test_what_persons_are_is_said_to_be_left_out(keeper: Client) -> None:
    html = page(keeper, bring(keeper, "Атауы\tҰлты\nБірлік\tкорей"))
    assert "Not kept at all: Ұлты." in words(html)
    assert "корей" not in html


def test_the_list_back_as_a_workbook_and_as_a_word_file(keeper: Client) -> None:
    url = bring(keeper, "Атауы\tЕскерту\n=HYPERLINK(1)\t@SUM(A1)\nДостық\t+7")
    take(keeper, url)
    answer = keeper.get(f"{url}table.xlsx")
    assert answer["Content-Disposition"].startswith('attachment; filename="list-')
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0)
    assert sheet.to_python() == [["№", "Name", "Note"], [1, "=HYPERLINK(1)", "Ескерту: @SUM(A1)"], [2, "Достық", "Ескерту: +7"]]
    table = docx.Document(io.BytesIO(keeper.get(f"{url}table.docx").content)).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows][0::2] == [["№", "Name", "Note"], ["2", "Достық", "Ескерту: +7"]]


def test_undo_says_first_what_stays(keeper: Client) -> None:
    url = bring(keeper, NAMES)
    take(keeper, url)
    assert "nothing of it will be left" in page(keeper, f"{url}undo/")
    record([told("renamed", "renamed", "birlik", "2026-11-01", name="Жаңа")], on=timezone.localdate().isoformat())
    assert "Жаңа : New name" in section(page(keeper, f"{url}undo/"), "stays")
    assert keeper.post(f"{url}undo/").status_code == 302
    assert heading(page(keeper, url)) == "The list was undone"
    assert [keeper.get(f"{url}{path}").status_code for path in ("undo/", "table.xlsx")] == [302, 404]
    assert "Достық" not in page(keeper, "/en/")


def test_a_draft_is_there_again_and_can_be_thrown_away(keeper: Client) -> None:
    url = bring(keeper, NAMES, title="Менің тізімім")
    assert "Менің тізімім" in section(page(keeper, "/en/lists/"), "drafts")
    assert keeper.post(f"{url}drop/").status_code == 302
    assert (keeper.get(url).status_code, List.objects.count()) == (404, 0)


def test_who_is_not_the_keeper_learns_how_one_becomes_one() -> None:
    html = page(Client(), "/en/lists/new/")
    assert "whoever runs the server prints one" in html
    assert "<form" not in html.split("<main")[1].split("</main>")[0]
    assert Client().post("/en/lists/new/", {"cells": "A", "day": "2026-01-01"}).status_code == 403


def test_what_is_brought_is_text_and_never_markup(keeper: Client) -> None:
    url = bring(keeper, "<b>Атауы</b>\tАтауы\n<i>x</i>\t<script>y</script>", title="<u>z</u>", umbrella="<s>w</s>")
    html = page(keeper, url)
    take(keeper, url)
    html += page(keeper, url) + page(keeper, f"{url}undo/")
    assert [mark in html for mark in ("<i>x", "<script>y", "<u>z", "<s>w", "<b>А")] == [False] * 5


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_queries_is_one_number(keeper: Client, count: int) -> None:
    rows = "\n".join(f"Бірлестік {n}\tАудан{n} ауданы\tТөраға{n} К. С." for n in range(count))
    url = bring(keeper, f"Атауы\tАудан\tТөраға\n{rows}", umbrella="Одақ")
    found = []
    for turn in ("preview", "done", "undo"):
        if turn == "done":
            take(keeper, url)
        keeper.get(url)
        with CaptureQueriesContext(connection) as queries:
            page(keeper, f"{url}undo/" if turn == "undo" else url)
        found.append(len(queries))
    assert found == [17, 19, 15]


def test_a_long_list_comes_in_pages(keeper: Client) -> None:
    url = bring(keeper, "\n".join(f"Бірлестік {n}" for n in range(150)))
    assert [page(keeper, f"{url}?page={n}").count('<li id="row-') for n in (1, 2, 3)] == [100, 50, 0]
