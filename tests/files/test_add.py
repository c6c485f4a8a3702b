from __future__ import annotations

import hashlib
import io

import pytest
from django.db import IntegrityError, transaction

from shanyraq.files.changes import FileRefused, add, disclose, enclose
from shanyraq.files.contents import BytesDamaged, check, place
from shanyraq.files.models import File

pytestmark = [pytest.mark.django_db, pytest.mark.both]

SCAN = b"\x89PNG scan"
HASH = hashlib.sha256(SCAN).hexdigest()


def test_it_works() -> None:
    add(name="C:\\Scans\\куәлік.png", media_type="image/png", source=io.BytesIO(SCAN))
    assert list(File.objects.values("sha256", "name", "media_type", "size", "closed")) == [
        {"sha256": HASH, "name": "куәлік.png", "media_type": "image/png", "size": 9, "closed": True},
    ]
    assert check(HASH).read_bytes() == SCAN
    assert check(HASH).stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_kept_once() -> None:
    first, second = (add(name=name, media_type="image/png", source=io.BytesIO(SCAN)) for name in ("a", "b"))
    assert first.pk != second.pk
    assert [path.name for path in place(HASH).parent.iterdir()] == [HASH]


@pytest.mark.parametrize(("name", "scan"), [("", SCAN), ("folder/", b""), ("a", b"")])
def test_nothing_is_no_file(name: str, scan: bytes) -> None:
    with pytest.raises(FileRefused):
        add(name=name, media_type="image/png", source=io.BytesIO(scan))
    assert File.objects.count() == 0


def test_a_file_is_closed_until_its_keeper_opens_it() -> None:
    file = add(name="a", media_type="image/png", source=io.BytesIO(SCAN))
    assert list(File.objects.open()) == []
    disclose(file=file)
    assert list(File.objects.open()) == [file]
    enclose(file=file)
    assert list(File.objects.open()) == []


def test_damage_on_the_disk_is_told() -> None:
    other = b"another scan"
    file = add(name="a", media_type="image/png", source=io.BytesIO(other))
    place(file.sha256).write_bytes(b"rotten")
    with pytest.raises(BytesDamaged, match="were altered"):
        check(file.sha256)
    place(file.sha256).unlink()
    with pytest.raises(BytesDamaged, match="are missing"):
        check(file.sha256)


def test_the_database_refuses_a_name_that_is_no_hash() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.create(sha256="../../secret", name="a", media_type="a/b", size=1)
