"""`python -m tests.rights.write_table` writes docs/rights-table.md from the tables of routes and of things."""
from __future__ import annotations

import os
import sys

sys.path.insert(0, "src")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.settings")


def main() -> None:
    import django

    django.setup()
    from tests.house.floors import ROOT
    from tests.rights.test_routes import table
    from tests.rights.test_things import things

    (ROOT / "docs/rights-table.md").write_text(f"{table()}\n{things()}")


if __name__ == "__main__":
    main()
