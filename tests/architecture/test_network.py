"""One module uses the network, and one loads what would, so that a reader can see what leaves."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "birdeye"
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


def mentions_of_onnxruntime(path):
    """Imports of onnxruntime, also by its name as text (``importorskip("onnxruntime")``)."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                named = [alias.name for alias in names]
            case ast.ImportFrom(module=str(module), level=0):
                named = [module]
            case ast.Call(args=[ast.Constant(value=str(name)), *_], func=function):
                named = [name] if "import" in ast.unparse(function) else []
            case _:
                continue
        yield from (name for name in named if name.split(".")[0] == "onnxruntime")


def test_onnxruntime_is_imported_where_its_telemetry_is_turned_off():
    trees = (PACKAGE, ROOT / "models", ROOT / "packaging", ROOT / "tests")
    importing = {
        str(path.relative_to(ROOT))
        for tree in trees
        for path in tree.rglob("*.py")
        for _ in mentions_of_onnxruntime(path)
    }
    assert importing == {"birdeye/onnx_runtime.py"}
