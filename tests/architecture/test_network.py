"""One module uses the network, so that a reader can see for themselves what leaves the computer."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "birdeye"
WAYS_OUT = {"asyncio", "ftplib", "http", "requests", "smtplib", "socket", "ssl", "urllib.request"}


def imported_names(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_only_the_download_uses_the_network():
    using = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for name in imported_names(path)
        if any(name == way or name.startswith(f"{way}.") for way in WAYS_OUT)
    }
    assert using == {"packs/download.py"}
