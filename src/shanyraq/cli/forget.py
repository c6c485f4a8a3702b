"""`shanyraq forget`: forgets whom applications were for that ended a year ago; beside `serve` it is done by itself once a day."""
from __future__ import annotations

import argparse

from django.utils import timezone

from shanyraq.joining.forgetting import forget_old


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("forget", help="forget whom applications were for that ended a year ago")


def run(_arguments: argparse.Namespace) -> int:
    print(f"Applications forgotten: {forget_old(timezone.localdate())}.")
    return 0
