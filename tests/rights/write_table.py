"""`python -m tests.rights.write_table` writes docs/rights-table.md from the table of routes."""
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

    (ROOT / "docs/rights-table.md").write_text(table())


if __name__ == "__main__":
    main()
