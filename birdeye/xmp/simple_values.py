"""Sets simple properties of an XMP packet, and leaves every other byte as it is.

A property is an attribute or a child of a top-level rdf:Description (ISO 16684-1 section 7).
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from birdeye.xmp.properties import (
    ATTRIBUTE,
    DESCRIPTION,
    RDF,
    RDF_ROOT,
    as_utf8,
    rdf_of,
)
from birdeye.xmp.tree import Element, Name, read_tree


def with_value(packet: bytes, name: Name, prefix: str, value: str) -> bytes:
    """``packet`` with ``value`` for a property, wherever it already has that property.

    ``prefix`` is declared if the property is new. Raises `XmpRefused`.
    """
    packet = as_utf8(packet)
    sound = packet.rstrip(b"\0")
    packet, padding = sound, packet[len(sound) :]
    rdf = rdf_of(read_tree(packet))
    for description in rdf.children_named(DESCRIPTION):
        span = _attribute_span(packet, description, name)
        if span is not None:
            start, end = span
            written = packet[start:end].split(b"=", 1)[0].rstrip()
            return (
                packet[:start] + written + b"=" + quoteattr(value).encode() + packet[end:] + padding
            )
        child = description.child(name)
        if child is not None:
            if child.text.strip() == value and not child.children:
                return packet + padding
            element = _element(name, prefix, value)
            return packet[: child.start] + element + packet[child.end :] + padding
    return inserted(packet, place_for_properties(rdf), _element(name, prefix, value)) + padding


def place_for_properties(rdf: Element) -> Element:
    """The element to put a property into: a description that has room, or the RDF itself."""
    return next(rdf.children_named(DESCRIPTION), rdf)


def inserted(packet: bytes, into: Element, element: bytes) -> bytes:
    """``packet`` with ``element`` as the last child of ``into``."""
    if into.name == RDF_ROOT:
        element = (
            f'<rdf:Description xmlns:rdf="{RDF}" rdf:about="">'.encode()
            + element
            + b"</rdf:Description>"
        )
    if not into.closes_itself:
        return packet[: into.close_start] + element + b"\n" + packet[into.close_start :]
    tag = packet[into.start : into.end]
    qualified = tag[1:].split(None, 1)[0].rstrip(b"/>")
    opened = tag[: tag.rindex(b"/")] + b">"
    return packet[: into.start] + opened + element + b"</" + qualified + b">" + packet[into.end :]


def _element(name: Name, prefix: str, value: str) -> bytes:
    qualified = f"{prefix}:{name.local}"
    opened = f'<{qualified} xmlns:{prefix}="{name.namespace}">'
    return f"{opened}{escape(value)}</{qualified}>".encode()


def _attribute_span(packet: bytes, element: Element, name: Name) -> tuple[int, int] | None:
    """(start, end) of an attribute of a start tag, with the space before it."""
    names = dict(element.named_attributes())
    for match in ATTRIBUTE.finditer(packet, element.start, element.tag_end):
        if names.get(match[1].decode("utf-8", "replace")) == name:
            return match.span()
    return None
