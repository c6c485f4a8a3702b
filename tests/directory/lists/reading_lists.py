"""Lists as their readers read them."""
from __future__ import annotations

import csv
import io
import re
from html import unescape

from django.test import Client


def page(path: str, **asked: str) -> str:
    answer = Client().get(path, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def rows(html: str) -> list[list[str]]:
    """The cells of the table, as read, without its headings."""
    body = re.search("<tbody.*?</tbody>", html, re.DOTALL)
    found = re.findall("<tr.*?</tr>", body[0], re.DOTALL) if body else []
    return [[words(cell) for cell in re.findall("<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in found]


def names(html: str) -> list[str]:
    """The first cells, without numbers of sources."""
    return [row[0] for row in rows(re.sub('<sup class="refs">.*?</sup>', "", html))]


def counts(html: str) -> dict[str, dict[str, int]]:
    """The filters: {what: {value: number}}."""
    groups = re.findall(r'<div role="group" aria-label="([^"]*)">(.*?)</div>', html, re.DOTALL)
    return {label: {words(text): int(count) for text, count in re.findall(r'<span>(.*?)</span> <span class="aside">(\d+)</span>', group)} for label, group in groups}


def table(path: str, **asked: str) -> list[dict[str, str]]:
    """The same list as a CSV file, by its headings."""
    answer = Client().get(path, asked)
    assert answer.status_code == 200, answer.status_code
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
