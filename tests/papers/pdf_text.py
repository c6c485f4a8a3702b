"""A small reader of PDF, written for these tests from ISO 32000-1: pages, their text by the ToUnicode maps of the fonts, and the catalogue.

It reads what is written plainly: objects that are not packed into streams, text shown by TJ with two bytes a sign.
"""
from __future__ import annotations

import re
import zlib

ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Paper:
    def __init__(self, data: bytes) -> None:
        assert data.startswith(b"%PDF-1.7")
        assert data.rstrip().endswith(b"%%EOF")
        self.objects = {int(number): body for number, body in re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", data, re.DOTALL)}

    @property
    def catalogue(self) -> bytes:
        return next(body for body in self.objects.values() if b"/Type/Catalog" in body)

    @property
    def metadata(self) -> str:
        return next(body for body in self.objects.values() if b"/Type/Metadata" in body).split(b"stream\n", 1)[1].decode()

    def pages(self) -> list[bytes]:
        """In the order in which they are shown."""
        tree = next(body for body in self.objects.values() if b"/Type/Pages" in body)
        kids = re.search(rb"/Kids\[([^\]]*)\]", tree)
        assert kids
        return [self.objects[int(number)] for number in re.findall(rb"(\d+) 0 R", kids[1])]

    def text(self) -> str:
        """All that is shown, without spaces: where a line ends, none stands."""
        return re.sub(r"\s", "", "".join(self._shown(page) for page in self.pages()))

    def heights(self, page: int = 0) -> list[float]:
        """How far above the lower edge of the page its texts stand, in points."""
        content = self._stream(self._reference(self.pages()[page], b"Contents"))
        return [float(height) for height in re.findall(rb"q 1 0 0 -1 -?[\d.]+ (-?[\d.]+) cm/\w+ cs [^\n]*\nBT", content)]

    def lines(self, page: int = 0) -> list[str]:
        """What stands at one height, from the top down, without spaces; small signs above a line are lines of their own."""
        found: dict[float, str] = {}
        content = self._stream(self._reference(self.pages()[page], b"Contents"))
        maps = self._maps(self.pages()[page])
        for height, shown in re.findall(rb"q 1 0 0 -1 -?[\d.]+ (-?[\d.]+) cm/\w+ cs [^\n]*\nBT(.*?)ET", content, re.DOTALL):
            found[float(height)] = found.get(float(height), "") + "".join(maps[font][code] for font, code in _codes(shown))
        return [re.sub(r"\s", "", found[height]) for height in sorted(found, reverse=True)]

    def _stream(self, number: int) -> bytes:
        return zlib.decompress(self.objects[number].split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0])

    def _reference(self, body: bytes, name: bytes) -> int:
        found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
        assert found
        return int(found[1])

    def _shown(self, page: bytes) -> str:
        maps = self._maps(page)
        content = self._stream(self._reference(page, b"Contents"))
        return "".join(maps[font][code] for font, code in _codes(content))

    def _maps(self, page: bytes) -> dict[bytes, dict[int, str]]:
        resources = self.objects[self._reference(page, b"Resources")]
        fonts = re.search(rb"/Font<<([^>]*)>>", resources)
        assert fonts
        return {name: self._signs(int(number)) for name, number in re.findall(rb"/(\w+) (\d+) 0 R", fonts[1])}

    def _signs(self, font: int) -> dict[int, str]:
        table = self._stream(self._reference(self.objects[font], b"ToUnicode")).decode()
        single = "".join(re.findall(r"beginbfchar\n(.*?)endbfchar", table, re.DOTALL))
        return {int(code, 16): bytes.fromhex(signs).decode("utf-16-be") for code, signs in re.findall(r"<(\w+)> <(\w+)>", single)}


STRING = rb"\((?:[^\\()]|\\.)*\)"
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|\[((?:" + STRING + rb"|[-\d. ]+)*)\]TJ|(" + STRING + rb")Tj", re.DOTALL)


def _codes(content: bytes) -> list[tuple[bytes, int]]:
    found, font = [], b""
    for chosen, several, one in SHOWN.findall(content):
        font = chosen or font
        for text in re.findall(STRING, several or one, re.DOTALL):
            said = _unescaped(text[1:-1])
            found += [(font, said[at] << 8 | said[at + 1]) for at in range(0, len(said), 2)]
    return found


def _unescaped(text: bytes) -> bytes:
    def sign(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if said.isdigit() else ESCAPES.get(said, said)

    return re.sub(rb"\\([0-7]{1,3}|.)", sign, text, flags=re.DOTALL)
