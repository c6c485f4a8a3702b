"""How much one client may ask for: a bucket that refills by the second."""
from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

CLIENTS = 20_000  # buckets kept; full ones are forgotten first


@dataclass(slots=True)
class Bucket:
    left: float
    at: float


class Limiter:
    """`a_minute` requests in the long run, `at_once` of them together, for each client. Counts within one process."""

    def __init__(self, a_minute: float, at_once: float) -> None:
        self.a_second = a_minute / 60
        self.at_once = at_once
        self.buckets: dict[str, Bucket] = {}
        self.lock = Lock()

    def take(self, client: str, now: float) -> float:
        """Seconds to wait until the next request; 0 where this one is let through. `now` is in seconds of any steady clock."""
        with self.lock:
            bucket = self.buckets.setdefault(client, Bucket(self.at_once, now))
            bucket.left = self.filled(bucket, now)
            bucket.at = now
            if bucket.left < 1:
                return (1 - bucket.left) / self.a_second
            bucket.left -= 1
            if len(self.buckets) > CLIENTS:
                self.forget(now)
            return 0.0

    def filled(self, bucket: Bucket, now: float) -> float:
        return min(self.at_once, bucket.left + (now - bucket.at) * self.a_second)

    def forget(self, now: float) -> None:
        """Drops who has been quiet; if nobody has, everyone: a flood of clients must not fill the memory."""
        self.buckets = {client: bucket for client, bucket in self.buckets.items() if self.filled(bucket, now) < self.at_once}
        if len(self.buckets) > CLIENTS:
            self.buckets = {}

    def clear(self) -> None:
        with self.lock:
            self.buckets = {}
