"""The properties of an XMP packet by name, and the packet without some of them.

A property is an attribute or a child element of a top-level rdf:Description (ISO 16684-1 section
7).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from birdeye.xmp.tree import MAX_BYTES, Element, Name, XmpRefused, read_tree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDF_ROOT, DESCRIPTION, ITEM = Name(RDF, "RDF"), Name(RDF, "Description"), Name(RDF, "li")
ARRAYS = frozenset(Name(RDF, kind) for kind in ("Bag", "Seq", "Alt"))

_ENCODING = re.compile(r"\sencoding=[\"'][^\"'>]*[\"']")
_LONGEST_DECLARATION = 200
ATTRIBUTE = re.compile(rb"\s+([^\s=/>\"']++)\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+')")


def as_utf8(packet: bytes) -> bytes:
    """The packet in UTF-8; the standard allows UTF-16, which hardly anybody writes."""
    if not packet.startswith((b"\xff\xfe", b"\xfe\xff")) or len(packet) > MAX_BYTES:
        return packet
    try:
        text = packet.decode("utf-16")
    except UnicodeDecodeError as error:
        raise XmpRefused("it is not well-formed UTF-16") from error
    declaration, end, rest = text[:_LONGEST_DECLARATION].partition("?>")
    if end and declaration.startswith("<?xml"):
        declaration = _ENCODING.sub("", declaration, count=1)
    return (declaration + end + rest + text[_LONGEST_DECLARATION:]).encode("utf-8")


def rdf_of(root: Element) -> Element:
    """The rdf:RDF of a packet; raises `XmpRefused`."""
    rdf = root if root.name == RDF_ROOT else root.child(RDF_ROOT)
    if rdf is None:
        raise XmpRefused("it is not XMP: it has no rdf:RDF")
    return rdf


def read_properties(packet: bytes) -> dict[Name, tuple[str, ...]]:
    """The values of each simple property, and the items of each array; raises `XmpRefused`."""
    packet = as_utf8(packet).rstrip(b"\0")
    values: dict[Name, tuple[str, ...]] = {}
    for description in rdf_of(read_tree(packet)).children_named(DESCRIPTION):
        for written, name in description.named_attributes():
            values.setdefault(name, (description.attributes[written].strip(),))
        for child in description.children:
            values.setdefault(child.name, tuple(_texts(child)))
    return values


def only_properties(packet: bytes, is_kept: Callable[[Name], bool]) -> bytes:
    """``packet`` without the properties whose names are not ``is_kept``; raises `XmpRefused`."""
    packet = as_utf8(packet).rstrip(b"\0")
    removed: list[tuple[int, int]] = []
    for description in rdf_of(read_tree(packet)).children_named(DESCRIPTION):
        removed += _attributes_but(packet, description, is_kept)
        removed += [
            (child.start, child.end) for child in description.children if not is_kept(child.name)
        ]
    ends = [0, *(end for _, end in removed)]
    starts = [*(start for start, _ in removed), len(packet)]
    return b"".join(packet[end:start] for end, start in zip(ends, starts, strict=True))


def _texts(element: Element) -> Iterator[str]:
    arrays = [child for child in element.children if child.name in ARRAYS]
    for item in [item for array in arrays for item in array.children_named(ITEM)] or [element]:
        if text := item.text.strip():
            yield text


def _attributes_but(
    packet: bytes, element: Element, is_kept: Callable[[Name], bool]
) -> Iterator[tuple[int, int]]:
    """(start, end) of those attributes of a start tag that are properties and not kept."""
    names = dict(element.named_attributes())
    for match in ATTRIBUTE.finditer(packet, element.start, element.tag_end):
        name = names.get(match[1].decode("utf-8", "replace"))
        if name is not None and name.namespace != RDF and not is_kept(name):
            yield match.span()
