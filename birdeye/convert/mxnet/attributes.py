"""Operator attributes as MXNet stores them: strings, read here into Python values, never by eval.

An attribute that a node leaves out has MXNet's default, which is given by the caller, who knows the
meaning (`attributes.boolean("no_bias", False)`). Value syntax: `include/mxnet/tuple.h` and dmlc's
parameter parsing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from birdeye.domain.errors import CheckpointInvalid

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}[lL]?")
_FLOAT = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[fF]?|[+-]?inf|nan")
_TRUE = frozenset({"True", "true", "1"})
_FALSE = frozenset({"False", "false", "0"})
_MAX_ITEMS = 4096

Value = TypeVar("Value")


class Attributes(Mapping[str, str]):
    """The attributes of one node, with a reader for each kind of value.

    Every reader raises `CheckpointInvalid`, naming node, operator and attribute, for a value that
    does not parse, and for a missing attribute that has no default.
    """

    def __init__(self, values: Mapping[str, str], *, subject: str = "node") -> None:
        self._values = dict(values)
        self._subject = subject

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self, key: str, default: str | None = None, *, choices: Collection[str] = ()) -> str:
        """The text itself; one of ``choices`` if any are given."""
        value = self._given(key)
        if value is None:
            return self._default(key, default)
        value = value.strip()
        if choices and value not in choices:
            raise self._bad(key, f"is not one of {', '.join(sorted(choices))}")
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number; Python 2's suffix L is accepted, booleans count as 0 and 1."""
        value = self._given(key)
        return self._default(key, default) if value is None else self._integer(key, value)

    def optional_integer(self, key: str, default: int | None = None) -> int | None:
        """A whole number, or None if the text is "None" or the default is."""
        value = self._given(key)
        if value is None:
            return default
        return None if value.strip() == "None" else self._integer(key, value)

    def number(self, key: str, default: float | None = None) -> float:
        """A real number."""
        value = self._given(key)
        return self._default(key, default) if value is None else self._number(key, value)

    def optional_number(self, key: str, default: float | None = None) -> float | None:
        """A real number, or None if the text is "None" or the default is."""
        value = self._given(key)
        if value is None:
            return default
        return None if value.strip() == "None" else self._number(key, value)

    def boolean(self, key: str, default: bool | None = None) -> bool:
        """True or False; files of old versions write 1 and 0."""
        value = self._given(key)
        if value is None:
            return self._default(key, default)
        word = value.strip()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise self._bad(key, "is neither True nor False")

    def integers(
        self, key: str, default: tuple[int, ...] | None = None, *, length: int | None = None
    ) -> tuple[int, ...]:
        """A tuple of whole numbers; a bare number is a tuple of one."""
        items = self._items(key)
        if items is None:
            return self._default(key, default)
        values = tuple(self._integer(key, item) for item in items)
        return self._of_length(key, values, length)

    def optional_integers(
        self, key: str, default: tuple[int | None, ...] | None = None
    ) -> tuple[int | None, ...] | None:
        """A tuple whose items may be None, as in ``slice``; None if the text is "None"."""
        items = self._items(key)
        if items is None:
            return default
        if items == ["None"] and self._values[key].strip() == "None":
            return None
        return tuple(None if item == "None" else self._integer(key, item) for item in items)

    def axes(self, key: str) -> tuple[int, ...] | None:
        """A tuple of axes; None if it is left out or the text is "None"."""
        found = self.optional_integers(key, None)
        if found is None:
            return None
        axes = tuple(axis for axis in found if axis is not None)
        if len(axes) < len(found):
            raise self._bad(key, "is not a tuple of axes")
        return axes

    def numbers(
        self, key: str, default: tuple[float, ...] | None = None, *, length: int | None = None
    ) -> tuple[float, ...]:
        """A tuple of real numbers; a bare number is a tuple of one."""
        items = self._items(key)
        if items is None:
            return self._default(key, default)
        values = tuple(self._number(key, item) for item in items)
        return self._of_length(key, values, length)

    def _given(self, key: str) -> str | None:
        return self._values.get(key)

    def _default(self, key: str, default: Value | None) -> Value:
        if default is None:
            raise CheckpointInvalid(self._subject, f"the attribute “{key}” is missing")
        return default

    def _items(self, key: str) -> list[str] | None:
        value = self._given(key)
        if value is None:
            return None
        text = value.strip()
        if text[:1] in ("(", "["):
            if text[-1:] != {"(": ")", "[": "]"}[text[0]] or len(text) < 2:
                raise self._bad(key, "is a tuple that does not end")
            text = text[1:-1].strip()
            if not text:
                return []
            text = text.removesuffix(",")
        items = [item.strip() for item in text.split(",")]
        if len(items) > _MAX_ITEMS:
            raise self._bad(key, f"has more than {_MAX_ITEMS} items")
        return items

    def _of_length(
        self, key: str, values: tuple[Value, ...], length: int | None
    ) -> tuple[Value, ...]:
        if length is not None and len(values) != length:
            raise self._bad(key, f"does not have {length} items")
        return values

    def _integer(self, key: str, text: str) -> int:
        text = text.strip()
        if _INTEGER.fullmatch(text):
            return int(text.rstrip("lL"))
        if text in ("True", "False"):
            return int(text == "True")
        raise self._bad(key, "is not a whole number")

    def _number(self, key: str, text: str) -> float:
        text = text.strip()
        if _FLOAT.fullmatch(text):
            return float(text.rstrip("fF") if not text.endswith("inf") else text)
        if text in ("True", "False"):
            return float(text == "True")
        raise self._bad(key, "is not a number")

    def _bad(self, key: str, reason: str) -> CheckpointInvalid:
        shown = self._values.get(key, "")
        shown = shown if len(shown) <= 60 else shown[:57] + "..."
        return CheckpointInvalid(self._subject, f"the attribute “{key}”, “{shown}”, {reason}")
