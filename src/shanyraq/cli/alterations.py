"""What an import would alter, in sentences: each new version of a change, and the periods that begin or end to be believed by it."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.models import FOREVER, OPEN_FUTURE, OPEN_PAST, Event, Period, Telling, Version
from shanyraq.directory.told import sentence
