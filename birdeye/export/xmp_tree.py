"""Reads an XMP packet into elements that know where they stand in the bytes.

So that a change touches the bytes of what is changed and no others: what other programs wrote
stays as they wrote it. The packet is hostile until read: its size, depth and number of elements
are bounded, and document types, with which entities come, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 16 << 20
_MAX_ELEMENTS = 500_000
_MAX_DEPTH = 100

_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")


class XmpRefused(Exception):
    """A packet that is not well-formed, hostile, or no XMP; the text is a clause that says why."""


@dataclass(slots=True)
class Element:
    """``name`` is "namespace local"; ``start`` to ``end`` are the bytes from tag to tag.

    ``tag_end`` is where the start tag ends and ``close_start`` where the end tag begins; both are
    ``end`` where the element is one tag that closes itself. ``prefixes`` maps the prefixes that
    are declared inside the start tag or above to their namespaces.
    """

    name: str
    attributes: Mapping[str, str]
    prefixes: Mapping[str, str]
    start: int
    tag_end: int = 0
    close_start: int = 0
    end: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def closes_itself(self) -> bool:
        """Whether it is written as ``<name/>``."""
        return self.tag_end == self.end

    def child(self, name: str) -> Element | None:
        """The first child of that name."""
        return next(self.children_named(name), None)

    def children_named(self, name: str) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def prefix_of(self, namespace: str) -> str | None:
        """A prefix that stands for ``namespace`` inside the element."""
        return next((p for p, uri in self.prefixes.items() if uri == namespace and p), None)


def read_tree(packet: bytes) -> Element:
    """The root element of ``packet``, which must be UTF-8; raises `XmpRefused`."""
    if len(packet) > MAX_BYTES:
        raise XmpRefused(f"it is larger than {MAX_BYTES >> 20} MB")
    reader = _Reader(packet)
    try:
        reader.parser.Parse(packet, True)
    except expat.ExpatError as error:
        raise XmpRefused(f"it is not well-formed XML ({error})") from error
    assert reader.root is not None, "a document without a root is not well-formed"
    return reader.root


class _Reader:
    """Collects elements from the events of expat."""

    def __init__(self, packet: bytes) -> None:
        self.root: Element | None = None
        self._packet = packet
        self._open: list[Element] = []
        self._count = 0
        self._declared: dict[str, str] = {}
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartNamespaceDeclHandler = self._declare
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _refuse_document_type(self, *_: object) -> None:
        raise XmpRefused("it declares a document type, which no XMP does")

    def _declare(self, prefix: str | None, uri: str) -> None:
        self._declared[prefix or ""] = uri or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _MAX_ELEMENTS or len(self._open) >= _MAX_DEPTH:
            raise XmpRefused("it holds more elements than any photo needs")
        above = self._open[-1].prefixes if self._open else {}
        prefixes = {**above, **self._declared} if self._declared else above
        self._declared = {}
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self._packet, start)
        if tag is None:
            raise XmpRefused("it is in an encoding other than UTF-8")
        element = Element(name, attributes, prefixes, start, tag.end())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        if self._packet[element.tag_end - 2 : element.tag_end] == b"/>":
            element.close_start = element.end = element.tag_end
            return
        element.close_start = self.parser.CurrentByteIndex
        element.end = self._packet.index(b">", element.close_start) + 1

    def _characters(self, text: str) -> None:
        if self._open and not self._open[-1].children:
            self._open[-1].text += text
