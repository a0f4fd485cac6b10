"""Adds keywords to those in an XMP packet, and removes only its own.

ISO 16684-1 (XMP part 1): an array such as ``dc:subject`` is an rdf:Bag of rdf:li. Which keywords
came from here is recorded in a property of ours, so that a bird renamed since loses its old name
and keywords of other programs stay, whatever they say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from birdeye.xmp.properties import ARRAYS, DESCRIPTION, ITEM, RDF, as_utf8, rdf_of
from birdeye.xmp.simple_values import inserted, place_for_properties
from birdeye.xmp.tree import Element, Name, XmpRefused, read_tree


@dataclass(frozen=True, slots=True)
class _Property:
    namespace: str
    prefix: str
    local_name: str

    @property
    def name(self) -> Name:
        return Name(self.namespace, self.local_name)


_SUBJECT = _Property("http://purl.org/dc/elements/1.1/", "dc", "subject")
_HIERARCHICAL = _Property("http://ns.adobe.com/lightroom/1.0/", "lr", "hierarchicalSubject")
_OWN_SUBJECT = _Property("urn:birdeye:xmp:1.0#", "birdeye", "subject")
_OWN_HIERARCHICAL = _Property("urn:birdeye:xmp:1.0#", "birdeye", "hierarchicalSubject")

EMPTY_PACKET = f"""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Birdeye">
 <rdf:RDF xmlns:rdf="{RDF}">
  <rdf:Description rdf:about=""
    xmlns:dc="{_SUBJECT.namespace}"
    xmlns:lr="{_HIERARCHICAL.namespace}"
    xmlns:birdeye="{_OWN_SUBJECT.namespace}">
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
""".encode()


@dataclass(frozen=True, slots=True)
class Keywords:
    """``flat`` ones, and ``hierarchical`` ones with their levels separated by ``|``."""

    flat: tuple[str, ...] = ()
    hierarchical: tuple[str, ...] = ()


def with_keywords(packet: bytes, keywords: Keywords) -> bytes:
    """``packet`` with exactly ``keywords`` as ours, and everything else unchanged, byte by byte.

    A keyword that was already there from elsewhere stays even when it is no longer ours. The same
    bytes come back when there is nothing to change. Raises `XmpRefused`.
    """
    packet = as_utf8(packet)
    sound = packet.rstrip(b"\0")
    packet, padding = sound, packet[len(sound) :]  # C's end of a string, which is not XML
    for shared, own, wanted in (
        (_SUBJECT, _OWN_SUBJECT, keywords.flat),
        (_HIERARCHICAL, _OWN_HIERARCHICAL, keywords.hierarchical),
    ):
        rdf = rdf_of(read_tree(packet))
        ours_before = dict.fromkeys(_keywords_in(rdf, own))
        there = frozenset(_keywords_in(rdf, shared))
        wanted = tuple(dict.fromkeys(wanted))
        stale = ours_before.keys() - wanted
        new = [word for word in wanted if word not in there]
        ours = dict.fromkeys(word for word in wanted if word not in there or word in ours_before)
        packet = _edited(packet, shared, add=new, remove=stale)
        packet = _edited(
            packet,
            own,
            add=[word for word in ours if word not in ours_before],
            remove=ours_before.keys() - ours,
        )
    return packet + padding


def has_own_keywords(packet: bytes) -> bool:
    """Whether there are still keywords that came from here; raises `XmpRefused`."""
    rdf = rdf_of(read_tree(as_utf8(packet).rstrip(b"\0")))
    pairs = ((_SUBJECT, _OWN_SUBJECT), (_HIERARCHICAL, _OWN_HIERARCHICAL))
    return any(
        not frozenset(_keywords_in(rdf, own)).isdisjoint(_keywords_in(rdf, shared))
        for shared, own in pairs
    )


def _keywords_in(rdf: Element, prop: _Property) -> tuple[str, ...]:
    """The items of a property, in order; empty if there is no such property."""
    found = _find(rdf, prop)
    return tuple(item.text for item in _items(found)) if found is not None else ()


def _find(rdf: Element, prop: _Property) -> Element | None:
    for description in rdf.children_named(DESCRIPTION):
        if description.has_attribute(prop.name):
            raise XmpRefused(
                f"it holds {prop.prefix}:{prop.local_name} as an attribute, not a list"
            )
        found = description.child(prop.name)
        if found is not None:
            return found
    return None


def _items(found: Element) -> list[Element]:
    array = _array(found)
    return list(array.children_named(ITEM)) if array is not None else []


def _array(found: Element) -> Element | None:
    return next((child for child in found.children if child.name in ARRAYS), None)


def _edited(packet: bytes, prop: _Property, add: Sequence[str], remove: Collection[str]) -> bytes:
    """``packet`` with items added to a property and others taken out of it."""
    if not add and not remove:
        return packet
    rdf = rdf_of(read_tree(packet))
    found = _find(rdf, prop)
    if found is None:
        place = place_for_properties(rdf)
        return inserted(packet, place, _new_property(prop, add, place.prefixes))
    array = _array(found)
    if array is None or array.closes_itself:
        words = [*([found.text.strip()] if found.text.strip() else []), *add]
        element = _new_property(prop, words, rdf.prefixes)
        return packet[: found.start] + element + packet[found.end :]
    prefix = array.prefix_of(RDF)
    opening = f"<{prefix}:li>" if prefix else f'<rdf:li xmlns:rdf="{RDF}">'
    closing = f"</{prefix or 'rdf'}:li>"
    items = "".join(f"{opening}{escape(word)}{closing}" for word in add).encode()
    kept, at = [], 0
    for item in _items(found):
        if item.text in remove:
            kept.append(packet[at : item.start])
            at = item.end
    return b"".join((*kept, packet[at : array.close_start], items, packet[array.close_start :]))


def _new_property(prop: _Property, words: Sequence[str], declared: Mapping[str, str]) -> bytes:
    """The property, with the prefixes that are not ``declared`` where it goes."""
    qualified = f"{prop.prefix}:{prop.local_name}"
    declarations = "".join(
        f' xmlns:{prefix}="{namespace}"'
        for prefix, namespace in ((prop.prefix, prop.namespace), ("rdf", RDF))
        if declared.get(prefix) != namespace
    )
    items = "".join(f"<rdf:li>{escape(word)}</rdf:li>" for word in words)
    return f"<{qualified}{declarations}><rdf:Bag>{items}</rdf:Bag></{qualified}>".encode()
