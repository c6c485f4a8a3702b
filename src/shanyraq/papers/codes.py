"""QR codes (ISO/IEC 18004) of addresses."""
from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """The code as an SVG of its own, black on nothing, with the quiet zone of four modules that readers need."""
    written = io.BytesIO()
    segno.make_qr(address, error="m").save(written, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None)
    return written.getvalue().decode()
