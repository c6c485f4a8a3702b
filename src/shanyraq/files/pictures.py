"""Photographs of papers made small, and freed of what a camera writes beside them: place, time, device."""
from __future__ import annotations

import io
import warnings
from pathlib import PurePath
from typing import BinaryIO, Final

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from shanyraq.files.changes import FileRefused, add
from shanyraq.files.models import File

LONGEST_SIDE: Final = 2000  # pixels
QUALITY: Final = 82
TAKEN: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
PDF_MOST: Final = 25 * 1024 * 1024
PDF: Final = b"%PDF-"
HEIC: Final = tuple(b"ftyp" + brand for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"))  # bytes 4 to 11 of the file (ISO/IEC 23008-12)


def add_paper(*, name: str, source: BinaryIO, closed: bool = True) -> File:
    """Keeps a photograph (made small, without its hidden data) or a PDF (as it is, up to 25 MB). Raises FileRefused, in words."""
    shown = PurePath(name.replace("\\", "/")).name.strip()[-100:] or "paper"
    if source.read(len(PDF)) == PDF:
        return _add_pdf(shown, source, closed=closed)
    source.seek(0)
    if source.read(12)[4:] in HEIC:
        wrong = _("“%(name)s” is in the iPhone's own format (HEIC). Send it as a JPEG: a screenshot of it will do as well.")
        raise FileRefused(wrong % {"name": shown})
    source.seek(0)
    pixels, media_type, ending = shrunk(source, name=shown)
    return add(name=f"{PurePath(shown).stem}.{ending}", media_type=media_type, source=io.BytesIO(pixels), closed=closed)


def _add_pdf(name: str, source: BinaryIO, *, closed: bool) -> File:
    if source.seek(0, io.SEEK_END) > PDF_MOST:
        raise FileRefused(_("“%(name)s” is larger than 25 MB. Send it in parts, or as photographs of the pages.") % {"name": name})
    source.seek(0)
    return add(name=name, media_type="application/pdf", source=source, closed=closed)


def shrunk(source: BinaryIO, *, name: str, longest: int = LONGEST_SIDE) -> tuple[bytes, str, str]:
    """(bytes, media type, file ending) of the picture with no side longer than `longest` pixels and nothing but its pixels. Raises FileRefused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source, formats=TAKEN) as picture:
                _refuse_pages(picture, name)
                picture.draft("RGB", (longest, longest))
                return _written(ImageOps.exif_transpose(_of_eight_bits(picture)), longest)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise FileRefused(_("“%(name)s” has more than 89 million points. Make a smaller photograph.") % {"name": name}) from None
    except FileRefused:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        wrong = _("“%(name)s” is no picture that can be read here. Send a JPEG, PNG or WebP photograph, or a PDF.")
        raise FileRefused(wrong % {"name": name}) from None


def _refuse_pages(picture: Image.Image, name: str) -> None:
    """All but the first page of a scan would be lost."""
    if picture.format == "TIFF" and getattr(picture, "n_frames", 1) > 1:
        raise FileRefused(_("“%(name)s” has several pages. Send it as a PDF, or each page as a photograph.") % {"name": name})


def _of_eight_bits(picture: Image.Image) -> Image.Image:
    """A scan in 65,536 shades of grey keeps them, coarser; converted as it is, all but its darkest would turn white."""
    return picture.convert("I").point(lambda shade: shade * (1 / 256)).convert("L") if picture.mode.startswith("I") else picture


def _written(picture: Image.Image, longest: int) -> tuple[bytes, str, str]:
    """Drawn anew from its pixels, so that no hidden data comes along."""
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.thumbnail((longest, longest))
    plain.info.clear()
    kept = io.BytesIO()
    if see_through:
        plain.save(kept, "WEBP", quality=QUALITY)
        return kept.getvalue(), "image/webp", "webp"
    plain.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return kept.getvalue(), "image/jpeg", "jpg"
