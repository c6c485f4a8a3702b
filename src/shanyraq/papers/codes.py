"""QR codes (ISO/IEC 18004) of addresses."""
from __future__ import annotations

import io
from urllib.parse import quote

import segno


def qr_svg(address: str) -> str:
    """The code as an SVG of its own, black on nothing, with the quiet zone of four modules that readers need."""
    written = io.BytesIO()
    segno.make_qr(address, error="m").save(written, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None)
    return written.getvalue().decode()


def qr_image(address: str) -> str:
    """The code as the address of an image; on white, since cameras read dark on light, also where the page is dark."""
    on_white = qr_svg(address).replace(">", '><rect width="100%" height="100%" fill="#fff"/>', 1)
    return f"data:image/svg+xml,{quote(on_white)}"
