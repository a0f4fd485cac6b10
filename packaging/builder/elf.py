"""Reads from Linux libraries what they need from the system: other libraries, and a glibc
version."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF"


@dataclass(frozen=True)
class Needs:
    """``libraries`` maps each soname to one of the files that need it; ``glibc`` as (2, 34)."""

    libraries: dict[str, Path]
    glibc: tuple[int, int]


def binaries(folder: Path) -> list[Path]:
    """Every ELF file below ``folder``."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_elf(path)]


def needs_of(files: Iterable[Path]) -> Needs:
    """What ``files`` need that is not among them."""
    files = list(files)
    there = {path.name for path in files}
    libraries: dict[str, Path] = {}
    glibc = (2, 17)
    for path in files:
        told = subprocess.run(
            ["objdump", "--private-headers", path], capture_output=True, text=True, check=True
        ).stdout
        for soname in re.findall(r"^\s+NEEDED\s+(\S+)", told, re.MULTILINE):
            if soname not in there:
                libraries.setdefault(soname, path)
        for version in re.findall(r"\bGLIBC_(\d+)\.(\d+)", told):
            glibc = max(glibc, (int(version[0]), int(version[1])))
    return Needs(libraries, glibc)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == _MAGIC
