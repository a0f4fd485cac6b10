"""Reads CHANGELOG.md, from which AppStream and Debian get their histories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"

_HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$")


@dataclass(frozen=True)
class Release:
    """One version; ``changes`` are sentences, as written except for line breaks."""

    version: str
    day: date
    changes: tuple[str, ...]

    @property
    def epoch_s(self) -> int:
        """The first second of its day, UTC."""
        return int(datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).timestamp())


def read_releases(text: str) -> list[Release]:
    """The releases in a changelog, newest first; ValueError if a line is not part of one."""
    found: list[tuple[str, date, list[str]]] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            found.append((heading[1], date.fromisoformat(heading[2]), []))
        elif line.startswith("## "):
            raise ValueError(f"Not a release, as `## 1.2.3 (2026-01-31)`: {line}")
        elif found and line.startswith("- "):
            found[-1][2].append(line[2:].strip())
        elif found and found[-1][2] and line.startswith("  "):
            found[-1][2][-1] += " " + line.strip()
    return [Release(version, day, tuple(changes)) for version, day, changes in found]
