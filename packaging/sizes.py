"""Prints the parts of an installation, largest first.

``python packaging/sizes.py [FOLDER]``: the bundle in FOLDER (build/packaging/bundle/birdeye), or an
installed one (/usr/lib/birdeye). Python modules are inside the program and count as Birdeye's.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from builder.equal_files import bytes_on_disk

BUILT = Path(__file__).resolve().parents[1] / "build" / "packaging" / "bundle" / "birdeye"


def table(folder: Path) -> list[str]:
    """Lines of megabytes (10^6 bytes), name, version and licence, from the bill of materials."""
    document = json.loads(next(folder.rglob("sbom.cdx.json")).read_text("utf-8"))
    components = [document["metadata"]["component"], *document["components"]]
    rows = sorted(((_bytes(each), each) for each in components), key=lambda row: -row[0])
    lines = [
        f"{size / 1e6:8.2f} MB  {each['name'].partition(' (')[0]:32.32} "
        f"{each.get('version', ''):18.18} {_licence(each)}"
        for size, each in rows
    ]
    total = bytes_on_disk(folder) / 1e6
    return [*lines, f"{total:8.2f} MB  on disk in {folder}; what two parts share counts once"]


def _bytes(component: dict) -> int:
    properties = {each["name"]: each["value"] for each in component["properties"]}
    return int(properties["birdeye:bytes"])


def _licence(component: dict) -> str:
    [licence] = component["licenses"]
    return licence.get("expression") or licence["license"]["name"]


if __name__ == "__main__":
    print("\n".join(table(Path(sys.argv[1]) if len(sys.argv) > 1 else BUILT)))
