"""Reads keywords from XMP by the standard library's parser, which knows nothing of Birdeye's."""

from __future__ import annotations

from xml.etree import ElementTree

from birdeye.export.xmp_keywords import Keywords

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FLAT = "{http://purl.org/dc/elements/1.1/}subject"
_HIERARCHICAL = "{http://ns.adobe.com/lightroom/1.0/}hierarchicalSubject"


def read_keywords(packet: bytes) -> Keywords:
    """All keywords in ``packet``, whoever wrote them."""
    root = ElementTree.fromstring(packet.rstrip(b"\0"))
    flat, hierarchical = (
        tuple(item.text or "" for item in root.findall(f".//{_RDF}Description/{name}/*/{_RDF}li"))
        for name in (_FLAT, _HIERARCHICAL)
    )
    return Keywords(flat, hierarchical)
