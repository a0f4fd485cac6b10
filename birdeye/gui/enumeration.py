"""Lists of words and rows of sentences, as the language of the window writes them.

Chinese lists names with a mark of its own, and has no blank after a full stop.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

_translate = QCoreApplication.translate


def listed(words: Iterable[str]) -> str:
    """“House Sparrow, Eurasian Wren”; empty words are left out."""
    comma = _translate("Wording", "{0}, {1}").removeprefix("{0}").removesuffix("{1}")
    return comma.join(filter(None, words))


def sentence(words: str) -> str:
    """``words`` with a full stop."""
    return _translate("Wording", "{0}.").format(words)


def in_a_row(sentences: Iterable[str]) -> str:
    """Sentences one after the other; empty ones are left out."""
    return " ".join(filter(None, sentences)).replace("。 ", "。")
