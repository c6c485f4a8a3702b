"""`shanyraq jobs`: the work that was asked for, and how it stands; `--run` carries out what waits."""
from __future__ import annotations

import argparse
import os
import signal

from django.utils import timezone

from shanyraq.jobs.models import Job
from shanyraq.jobs.progress import read_progress
from shanyraq.jobs.running import KindUnknown, kind_of
from shanyraq.jobs.terms import State
from shanyraq.jobs.worker import work_off, work_on

MOST = 50  # lines


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("jobs", help="list long work that was asked for, and how it stands")
    parser.add_argument("--run", dest="now", action="store_true", help="carry out what waits, and end")
    parser.add_argument("--work", action="store_true", help="carry out what is asked for, until stopped; serve starts one by itself")


def run(arguments: argparse.Namespace) -> int:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupt ends the process, and with it the transaction: the job waits again
    if arguments.work:
        parent = os.getppid()
        work_on(lambda: os.getppid() == parent)
        return 0
    if arguments.now:
        work_off()
    for job in Job.objects.order_by("-pk")[:MOST]:
        print(line(job))
    return 0


def line(job: Job) -> str:
    standing = job.standing
    told = read_progress(job.token) if standing.state == State.RUNNING else None
    far = f" {told.percent} %" if told else ""
    why = f": {standing.refused}" if standing.refused else ""
    asked = timezone.localtime(job.asked_at).isoformat(sep=" ", timespec="minutes")
    return f"{asked}  {State(standing.state).label}{far}  {what(job.kind)}: {job.title}{why}"


def what(kind: str) -> str:
    try:
        return str(kind_of(kind)[1])
    except KindUnknown:
        return kind
