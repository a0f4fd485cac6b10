"""Lists the parts of the program and their licences, for Help > About.

An installed program has a bill of materials from its build (CycloneDX, see
packaging/builder/sbom.py); in a source tree or from a wheel, the metadata of the packages is used.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from birdeye import locations


@dataclass(frozen=True, slots=True)
class ProgramPart:
    """One part: ``licence`` as an SPDX expression if there is one, its full text in ``texts``."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]

    def read_texts(self) -> str:
        """All texts in one; empty if the part has none or they are gone."""
        found = []
        for path in self.texts:
            try:
                found.append(path.read_text(encoding="utf-8", errors="replace"))
            except OSError:
                continue
        return "\n\n".join(found)


def program_parts() -> list[ProgramPart]:
    """Every part, by name; Birdeye itself is among them."""
    bill = locations.installation_folder() / "sbom.cdx.json"
    parts = _from_bill(bill) if bill.is_file() else _from_metadata()
    return sorted(parts, key=lambda part: part.name.casefold())


def required_distributions(name: str) -> dict[str, metadata.Distribution]:
    """``name`` and all its installed requirements, by the names of their folders."""
    found: dict[str, metadata.Distribution] = {}
    wanted = [name]
    while wanted:
        try:
            distribution = metadata.distribution(wanted.pop())
        except metadata.PackageNotFoundError:
            continue  # required on other systems only
        key = re.sub(r"[-.]+", "_", distribution.metadata["Name"])
        if key in found:
            continue
        found[key] = distribution
        for requirement in distribution.requires or ():
            required = re.match(r"[\w.-]+", requirement)
            if required and "extra ==" not in requirement:
                wanted.append(required[0])
    return found


def licence_files(distribution: metadata.Distribution) -> list[Path]:
    """The licence files in a distribution's metadata."""
    return [
        Path(str(path.locate()))
        for path in distribution.files or ()
        if path.parts[0].endswith(".dist-info")
        and len(path.parts) > 1
        and (path.parts[1] == "licenses" or path.name.startswith(("LICEN", "COPYING", "NOTICE")))
    ]


def _from_bill(bill: Path) -> list[ProgramPart]:
    document = json.loads(bill.read_text(encoding="utf-8"))
    return [
        ProgramPart(
            each["name"],
            each.get("version", ""),
            _licence_of(each),
            (bill.parent / "licences" / f"{each['bom-ref']}.txt",),
        )
        for each in (document["metadata"]["component"], *document["components"])
    ]


def _licence_of(component: dict[str, Any]) -> str:
    [licence] = component["licenses"]
    return licence.get("expression") or licence["license"]["name"]


def _licence_in(stated: metadata.PackageMetadata) -> str:
    for name in ("License-Expression", "License"):
        for licence in stated.get_all(name) or ():
            if licence:
                return licence
    return ""


def _from_metadata() -> list[ProgramPart]:
    return [
        ProgramPart(
            each.metadata["Name"],
            each.version,
            _licence_in(each.metadata),
            tuple(licence_files(each)),
        )
        for each in required_distributions("birdeye").values()
    ]
