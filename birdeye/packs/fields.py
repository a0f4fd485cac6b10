"""Reads the tables of a manifest field by field, so that all problems are reported at once."""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)

REQUIRED: Any = object()
"""Means "no default": a field without one is required."""


class FieldReader:
    """One table of a manifest.

    Each method returns the field's value, or its default if it is absent. If it breaks a rule, it
    adds a sentence that begins with the field's full name to ``problems`` and returns a harmless
    stand-in, so that reading continues and finds the next problem too.
    """

    def __init__(self, values: Mapping[str, Any], name: str, problems: list[str]) -> None:
        self._values = values
        self._name = name
        self._problems = problems
        self._known: list[str] = []
        self._broken: set[str] = set()

    def full_name(self, key: str) -> str:
        """The field as the user would look for it, such as ``detector.input.width``."""
        return f"{self._name}.{key}" if self._name else key

    def problem(self, key: str, sentence: str) -> None:
        """Report that the field ``key`` breaks a rule."""
        self._broken.add(key)
        self._problems.append(f"{self.full_name(key)} {sentence}")

    def sound(self, *keys: str) -> bool:
        """Whether no problem was found with these fields, so that they can be checked further."""
        return self._broken.isdisjoint(keys)

    def table(self, key: str) -> FieldReader:
        """The table below this one."""
        value = self._take(key, REQUIRED, "a table")
        if value is not None and not isinstance(value, dict):
            self.problem(key, f"is {_shown(value)}, but must be a table")
        # A missing table would otherwise be reported once for each of its fields.
        problems = self._problems if isinstance(value, dict) else []
        return FieldReader(value if isinstance(value, dict) else {}, self.full_name(key), problems)

    def optional_table(self, key: str) -> FieldReader | None:
        """The table below this one, None where it is absent."""
        return self.table(key) if key in self._values else self._take(key, None, "")

    def text(
        self,
        key: str,
        default: Any = REQUIRED,
        *,
        longest: int = 200,
        pattern: str = "",
        means: str = "",
        lines: bool = False,
    ) -> str:
        """A text without control characters; ``means`` says in words what ``pattern`` requires."""
        value = self._take(key, default, "a text")
        if value is None or value is default:
            return value or ""
        if not isinstance(value, str):
            self.problem(key, f"is {_shown(value)}, but must be a text in quotation marks")
        elif not value.strip() and default is REQUIRED:
            self.problem(key, "is empty")
        elif len(value) > longest:
            self.problem(key, f"has {len(value)} characters, more than the limit of {longest}")
        elif not is_printable(value, lines=lines):
            self.problem(key, "holds control characters")
        elif pattern and value and not re.fullmatch(pattern, value):
            self.problem(key, f"is {_shown(value)}, but must be {means}")
        else:
            return value.strip()
        return ""

    def choice(self, key: str, kind: type[Choice], default: Any = REQUIRED) -> Choice:
        """One of the values of a `StrEnum`."""
        options = [str(option) for option in kind]
        value = self._take(key, default, "one of " + ", ".join(options))
        if isinstance(value, str) and value in options:
            return kind(value)
        if value is not None:
            self.problem(key, f"is {_shown(value)}, but must be one of {', '.join(options)}")
        return next(iter(kind))

    def integer(self, key: str, low: int, high: int, default: Any = REQUIRED) -> Any:
        """A whole number from ``low`` to ``high``, both allowed."""
        value = self._take(key, default, f"a whole number from {low} to {high}")
        if value is None or value is default:
            return low if default is REQUIRED else default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            self.problem(
                key, f"is {_shown(value)}, but must be a whole number from {low} to {high}"
            )
            return low
        return value

    def integers(self, key: str, low: int, high: int, most: int) -> tuple[int, ...]:
        """A list of at most ``most`` whole numbers; absent means empty."""
        value = self._take(key, (), "")
        if isinstance(value, list | tuple) and len(value) <= most:
            whole = [v for v in value if isinstance(v, int) and not isinstance(v, bool)]
            if len(whole) == len(value) and all(low <= v <= high for v in whole):
                return tuple(whole)
        self.problem(
            key,
            f"is {_shown(value)}, but must be a list of at most {most} whole numbers "
            f"from {low} to {high}",
        )
        return ()

    def number(self, key: str, low: float, high: float, default: Any = REQUIRED) -> Any:
        """A finite number from ``low`` to ``high``, both allowed."""
        value = self._take(key, default, f"a number from {low:g} to {high:g}")
        if value is None or value is default:
            return low if default is REQUIRED else default
        if not _is_number(value) or not low <= value <= high:
            self.problem(key, f"is {_shown(value)}, but must be a number from {low:g} to {high:g}")
            return low
        return float(value)

    def triple(
        self, key: str, low: float, high: float, default: tuple[float, float, float]
    ) -> tuple[float, float, float]:
        """Three finite numbers from ``low`` to ``high``."""
        value = self._take(key, default, "")
        if (
            isinstance(value, list | tuple)
            and len(value) == 3
            and all(_is_number(v) and low <= v <= high for v in value)
        ):
            return float(value[0]), float(value[1]), float(value[2])
        self.problem(
            key,
            f"is {_shown(value)}, but must be three numbers from {low:g} to {high:g}, "
            "for red, green and blue",
        )
        return default

    def names(self, key: str, most: int) -> tuple[str, ...]:
        """A list of at most ``most`` short texts; absent means empty."""
        value = self._take(key, (), "")
        if isinstance(value, list | tuple) and len(value) <= most and all(map(_is_name, value)):
            return tuple(value)
        self.problem(key, f"is {_shown(value)}, but must be a list of at most {most} names")
        return ()

    def names_by_name(self, key: str, most: int) -> dict[str, str]:
        """A table of at most ``most`` short texts by short texts; absent means empty."""
        value = self._take(key, {}, "")
        if (
            isinstance(value, dict)
            and len(value) <= most
            and all(_is_name(text) for pair in value.items() for text in pair)
        ):
            return dict(value)
        self.problem(key, f"is {_shown(value)}, but must be a table of at most {most} names")
        return {}

    def flag(self, key: str, default: bool) -> bool:
        """``true`` or ``false``."""
        value = self._take(key, default, "")
        if isinstance(value, bool):
            return value
        self.problem(key, f"is {_shown(value)}, but must be true or false")
        return default

    def refuse_unknown(self) -> None:
        """Report every field that was not read; call it last."""
        for key in self._values:
            if key not in self._known:
                near = difflib.get_close_matches(key, self._known, n=1)
                meant = f"; perhaps {near[0]} is meant" if near else ""
                self.problem(_name_shown(key), f"is not a field of the format{meant}")

    def _take(self, key: str, default: Any, expected: str) -> Any:
        self._known.append(key)
        if key in self._values:
            return self._values[key]
        if default is REQUIRED:
            self.problem(key, f"is missing; it must be {expected}")
            return None
        return default


def is_printable(text: str, *, lines: bool = False) -> bool:
    """No control characters and none that reverse the direction of what follows."""
    for character in text:
        if lines and character in "\n\t":
            continue
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp"):
            return False
        if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
            return False
    return True


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 120 and is_printable(value)


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    # An integer of TOML has no bound, and turning a long one into a float overflows.
    return abs(value) < 1e300 if isinstance(value, int) else math.isfinite(value)


def _shown(value: object) -> str:
    """``value`` in at most a few words, safe to print whatever it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"“{_name_shown(value)}”"
    if isinstance(value, int) and abs(value) >= 10**18:
        return "a number with far too many digits"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple):
        if len(value) <= 4 and all(isinstance(v, int | float | str) for v in value):
            return "[" + ", ".join(_shown(v) for v in value) + "]"
        return f"a list of {len(value)}"
    return {"dict": "a table", "NoneType": "nothing"}.get(type(value).__name__, "a date or time")


def _name_shown(text: str) -> str:
    cut = text if len(text) <= 40 else text[:39] + "…"
    return "".join(c if is_printable(c) else "\N{REPLACEMENT CHARACTER}" for c in cut)
