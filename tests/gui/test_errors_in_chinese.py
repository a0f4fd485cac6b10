"""What the lower layers say of errors has its words in every language of the window."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import birdeye
from birdeye.gui import error_wording

LAYERS = (
    *("domain", "taxonomy", "geography", "imaging", "xmp", "packs", "catalogue"),
    *("export", "convert", "vision", "workflows"),
)
"""Those whose errors the window shows."""

PUT_TOGETHER = {
    # Their ends are clauses or sentences of their own, which are looked up when they are known.
    *("The catalogue “x” x", "it x", "is missing; it must be x", "x (at byte x)"),
    *("None of the installed model packs can be used. x", "The model “x” cannot be used: x. x"),
    "is missing; the decoder boxes-scores needs the output's name",
    "is missing; the decoder yolox needs it, such as [8, 16, 32]",
    *("is not a field of the formatx", "there is no file “x-x.params”x", "its shape is not knownx"),
    "It may have been changed on the way, for example by a network that asks for a login, or "
    "published again. xx",
}

NOT_FOR_USERS = {
    # What a recipe of ours, or a graph of our own making, can never be.
    "must be names of hosts, such as files.example.org",
    "or about is needed: its bytes, or roughly how many they are",
    *("Node x", "its output x is used, but there is none"),
}

_RAISED = re.compile(
    r"(BirdeyeError|CannotWrite|ExportImpossible|NothingToIdentify|Undecodable"
    r"|\w+(Unreadable|Unusable|Refused|Failed|Invalid|Unsupported|Mismatch|NotFound|Problem)"
    r"|_?problem|_?refuse|_?broken|invalid|_?fail)"
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
                            yield from map(str.strip, _SENTENCE_ENDS.split(text))


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def _text(node: ast.expr) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_text(each) or "x" for each in values)
        case _:
            return None


def is_known(said: str) -> bool:
    """Whether it is known, by itself or of a subject that is put before it."""
    return any(error_wording.is_known(each) for each in (said, said.rstrip("."), f"x {said}"))


def test_what_is_said_of_errors_is_known():
    said = set(sentences())
    assert len(said) > 350
    unknown = {each for each in said if not is_known(each)}
    assert unknown == PUT_TOGETHER | NOT_FOR_USERS
