"""Names of files that mean the same on every computer."""

from __future__ import annotations

import unicodedata

WINDOWS_DEVICES = frozenset(
    {
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
    }
)
"""Names that Windows reserves for devices, in lower case."""


def is_windows_device(name: str) -> bool:
    """Whether Windows takes ``name`` for a device.

    It ignores case, everything after a dot and spaces before that, and treats superscript digits as
    digits (``LPT¹.txt``).
    """
    stem = unicodedata.normalize("NFKC", name).split(".", 1)[0].strip()
    return stem.casefold() in WINDOWS_DEVICES


def looks_like_another(name: str) -> bool:
    """Whether ``name`` contains characters that are invisible or stand for others.

    Such as marks that turn the direction of writing (``gpj.exe``), and full-width letters, which
    some systems and all readers take for the usual ones (Unicode Standard Annex 15, NFKC).
    """
    if any(unicodedata.category(character)[0] == "C" for character in name):
        return True
    if any(unicodedata.category(character) in ("Zl", "Zp") for character in name):
        return True
    return unicodedata.normalize("NFKC", name) != unicodedata.normalize("NFC", name)
