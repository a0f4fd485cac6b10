"""What the lower layers say of errors has its words in every language of the window."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import birdeye
from birdeye.gui import error_wording

LAYERS = ("imaging", "catalogue", "export", "xmp", "workflows", "packs")
"""Those whose errors the window shows as they are."""

MOST_UNKNOWN = 0.1
"""The share that may be without: what only the command line can meet, and what names an option."""

_RAISED = re.compile(
    r"(BirdeyeError|CannotWrite|ExportImpossible|\w+(Unreadable|Unusable|Refused|Failed|Invalid)"
    r"|Undecodable|PackNotFound|DetectionsInvalid)"
)
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def sentences() -> Iterator[str]:
    """The sentences and clauses that errors are made with, with letters for what they put in."""
    for layer in LAYERS:
        for file in sorted((Path(birdeye.__file__).parent / layer).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _RAISED.fullmatch(_name(node.func)):
                    for argument in (*node.args, *(each.value for each in node.keywords)):
                        text = _text(argument)
                        if text is not None and " " in text:
                            yield from _SENTENCE_ENDS.split(text)


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(each) or "x" for each in values)
        case _:
            return None


def test_most_of_what_is_said_of_errors_is_known():
    said = sorted(set(sentences()))
    unknown = [each for each in said if not error_wording.is_known(each)]
    assert len(said) > 100
    assert len(unknown) <= MOST_UNKNOWN * len(said), "\n".join(unknown)
