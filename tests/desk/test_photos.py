"""Photographs of papers: made small, freed of their place, closed until opened."""
from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from PIL import Image
from tests.desk.keeping import Keeper, words
from tests.world import paper, record, told

from shanyraq.chronicle.models import Copy
from shanyraq.desk.models import Draft
from shanyraq.files import pictures
from shanyraq.files.changes import FileRefused
from shanyraq.files.contents import all_kept, check
from shanyraq.files.models import File
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]
GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def photo(size: tuple[int, int] = (3000, 1500), form: str = "JPEG", **more: Any) -> bytes:
    """A photograph as a phone makes it: turned, with its maker and its place."""
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Phone", 6
    exif.get_ifd(GPS).update({1: "N", 2: (43.0, 14.0, 20.0), 3: "E", 4: (76.0, 53.0, 0.0)})
    kept = io.BytesIO()
    Image.new("RGB", size, "#886644").save(kept, form, exif=exif, **more)
    return kept.getvalue()


def kept(file: File) -> Image.Image:
    return Image.open(io.BytesIO(check(file.sha256).read_bytes()))


def sent(*files: bytes, name: str = "IMG 1.HEIC.jpg") -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, bytes_, "image/jpeg") for bytes_ in files]


def test_it_works_and_the_place_is_gone() -> None:
    before = Image.open(io.BytesIO(photo()))
    assert dict(before.getexif().get_ifd(GPS))[2] == (43.0, 14.0, 20.0)
    file = pictures.add_paper(name="C:\\Photos\\қағаз.jpeg", source=io.BytesIO(photo()))
    after = kept(file)
    assert (file.name, file.media_type, file.closed) == ("қағаз.jpg", "image/jpeg", True)
    assert (after.format, after.size, dict(after.getexif()), set(after.info) & {"exif", "gps", "comment", "xmp"}) == ("JPEG", (1000, 2000), {}, set())
    assert b"Phone" not in check(file.sha256).read_bytes()


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_forms_lose_their_place_too(form: str) -> None:
    file = pictures.add_paper(name="a.png", source=io.BytesIO(photo(form=form)))
    assert dict(kept(file).getexif()) == {}


def test_what_is_seen_through_stays_so_and_a_small_picture_is_not_made_larger() -> None:
    held = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(held, "PNG")
    file = pictures.add_paper(name="stamp.png", source=io.BytesIO(held.getvalue()))
    assert (kept(file).mode, kept(file).size, file.name) == ("RGBA", (20, 10), "stamp.webp")


def bomb() -> bytes:
    """A PNG that says it is 60,000 by 60,000 points large."""
    held = io.BytesIO()
    Image.new("1", (1, 1)).save(held, "PNG")
    return held.getvalue().replace(struct.pack(">II", 1, 1), struct.pack(">II", 60_000, 60_000), 1)


