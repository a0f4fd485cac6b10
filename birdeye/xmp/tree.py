"""Reads an XMP packet into elements that know their positions in the bytes.

So a change touches only the bytes of what is changed, and what other programs wrote stays as it is.
The packet is hostile until read: its size, depth and number of elements are limited, and document
types, which bring entities, are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 16 << 20
_MAX_ELEMENTS = 100_000
_MAX_ATTRIBUTES = 200_000
_MAX_NAMESPACES = 10_000
_MAX_DEPTH = 100

# Possessive, because the memory for backtracking would be a hundred times the tag.
_TAG = re.compile(rb"<(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")

_XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns/"


class XmpRefused(Exception):
    """A packet that is malformed, hostile, or not XMP; the text is a clause that says why."""


@dataclass(frozen=True, slots=True)
class Name:
    """A qualified name; ``namespace`` is empty if it is in none."""

    namespace: str
    local: str


@dataclass(frozen=True, slots=True)
class _Scope:
    """The prefixes that one start tag declares, and those that hold around it."""

    declared: Mapping[str, str]
    outer: _Scope | None

    def namespace_of(self, prefix: str) -> str | None:
        scope: _Scope | None = self
        while scope is not None:
            if prefix in scope.declared:
                return scope.declared[prefix]
            scope = scope.outer
        return None


_OUTERMOST = _Scope({"": "", "xml": _XML}, None)


@dataclass(slots=True)
class Element:
    """``start`` to ``end`` are the bytes from tag to tag, ``text`` what comes before any child.

    ``tag_end`` is where the start tag ends and ``close_start`` where the end tag begins; both are
    ``end`` if the element is a single self-closing tag. ``attributes`` are as written, prefixes
    included.
    """

    name: Name
    attributes: Mapping[str, str]
    start: int
    _scope: _Scope
    tag_end: int = 0
    close_start: int = 0
    end: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def closes_itself(self) -> bool:
        """Whether it is written as ``<name/>``."""
        return self.tag_end == self.end

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The namespaces by the prefixes that are declared inside the start tag or above."""
        scopes = []
        scope: _Scope | None = self._scope
        while scope is not None:
            scopes.append(scope.declared)
            scope = scope.outer
        return {prefix: uri for declared in reversed(scopes) for prefix, uri in declared.items()}

    def child(self, name: Name) -> Element | None:
        """The first child of that name."""
        return next(self.children_named(name), None)

    def children_named(self, name: Name) -> Iterator[Element]:
        """The children of that name."""
        return (child for child in self.children if child.name == name)

    def has_attribute(self, name: Name) -> bool:
        """Whether there is an attribute of that name, by whatever prefix."""
        return any(
            self._scope.namespace_of(prefix) == name.namespace
            for prefix, _, local in (attribute.partition(":") for attribute in self.attributes)
            if local == name.local
        )

    def named_attributes(self) -> Iterator[tuple[str, Name]]:
        """(as it is written, name) of each attribute in a namespace that is declared."""
        for written in self.attributes:
            prefix, colon, local = written.partition(":")
            namespace = self._scope.namespace_of(prefix) if colon and prefix != "xmlns" else None
            if namespace:
                yield written, Name(namespace, local)

    def prefix_of(self, namespace: str) -> str | None:
        """A prefix that means ``namespace`` inside the element."""
        return next((p for p, uri in self.prefixes.items() if uri == namespace and p), None)


def read_tree(packet: bytes) -> Element:
    """The root element of ``packet``, which must be UTF-8; raises `XmpRefused`.

    Time and memory are linear in its size, whatever it contains.
    """
    if len(packet) > MAX_BYTES:
        raise XmpRefused(f"it is larger than {MAX_BYTES >> 20} MB")
    if packet.count(b"=") > _MAX_ATTRIBUTES:
        raise XmpRefused("it holds more attributes than any photo needs")
    reader = _Reader(packet)
    try:
        reader.parser.Parse(packet, True)
    except expat.ExpatError as error:
        raise XmpRefused(f"it is not well-formed XML ({error})") from error
    assert reader.root is not None, "a document without a root is not well-formed"
    return reader.root


class _Reader:
    """Collects elements from the events of expat.

    Prefixes are resolved here: expat writes the whole namespace before the name of each attribute,
    so that a megabyte of it before thousands of them fills any memory.
    """

    def __init__(self, packet: bytes) -> None:
        self.root: Element | None = None
        self._packet = packet
        self._open: list[Element] = []
        self._scopes = [_OUTERMOST]
        self._texts: list[list[str]] = []
        self._element_count = self._namespace_count = 0
        self.parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.XmlDeclHandler = self._check_encoding
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise XmpRefused("it is in an encoding other than UTF-8")

    def _refuse_document_type(self, *_: object) -> None:
        raise XmpRefused("it declares a document type, which XMP never does")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        self._element_count += 1
        if self._element_count > _MAX_ELEMENTS or len(self._open) >= _MAX_DEPTH:
            raise XmpRefused("it holds more elements than any photo needs")
        scope = self._scope_inside(attributes)
        _check_attributes(attributes, scope)
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self._packet, start)
        if tag is None:
            raise XmpRefused("it is in an encoding other than UTF-8")
        element = Element(_resolved(qualified, scope), attributes, start, scope, tag.end())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._scopes.append(scope)
        self._texts.append([])

    def _scope_inside(self, attributes: Mapping[str, str]) -> _Scope:
        around = self._scopes[-1]
        declared = {
            name[6:]: uri
            for name, uri in attributes.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if not declared:
            return around
        self._namespace_count += len(declared)
        if self._namespace_count > _MAX_NAMESPACES:
            raise XmpRefused("it declares more namespaces than any photo needs")
        for prefix, uri in declared.items():
            is_reserved = prefix in ("xml", "xmlns") or uri in (_XML, _XMLNS)
            if is_reserved or (prefix and not (uri and _is_name(prefix))):
                raise _not_well_formed(prefix)
        return _Scope(declared, around)

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        self._scopes.pop()
        element.text = "".join(self._texts.pop())
        if self._packet[element.tag_end - 2 : element.tag_end] == b"/>":
            element.close_start = element.end = element.tag_end
            return
        element.close_start = self.parser.CurrentByteIndex
        element.end = self._packet.index(b">", element.close_start) + 1

    def _characters(self, text: str) -> None:
        if self._open and not self._open[-1].children:
            self._texts[-1].append(text)


def _resolved(qualified: str, scope: _Scope) -> Name:
    prefix, colon, local = qualified.rpartition(":")
    namespace = scope.namespace_of(prefix)
    if namespace is None or (colon and not (namespace and prefix and _is_name(local))):
        raise _not_well_formed(prefix)
    return Name(namespace, local)


def _is_name(text: str) -> bool:
    """Whether ``text``, which the parser took as part of a name, is a valid name by itself."""
    return ":" not in text and (text[:1].isalpha() or text[:1] == "_")


def _check_attributes(attributes: Mapping[str, str], scope: _Scope) -> None:
    """Refuse undeclared prefixes, and one attribute under two prefixes."""
    qualified = [name for name in attributes if ":" in name and not name.startswith("xmlns:")]
    resolved = {_resolved(name, scope) for name in qualified}
    if len(resolved) != len(qualified):
        raise XmpRefused("it is not well-formed XML (an attribute occurs twice)")


def _not_well_formed(prefix: str) -> XmpRefused:
    return XmpRefused(f"it is not well-formed XML (the prefix “{prefix[:40]}”)")
