# ruff: noqa: INP001 (scripts beside what they make, no package)
"""A PNG of a screen with a palette of at most 256 colours: a third of the size, and no library for it."""
from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGN = b"\x89PNG\r\n\x1a\n"
TRUECOLOUR, TRUECOLOUR_ALPHA, PALETTE = 2, 6, 3
MOST = 256


def small(png: bytes) -> bytes:
    """The same picture with a palette: the most frequent colours, each other one as the nearest of them. Takes 8 bits a channel, not interlaced."""
    width, height, pixels = _read(png)
    counted = Counter(pixels)
    chosen = [colour for colour, _count in counted.most_common(MOST)]
    index = {colour: n for n, colour in enumerate(chosen)}
    for colour in counted:
        if colour not in index:
            index[colour] = min(range(len(chosen)), key=lambda n: _distance(chosen[n], colour))
    rows = b"".join(b"\0" + bytes(index[colour] for colour in pixels[row * width : (row + 1) * width]) for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, PALETTE, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", b"".join(chosen)), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return SIGN + b"".join(_chunk(name, data) for name, data in parts)


def _distance(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGN)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


def _read(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height, and the colour of each pixel as three bytes."""
    chunks = list(_chunks(png))
    width, height, bits, kind, *_rest, interlaced = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    if bits != 8 or interlaced or kind not in (TRUECOLOUR, TRUECOLOUR_ALPHA):  # noqa: PLR2004
        raise ValueError("This is no picture of a screen: 8 bits a channel, RGB or RGBA, not interlaced.")
    step = 3 if kind == TRUECOLOUR else 4
    data = zlib.decompress(b"".join(part for name, part in chunks if name == b"IDAT"))
    pixels: list[bytes] = []
    line = bytes(width * step)
    for row in range(height):
        start = row * (width * step + 1)
        line = _unfiltered(data[start], data[start + 1 : start + 1 + width * step], line, step)
        pixels += [line[n : n + 3] for n in range(0, len(line), step)]
    return width, height, pixels


def _unfiltered(kind: int, data: bytes, above: bytes, step: int) -> bytes:
    """A line as it was before the filter of the PNG specification, section 9."""
    line = bytearray(data)
    for n in range(len(line)):
        left = line[n - step] if n >= step else 0
        corner = above[n - step] if n >= step else 0
        line[n] = (line[n] + (0, left, above[n], (left + above[n]) // 2, _paeth(left, above[n], corner))[kind]) & 255
    return bytes(line)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))