@pytest.mark.parametrize("bytes_", [b"", b"no picture", photo()[:2000], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", bomb()])
def test_what_is_no_picture_is_refused(bytes_: bytes) -> None:
    with pytest.raises(FileRefused, match="a.jpg"):
        pictures.add_paper(name="a.jpg", source=io.BytesIO(bytes_))
    assert File.objects.count() == 0


def test_too_many_points_are_refused_before_they_are_read() -> None:
    wide = io.BytesIO()
    Image.new("1", (10_000, 9_500)).save(wide, "PNG")
    with translation.override("en"), pytest.raises(FileRefused, match="89 million"):
        pictures.add_paper(name="a.png", source=io.BytesIO(wide.getvalue()))


def test_a_pdf_stays_as_it_is_up_to_25_mb(monkeypatch: pytest.MonkeyPatch) -> None:
    file = pictures.add_paper(name="a.pdf", source=io.BytesIO(b"%PDF-1.7 scan"))
    assert (check(file.sha256).read_bytes(), file.media_type) == (b"%PDF-1.7 scan", "application/pdf")
    monkeypatch.setattr(pictures, "PDF_MOST", 10)
    with translation.override("en"), pytest.raises(FileRefused, match="25 MB"):
        pictures.add_paper(name="a.pdf", source=io.BytesIO(b"%PDF-1.7 scan"))


def with_paper(keeper: Keeper) -> Draft:
    record([paper("article", "2010"), told("begin", "founded", "centre", "1996", source="article", name={"en": "Centre"})])
    draft = keeper.begin("dormant", "organisation:centre")
    keeper.tell(draft, "when", how="on", first="2009")
    keeper.tell(draft, "source", source="held:article")
    return draft


def test_photographs_come_with_the_paper_of_a_draft() -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    keeper.tell(draft, "paper", files=sent(photo(), photo((30, 40))), everyone="1", more="1")
    gone = File.objects.earliest("pk")
    keeper.tell(draft, "paper", **{f"drop-{gone.pk}": "1", "everyone": "1", "more": "1"})
    keeper.save(draft)
    [copy] = Copy.objects.all()
    assert (copy.source.slug, copy.file.closed, copy.file.pk == gone.pk) == ("article", False, False)
    assert f"/copies/{copy.file.pk}/" in Client().get("/en/organisations/centre/").content.decode()


def test_they_stay_closed_without_the_word_of_the_keeper() -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    keeper.tell(draft, "paper", files=sent(photo()))
    keeper.save(draft)
    assert Copy.objects.get().file.closed
    assert "/copies/" not in Client().get("/en/organisations/centre/").content.decode()


def test_what_is_thrown_away_takes_its_photographs_along() -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    keeper.tell(draft, "paper", files=sent(photo()))
    keeper.post(f"drafts/{draft.pk}/discard/")
    assert (File.objects.count(), Draft.objects.count()) == (0, 0)


def test_more_than_ten_or_no_picture_are_refused_in_words_and_nothing_is_kept_of_them() -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    small = photo((30, 40))
    assert "Up to 10 pictures" in words(keeper.tell(draft, "paper", 400, files=sent(*[small] * 11), locator="line 3"))
    shown = keeper.tell(draft, "paper", 400, files=[*sent(small), *sent(b"no picture")], locator="line 3")
    assert "is no picture that can be read here" in words(shown)
    assert 'value="line 3"' in shown
    assert File.objects.count() == 0


def test_copies_are_added_to_a_paper_that_is_known_once() -> None:
    keeper = Keeper()
    with_paper(keeper)
    for _time in range(2):
        keeper.post("sources/article/copies/", files=sent(photo((30, 40))), key="k", everyone="1")
    assert (Copy.objects.count(), File.objects.filter(closed=False).count(), File.objects.count()) == (1, 1, 1)
    assert "is no picture" in words(keeper.post("sources/article/copies/", 400, files=sent(b"x"), key="l"))
    keeper.get("sources/nothing/copies/", 404)


def test_all_copies_of_a_paper_are_opened_and_closed_together() -> None:
    keeper = Keeper()
    with_paper(keeper)
    keeper.post("sources/article/copies/", files=sent(photo((30, 40))), key="a")
    keeper.post("sources/article/copies/", files=sent(photo((30, 40))), key="b", everyone="1")
    assert [file.closed for file in File.objects.all()] == [False, False]
    assert 'name="everyone" value="1" checked' in keeper.get("sources/article/copies/")
    assert "/copies/" in Client().get("/en/organisations/centre/").content.decode()
    keeper.post("sources/article/copies/", key="c")
    assert [file.closed for file in File.objects.all()] == [True, True]
    assert "/copies/" not in Client().get("/en/organisations/centre/").content.decode()


def grey(form: str) -> bytes:
    held = io.BytesIO()
    Image.new("I;16", (20, 10), 128 * 256).save(held, form)
    return held.getvalue()


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_a_scan_in_many_shades_of_grey_does_not_turn_white(form: str) -> None:
    shade = kept(pictures.add_paper(name="scan.png", source=io.BytesIO(grey(form)))).convert("L").getpixel((10, 5))
    assert isinstance(shade, int)
    assert abs(shade - 128) < 3


def test_no_page_of_a_scan_is_lost() -> None:
    held = io.BytesIO()
    Image.new("L", (20, 10)).save(held, "TIFF", save_all=True, append_images=[Image.new("L", (20, 10))])
    with translation.override("en"), pytest.raises(FileRefused, match="“a.tif” has several pages"):
        pictures.add_paper(name="a.tif", source=io.BytesIO(held.getvalue()))


def test_the_format_of_one_maker_is_refused_with_a_way_out() -> None:
    with translation.override("en"), pytest.raises(FileRefused, match="Send it as a JPEG"):
        pictures.add_paper(name="IMG_1.HEIC", source=io.BytesIO(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"))


@pytest.fixture
def bytes_left(settings: Any, tmp_path: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """`bytes_left(what)` does something, as it would be with its transaction, and gives the hashes that lie in the data folder then."""
    settings.DATA = tmp_path

    def after(what: Any) -> list[str]:
        with django_capture_on_commit_callbacks(execute=True):
            what()
        return list(all_kept())

    return after


def test_nothing_of_what_is_thrown_away_lies_in_the_data_folder(bytes_left: Any) -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    assert len(bytes_left(lambda: keeper.tell(draft, "paper", files=sent(photo(), photo((30, 40))), more="1"))) == 2
    first, second = File.objects.order_by("pk")
    assert bytes_left(lambda: keeper.tell(draft, "paper", **{f"drop-{first.pk}": "1", "more": "1"})) == [second.sha256]
    assert bytes_left(lambda: keeper.post(f"drafts/{draft.pk}/discard/")) == []
    assert list(Entry.objects.filter(action__startswith="desk:photo").values_list("action", "summary")) == [("desk:photo:discard", "1")] * 2


def test_what_another_file_holds_stays(bytes_left: Any) -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    other = pictures.add_paper(name="same.jpg", source=io.BytesIO(photo((30, 40))))
    keeper.tell(draft, "paper", files=sent(photo((30, 40))), more="1")
    assert bytes_left(lambda: keeper.post(f"drafts/{draft.pk}/discard/")) == [other.sha256]
    assert list(File.objects.all()) == [other]


def test_an_account_that_is_dropped_takes_its_photographs_along(bytes_left: Any) -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    keeper.tell(draft, "paper", files=sent(photo((30, 40))))
    keeper.post(f"drafts/{draft.pk}/account/", do="add")
    assert bytes_left(lambda: keeper.post(f"drafts/{draft.pk}/account/", do="drop", n="0")) == []
    assert File.objects.count() == 0


def test_what_was_refused_leaves_nothing_behind(bytes_left: Any) -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    small = photo((30, 40))
    assert bytes_left(lambda: keeper.tell(draft, "paper", 400, files=[*sent(small), *sent(b"no picture")])) == []
    assert bytes_left(lambda: keeper.post("sources/article/copies/", 400, files=[*sent(small), *sent(b"x")], key="l")) == []


def test_a_photograph_dropped_and_sent_again_stays(bytes_left: Any) -> None:
    keeper = Keeper()
    draft = with_paper(keeper)
    keeper.tell(draft, "paper", files=sent(photo((30, 40))), more="1")
    file = File.objects.get()
    assert bytes_left(lambda: keeper.tell(draft, "paper", files=sent(photo((30, 40))), **{f"drop-{file.pk}": "1", "more": "1"})) == [file.sha256]
    assert File.objects.get().pk != file.pk
