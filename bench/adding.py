"""`python -m bench.adding NAME`: adds an empty database to the PostgreSQL of the settings."""
from __future__ import annotations

import sys

import django

django.setup()

from django.db import connection  # noqa: E402


def main(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    print("{}")


if __name__ == "__main__":
    main(sys.argv[1])
