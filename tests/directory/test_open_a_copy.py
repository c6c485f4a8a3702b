"""Copies of sources: closed until their keeper opens them, and then to be saved by everyone."""
from __future__ import annotations

import io

import pytest
from django.test import Client
from tests.rights.test_routes import sign_in
from tests.world import paper, record, told

from shanyraq.accounts.changes import open_account
from shanyraq.chronicle.changes import attach
from shanyraq.files.changes import add, disclose
from shanyraq.files.models import File

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def scan() -> File:
    record([paper("paper"), told("begin", "founded", "centre", "1996", source="paper", name={"kk": "Орталық"})])
    file = add(name="куәлік.pdf", media_type="application/pdf", source=io.BytesIO(b"%PDF scan"))
    attach(by=None, source="paper", file=file)
    return file


def test_a_closed_one_is_not_there_for_others(client: Client, scan: File) -> None:
    assert client.get(f"/kk/copies/{scan.pk}/").status_code == 404
    assert "куәлік.pdf" not in client.get("/kk/organisations/centre/").content.decode()
    sign_in(client, open_account(name="Member"))
    assert client.get(f"/kk/copies/{scan.pk}/").status_code == 404


def test_an_operator_opens_a_closed_one(client: Client, scan: File) -> None:
    sign_in(client, open_account(name="Operator", is_operator=True))
    assert b"".join(client.get(f"/kk/copies/{scan.pk}/").streaming_content) == b"%PDF scan"


def test_an_open_one_is_named_beside_its_source_and_saved(client: Client, scan: File) -> None:
    disclose(file=scan)
    assert f'href="/kk/copies/{scan.pk}/">Көшірме: куәлік.pdf</a>' in client.get("/kk/organisations/centre/").content.decode()
    answer = client.get(f"/kk/copies/{scan.pk}/")
    assert (answer.status_code, answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == (200, "application/pdf", "attachment")
    assert b"".join(answer.streaming_content) == b"%PDF scan"


def test_damaged_bytes_are_not_given_out(client: Client, scan: File) -> None:
    disclose(file=scan)
    File.objects.filter(pk=scan.pk).update(sha256="0" * 64)
    assert client.get(f"/kk/copies/{scan.pk}/").status_code == 404
