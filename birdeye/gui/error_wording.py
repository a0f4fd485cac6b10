"""The sentences of lower layers in the language of the window.

Those layers know no Qt and say what is wrong in English, as the command line shows it and the
catalogue keeps it. Here each sentence is recognised by its pattern and translated; an unknown one
stays unchanged, since a message in English is better than none.
"""

from __future__ import annotations

import re
from functools import cache, reduce
from itertools import islice
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from birdeye.gui.checkpoint_sentences import CHECKPOINT_PATTERNS
from birdeye.gui.error_sentences import PATTERNS
from birdeye.gui.import_sentences import IMPORT_PATTERNS
from birdeye.gui.model_sentences import MODEL_PATTERNS
from birdeye.gui.pack_sentences import PACK_PATTERNS

_CONTEXT = "Errors"
_GAP = re.compile(r"\{(\d)\}")
_look_up = QCoreApplication.translate

_OF_SUBJECT: Any = QT_TRANSLATE_NOOP("Errors", "{0}: {1}")
_SENTENCE_OF_SUBJECT: Any = QT_TRANSLATE_NOOP("Errors", "{0}: {1}.")
_LIST: Any = QT_TRANSLATE_NOOP("Errors", "{0}; {1}")

_MOST_ENDS, _MOST_COLONS = 8, 4
"""How many places are tried for the end of a sentence or a subject, so that no text takes long."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def in_words(text: str) -> str:
    """``text``, an error of a lower layer, in the language of the window as far as it is known."""
    ends = [match.start() for match in _SENTENCE_ENDS.finditer(text)]
    # The names of files may look like the end of a sentence: so the first end that makes sense.
    for end in (*ends[:_MOST_ENDS], len(text)):
        said = _said(text[:end])
        if said is not None:
            return _joined(said, text[end:].lstrip())
    if not ends:
        return text
    return _joined(text[: ends[0]], text[ends[0] :].lstrip())


def is_known(text: str) -> bool:
    """Whether there is a pattern for ``text``, a sentence or clause."""
    return _said(text) is not None


def _joined(said: str, rest: str) -> str:
    if not rest:
        return said
    blank = "" if said.endswith("。") else " "
    return f"{said}{blank}{in_words(rest)}"


def _said(text: str) -> str | None:
    return _matched(text) or _said_of_subject(text)


def _matched(text: str) -> str | None:
    for source, words in _sources():
        match = _pattern(source).fullmatch(text) if words in text else None
        if match is not None:
            return _filled(source, [_listed(group) for group in match.groups()])
    return None


def _said_of_subject(text: str) -> str | None:
    """“subject: reason”, as many a layer says it, if there is a pattern for the reason."""
    source = _SENTENCE_OF_SUBJECT if text.endswith(".") else _OF_SUBJECT
    for colon in islice(re.finditer(": ", text), _MOST_COLONS):
        subject, reason = text[: colon.start()], text[colon.end() :].rstrip(".")
        if any(_matched(each) is not None for each in reason.split("; ")):
            return _filled(source, [_matched(subject) or subject, _listed(reason)])
    return None


def _filled(source: str, parts: list[str]) -> str:
    return _GAP.sub(lambda gap: parts[int(gap[1])], _look_up(_CONTEXT, source))


def _listed(text: str) -> str:
    return reduce(lambda *two: _filled(_LIST, [*two]), map(_part, text.split("; ")))


def _part(text: str) -> str:
    return _said(text) or text


@cache
def _sources() -> tuple[tuple[str, str], ...]:
    """(sentence, the longest of its words between gaps). Those that say the most come first, as
    others may fit the same text."""
    sources: list[str] = sorted(
        (*PATTERNS, *MODEL_PATTERNS, *CHECKPOINT_PATTERNS, *IMPORT_PATTERNS, *PACK_PATTERNS),
        key=lambda source: -len(_GAP.sub("", source)),
    )
    return tuple((one, max(_words(one), key=len)) for one in sources)


def _words(source: str) -> list[str]:
    """What a sentence says between its gaps."""
    return _GAP.split(source)[::2]


@cache
def _pattern(source: str) -> re.Pattern[str]:
    """Made when a text first needs it: all of them would hold up the window."""
    gaps = "(.+?)".join(map(re.escape, _words(source)))
    if source.startswith("{"):  # what is before a colon is the subject of the entire sentence
        gaps = gaps.replace("(.+?)", "((?:(?!: ).)+?)", 1)
    return re.compile(gaps, re.DOTALL)
