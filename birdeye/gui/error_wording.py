"""The sentences of lower layers in the language of the window.

Those layers know no Qt and say what is wrong in English, as the command line shows it and the
catalogue keeps it. Here each sentence is recognised by its pattern and translated; an unknown one
stays unchanged, since a message in English is better than none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from birdeye.gui.error_sentences import PATTERNS
from birdeye.gui.model_sentences import MODEL_PATTERNS

_CONTEXT = "Errors"
_look_up = QCoreApplication.translate

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def in_words(text: str) -> str:
    """``text``, an error of a lower layer, in the language of the window as far as it is known."""
    ends = [match.start() for match in _SENTENCE_ENDS.finditer(text)]
    # The names of files may look like the end of a sentence: so the first end that makes sense.
    for end in (*ends, len(text)):
        said = _said(text[:end])
        if said is not None:
            return _joined(said, text[end:].lstrip())
    if not ends:
        return text
    return _joined(text[: ends[0]], text[ends[0] :].lstrip())


def is_known(text: str) -> bool:
    """Whether there is a pattern for ``text``, a sentence or clause."""
    return any(pattern.fullmatch(text) for _, pattern in _patterns())


def _joined(said: str, rest: str) -> str:
    if not rest:
        return said
    blank = "" if said.endswith("。") else " "
    return f"{said}{blank}{in_words(rest)}"


def _said(text: str) -> str | None:
    for source, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            parts = ["; ".join(map(_part, group.split("; "))) for group in match.groups()]
            translated = _look_up(_CONTEXT, source)
            for place, part in enumerate(parts):
                translated = translated.replace(f"{{{place}}}", part)
            return translated
    return None


def _part(text: str) -> str:
    return _said(text) or text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (source, re.compile(re.sub(r"\\\{\d\\\}", "(.+?)", re.escape(source)), re.DOTALL))
        for source in (*PATTERNS, *MODEL_PATTERNS)
    )
