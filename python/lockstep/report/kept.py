"""Files of JSON in the user's cache, which processes change in turn."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from ..files.strict_json import JsonObject
from ..files.write import write_whole


def kept_file(name: str) -> Path:
    """Where a file of this name is kept."""
    return platformdirs.user_cache_path("lockstep") / name


def read_kept(name: str) -> JsonObject:
    """Read what is kept; a damaged file counts as none."""
    try:
        kept = json.loads(kept_file(name).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


@contextmanager
def changing() -> Iterator[None]:
    """Let one process at a time read, change and write what is kept."""
    lock_file = kept_file("verdicts.lock")
    lock_file.parent.mkdir(parents=True, exist_ok=True)
    with lock_file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def write_kept(name: str, value: object) -> None:
    """Write a file whole, or not at all."""
    write_whole(kept_file(name), json.dumps(value))
