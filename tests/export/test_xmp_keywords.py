"""Keywords in XMP, read back by lxml with the namespaces; what others wrote stays byte by byte."""

from __future__ import annotations

import tracemalloc
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from birdeye.export.xmp_keywords import EMPTY_PACKET, Keywords, with_keywords
from birdeye.xmp.tree import MAX_BYTES, XmpRefused
from tests.helpers.xmp_keywords import read_keywords

NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
}

TIT = Keywords(("Great Tit", "Parus major"), ("Birds|Tits|Great Tit",))
BLACKBIRD = Keywords(("Eurasian Blackbird", "Turdus merula"), ("Birds|Thrushes|Blackbird",))

LIGHTROOM = b"""\
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <!-- a comment -->
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:crs='http://ns.adobe.com/camera-raw-settings/1.0/'
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
   xmp:Rating="4"
   crs:LookName="a &gt; b&#xA;second line">
   <dc:subject>
    <rdf:Bag>
     <rdf:li>holiday &amp; sea</rdf:li>
     <rdf:li xml:lang="de">Urlaub</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li></rdf:Seq></crs:ToneCurve>
   <dc:description>
    <rdf:Alt><rdf:li xml:lang="x-default">Line one&#xD;two</rdf:li></rdf:Alt>
   </dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

DIGIKAM = b"""\
<?xml version="1.0" encoding="UTF-8"?>
<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description r:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3"/>
</r:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

NO_DESCRIPTION = b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


def items(packet, prop):
    root = etree.fromstring(packet)
    return root.xpath(f"//{prop}/rdf:Bag/rdf:li/text()", namespaces=NAMESPACES)


def keywords(packet):
    return items(packet, "dc:subject"), items(packet, "lr:hierarchicalSubject")


@pytest.mark.parametrize("packet", [EMPTY_PACKET, DIGIKAM, NO_DESCRIPTION])
def test_keywords_are_added_where_there_are_none(packet):
    flat, hierarchical = keywords(with_keywords(packet, TIT))
    assert flat == ["Great Tit", "Parus major"]
    assert hierarchical == ["Birds|Tits|Great Tit"]


def test_everything_else_keeps_its_bytes():
    merged = with_keywords(LIGHTROOM, TIT)
    flat, _ = keywords(merged)
    assert flat == ["holiday & sea", "Urlaub", "Great Tit", "Parus major"]
    # Only insertions: without them, it is what it was.
    left = with_keywords(merged, Keywords())
    position = 0
    for line in LIGHTROOM.splitlines():
        position = left.index(line.strip(), position)
    for part in (b"<!-- a comment -->", b"&#xA;second line", b"one&#xD;two", b'xml:lang="de"'):
        assert merged.count(part) == 1


def test_what_is_read_back_beside_the_keywords_is_the_same():
    merged = etree.fromstring(with_keywords(LIGHTROOM, TIT))
    (description,) = merged.xpath("//rdf:Description", namespaces=NAMESPACES)
    assert description.get(f"{{{NAMESPACES['crs']}}}LookName") == "a > b\nsecond line"
    assert description.get(f"{{{NAMESPACES['xmp']}}}Rating") == "4"
    assert merged.xpath("string(//dc:description//rdf:li)", namespaces=NAMESPACES) == (
        "Line one\rtwo"
    )


def test_writing_the_same_again_changes_no_byte():
    once = with_keywords(LIGHTROOM, TIT)
    assert with_keywords(once, TIT) == once


def test_a_bird_that_was_renamed_loses_its_old_name_only():
    before = with_keywords(LIGHTROOM, TIT)
    flat, hierarchical = keywords(with_keywords(before, BLACKBIRD))
    assert flat == ["holiday & sea", "Urlaub", "Eurasian Blackbird", "Turdus merula"]
    assert hierarchical == ["Birds|Thrushes|Blackbird"]


def test_a_keyword_that_was_there_before_stays_when_the_bird_is_renamed():
    theirs = LIGHTROOM.replace(b"holiday &amp; sea", b"Great Tit")
    flat, _ = keywords(with_keywords(with_keywords(theirs, TIT), BLACKBIRD))
    assert flat == ["Great Tit", "Urlaub", "Eurasian Blackbird", "Turdus merula"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]))))
def test_any_word_comes_back_as_it_was(words):
    distinct = tuple(dict.fromkeys(words))
    packet = with_keywords(LIGHTROOM, Keywords(distinct))
    assert items(packet, "dc:subject")[2:] == [word for word in distinct if word]
    assert read_keywords(packet).flat[2:] == distinct


@pytest.mark.parametrize("empty", [b"<dc:subject/>", b"<dc:subject><rdf:Bag/></dc:subject>"])
def test_an_empty_list_is_filled(empty):
    start, end = LIGHTROOM.index(b"<dc:subject>"), LIGHTROOM.index(b"</dc:subject>")
    packet = LIGHTROOM[:start] + empty + LIGHTROOM[end + len(b"</dc:subject>") :]
    assert keywords(with_keywords(packet, TIT))[0] == ["Great Tit", "Parus major"]


