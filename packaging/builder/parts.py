"""The parts of a bundle, with versions, licences and sizes: one list for About, SBOM and sizes.

Reads parts.toml and the metadata of the distributions; every file of the bundle must belong to one
part, and every part must have the text of its licence.
"""

from __future__ import annotations

import platform
import re
import subprocess
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from birdeye.workflows.program_parts import licence_files, required_distributions

PACKAGING = Path(__file__).resolve().parents[1]
_OWN_MODEL_FILES = ("models/settings.toml", "models/sources/")


class BundleIncomplete(Exception):
    """A file without a part, or a part without a text: the tables have to be completed."""


@dataclass
class Part:
    """One component. ``texts`` are full licences; ``size`` is in bytes, as installed.

    ``purl`` is the package URL by which vulnerability scanners know it, if it has one.
    """

    name: str
    licence: str
    version: str = ""
    carrier: str = ""
    purl: str = ""
    texts: tuple[str, ...] = ()
    size: int = 0
    files: list[str] = field(default_factory=list)

    def take(self, path: str, size: int) -> None:
        """Count the file ``path`` as one of this part's."""
        self.files.append(path)
        self.size += size


def parts_of(folder: Path) -> list[Part]:
    """The parts of the bundle in ``folder`` (what PyInstaller collected), by name.

    Raises `BundleIncomplete`. Modules written in Python are inside the program's executable and
    counted there, so their distributions appear only with the size of their other files.
    """
    tables = tomllib.loads((PACKAGING / "parts.toml").read_text("utf-8"))
    distributions = required_distributions("birdeye")
    files = dict(_files(folder))
    library = _SystemLibraries()
    found: dict[str, Part] = {}
    owners = {
        str(path): name
        for name, distribution in distributions.items()
        for path in distribution.files or ()
    }
    described = {
        name: _from_metadata(distribution, tables["distribution"].get(name, {}), distributions)
        for name, distribution in distributions.items()
        if name != "birdeye"
    }
    strays = []
    for path, size in files.items():
        if path.startswith("models/") and not path.startswith(_OWN_MODEL_FILES):
            part = _pack(folder, path, found)
        elif table := _table_for(path, tables["part"]):
            part = found.get(table["name"]) or _from_table(table, path, distributions, library)
        elif owner := _owner(path, owners, distributions):
            part = described[owner]
        else:
            strays.append(path)
            continue
        found[part.name] = part
        part.take(path, size)
    if strays:
        raise BundleIncomplete("No part in parts.toml has these files: " + ", ".join(strays))
    found |= {part.name: part for part in described.values()}
    silent = [part.name for part in found.values() if not part.texts]
    if silent:
        raise BundleIncomplete("These parts have no licence text: " + ", ".join(silent))
    return sorted(found.values(), key=lambda part: part.name.casefold())


def _files(folder: Path) -> Iterable[tuple[str, int]]:
    """(path from where modules lie, bytes) of each file; ``_internal`` is nobody's name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            place = path.relative_to(folder).as_posix().removeprefix("_internal/")
            yield re.sub(r"^python3\.\d+/", "", place), path.lstat().st_size


def _table_for(path: str, tables: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    return next((t for t in tables if any(fnmatch(path, pattern) for pattern in t["files"])), None)


def _owner(
    path: str, owners: Mapping[str, str], distributions: Mapping[str, Distribution]
) -> str | None:
    if path in owners and owners[path] != "birdeye":
        return owners[path]
    # Metadata; and files whose name the collection changed lie in their distribution's folder.
    top = re.sub(r"-[\d.]+\.dist-info$", "", path.partition("/")[0]).casefold()
    by_folded = {name.casefold(): name for name in distributions}
    return by_folded.get(top)


def _from_metadata(
    distribution: Distribution,
    table: Mapping[str, Any],
    distributions: Mapping[str, Distribution],
) -> Part:
    metadata = distribution.metadata
    name = metadata["Name"]
    texts = [path.read_text("utf-8") for path in licence_files(distribution)]
    texts += [_text(reference, distributions) for reference in table.get("texts", ())]
    return Part(
        name,
        table.get("licence") or metadata.get("License-Expression") or metadata["License"],
        distribution.version,
        purl=f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{distribution.version}",
        texts=tuple(dict.fromkeys(texts)),
    )


def _from_table(
    table: Mapping[str, Any],
    path: str,
    distributions: Mapping[str, Distribution],
    library: _SystemLibraries,
) -> Part:
    version, carrier = table.get("version", ""), table.get("carrier", "")
    if version == "python":
        version = platform.python_version()
    elif version in distributions:
        version = distributions[version].version
    if carrier:
        carrier = f"{carrier} {distributions[carrier].version}"
    texts, purl = [], ""
    for reference in table["texts"]:
        if reference == "debian:*":
            package, version = library.package_of(Path(path).name)
            purl = f"pkg:deb/debian/{package}@{version}"
            texts.append(library.copyright_of(package))
        else:
            texts.append(_text(reference, distributions))
    return Part(table["name"], table["licence"], version, carrier, purl, tuple(texts))


def _text(reference: str, distributions: Mapping[str, Distribution]) -> str:
    """The text that a ``texts`` entry of parts.toml names."""
    name, _, file = reference.rpartition(":")
    if not name:
        return (PACKAGING / "licences" / file).read_text("utf-8")
    for path in distributions[name].files or ():
        if path.name == file and path.parts[0] != "numpy":
            return path.locate().read_text("utf-8")
    raise BundleIncomplete(f"{name} brings no {file} any longer, which parts.toml refers to.")


def _pack(folder: Path, path: str, found: Mapping[str, Part]) -> Part:
    """The part for a pack of models, described by its own manifest and card."""
    pack = next(folder.rglob(f"models/{path.split('/')[1]}/manifest.toml")).parent
    manifest = tomllib.loads((pack / "manifest.toml").read_text("utf-8"))
    name = f"Models: {manifest['title']}"
    if name in found:
        return found[name]
    texts = [
        path for name in ("NOTICE*", "LICEN*", "README.md") for path in sorted(pack.glob(name))
    ]
    return Part(
        name,
        manifest["licence"],
        manifest["version"],
        texts=tuple(text.read_text("utf-8") for text in texts),
    )


class _SystemLibraries:
    """Asks dpkg which package a library of the building system comes from."""

    def package_of(self, library: str) -> tuple[str, str]:
        """(package, version)."""
        found = subprocess.run(
            ["dpkg-query", "--search", f"*/{library}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if found.returncode:
            raise BundleIncomplete(
                f"{library} comes from no Debian package here, so its terms are unknown."
            )
        package = found.stdout.partition(":")[0]
        version = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Version}", package],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        return package, version

    def copyright_of(self, package: str) -> str:
        """The copyright file, which Debian requires of every package."""
        path = Path("/usr/share/doc") / package / "copyright"
        if not path.is_file():
            raise BundleIncomplete(f"{path} is missing; install {package} with documentation.")
        return path.read_text("utf-8")
