"""Made-up federations for the tests of the river."""
from __future__ import annotations

from typing import Any

from tests.world import told


def of_many(count: int) -> list[Any]:
    """So many organisations over 40 years: an umbrella for every 40, the rest founded, joined, renamed; of each ten two merge into one."""
    umbrellas = max(1, count // 40)
    rows = [told(f"u{n}", "founded", f"umbrella-{n}", f"198{n % 6}-03", name={"kk": f"Халықтар ассамблеясы {n}", "en": f"Assembly {n}"}, kind="umbrella")
            for n in range(umbrellas)]  # fmt: skip
    for n in range(count - umbrellas):
        slug, year = f"association-{n}", 1986 + n * 7 % 38
        kind = {"kind": "ethnocultural_association", "part_of": [f"umbrella-{n % umbrellas}"]}
        name = {"kk": f"Аудандық корей этномәдени бірлестігі {n}", "en": f"Korean association {n}"}
        rows.append(told(f"a{n}", "founded", slug, f"{year}" if n % 3 else f"{year}-05-0{n % 9 + 1}", name=name, **kind))
        if n % 4 == 0:
            rows.append(told(f"r{n}", "renamed", slug, f"{year + 2}", name={"kk": f"Корей мәдени орталығы {n}", "en": f"Korean centre {n}"}))
        if n % 10 == 9:
            rows.append(told(f"m{n}", "merged", [slug, f"association-{n - 1}"], "2024-02-01", into=f"heir-{n}", name={"en": f"Heir {n}"}, kind="ethnocultural_association"))
    return rows