def test_a_list_of_another_kind_and_prefix_is_added_to():
    packet = LIGHTROOM.replace(b"rdf:Bag", b"rdf:Seq").replace(b"rdf:", b"q:")
    packet = packet.replace(b"xmlns:rdf", b"xmlns:q")
    flat = read_keywords(with_keywords(packet, TIT)).flat
    assert flat == ("holiday & sea", "Urlaub", "Great Tit", "Parus major")
    etree.fromstring(with_keywords(packet, TIT))


def test_utf_16_becomes_utf_8():
    text = '<?xml version="1.0" encoding="UTF-16"?>\n' + LIGHTROOM.decode("utf-8")
    merged = with_keywords(text.encode("utf-16"), TIT)
    assert keywords(merged)[0][0] == "holiday & sea"


BILLION_LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<x:xmpmeta xmlns:x="adobe:ns:meta/">&b;</x:xmpmeta>"""
EXTERNAL = b"""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&a;</r:RDF>"""
ATTRIBUTE = DIGIKAM.replace(
    b"xmp:Rating", b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:subject="one" xmp:Rating'
)


TWICE = LIGHTROOM.replace(
    b'xmp:Rating="4"', b'xmlns:q="http://ns.adobe.com/xap/1.0/" q:Rating="4" xmp:Rating="4"'
)
NAMESPACED = b"<q xmlns:q='x'/>"


@pytest.mark.parametrize(
    ("packet", "why"),
    [
        (b"", "not well-formed"),
        (b"<a>", "not well-formed"),
        (LIGHTROOM[:-30], "not well-formed"),
        (b"<html><body/></html>", "not XMP"),
        (BILLION_LAUGHS, "document type"),
        (EXTERNAL, "document type"),
        (b"<!DOCTYPE x><x/>", "document type"),
        (b"<a>" * 5000 + b"</a>" * 5000, "more elements"),
        (b"<a>" + b"<b/>" * 150_000 + b"</a>", "more elements"),
        (b"<a>" + b" " * MAX_BYTES + b"</a>", "larger than 16 MB"),
        (ATTRIBUTE, "as an attribute"),
        (LIGHTROOM.replace(b"xmp:Rating", b"tag:Rating"), "prefix “tag”"),
        (LIGHTROOM.replace(b"<dc:subject>", b"<tag:subject>", 1), "not well-formed"),
        (LIGHTROOM.replace(b"xmlns:xmp=", b"xmlns:a:b="), "prefix “a:b”"),
        (LIGHTROOM.replace(b'"http://ns.adobe.com/xap/1.0/"', b'""'), "prefix “xmp”"),
        (LIGHTROOM.replace(b"xmlns:lr=", b"xmlns:xml="), "prefix “xml”"),
        (LIGHTROOM.replace(b"xmlns:lr=", b"xmlns:-1="), "prefix “-1”"),
        (LIGHTROOM.replace(b"xmp:Rating", b"xmp:1st"), "prefix “xmp”"),
        (TWICE, "occurs twice"),
        (LIGHTROOM.replace(b"<rdf:li>0, 0", NAMESPACED * 11_000), "more namespaces"),
        (b"<a " + b"b=''" * 200_001 + b"/>", "more attributes"),
        (b"\xff\xfe<\0a", "not well-formed"),
        (b'<?xml version="1.0" encoding="latin1"?><a>\xe9</a>', "other than UTF-8"),
        (b'<?xml version="1.0" encoding="latin1"?>' + LIGHTROOM, "other than UTF-8"),
        (b'<?xml version="1.0" encoding="unheard-of"?>' + LIGHTROOM, "other than UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) else "packet",
)
def test_what_is_hostile_or_no_xmp_is_refused_with_the_reason(packet, why):
    with pytest.raises(XmpRefused, match=why):
        with_keywords(packet, TIT)


@pytest.mark.parametrize(
    "packet",
    [
        LIGHTROOM.replace(b"<x:xmpmeta", b"<x:xmpmeta" + b" " * 8_000_000),
        LIGHTROOM.replace(b"Rating=", b"Note='" + b"n" * 8_000_000 + b"'\n   xmp:Rating="),
        LIGHTROOM.replace(b"holiday", b"&#10;x" * 1_000_000),
        LIGHTROOM.replace(
            b"   <crs", b"".join(b"<p%d:a xmlns:p%d='u'/>" % (n, n) for n in range(1500)) + b"<crs"
        ),
        with_keywords(LIGHTROOM, Keywords(tuple(f"word {n}" for n in range(3000)))),
    ],
    ids=["blanks", "long value", "long text", "namespaces", "stale keywords"],
)
def test_what_is_long_is_merged_with_in_linear_time_and_memory(packet):
    tracemalloc.start()
    try:
        merged = with_keywords(packet, TIT)
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {"Great Tit", "Parus major"} <= set(read_keywords(merged).flat)
    assert peak_bytes < 250_000_000


@given(st.binary(max_size=300), st.integers(0, len(LIGHTROOM)), st.integers(0, 60))
def test_damage_is_refused_or_leaves_well_formed_xml(noise, start, length):
    packet = LIGHTROOM[:start] + noise + LIGHTROOM[start + length :]
    try:
        merged = with_keywords(packet, TIT)
    except XmpRefused:
        return
    ElementTree.fromstring(merged)  # lxml refuses more than the standard does
    assert {"Great Tit", "Parus major"} <= set(read_keywords(merged).flat)
