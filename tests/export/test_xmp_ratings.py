"""Stars and flags in XMP: written on export alone, and read back as other programs write them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from birdeye.domain.rating import Flag
from birdeye.export.xmp_keywords import EMPTY_PACKET
from birdeye.export.xmp_ratings import with_rating
from birdeye.imaging.facts import with_sidecars
from birdeye.imaging.xmp_facts import read_xmp
from birdeye.xmp.properties import read_properties
from birdeye.xmp.rating_names import DIGIKAM_PICK_LABEL, LIGHTROOM_PICK, RATING
from tests.export.test_xmp_keywords import LIGHTROOM
from tests.helpers.photo_records import confirmed_bird, exported, photo_record
from tests.helpers.xmp_keywords import read_keywords


def rated(*birds, stars=None, flag=None, **facts):
    return replace(photo_record(*birds, **facts), set_stars=stars, set_flag=flag)


def packet(inside="", attributes=""):
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:digiKam="http://www.digikam.org/ns/1.0/" '
        'xmlns:photomechanic="http://ns.camerabits.com/photomechanic/1.0/" '
        f'xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/" {attributes}>{inside}'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


@pytest.mark.parametrize(
    ("content", "stars", "flag"),
    [
        (packet(attributes='xmp:Rating="4"'), 4, None),
        (packet("<xmp:Rating>5.0</xmp:Rating>"), 5, None),
        (packet(attributes='xmp:Rating="-1"'), None, Flag.REJECT),
        (packet(attributes='xmp:Rating="9"'), None, None),
        (packet(attributes='xmp:Rating="3" xmpDM:pick="1"'), 3, Flag.PICK),
        (packet(attributes='xmpDM:pick="-1"'), None, Flag.REJECT),
        (packet("<digiKam:PickLabel>3</digiKam:PickLabel>"), None, Flag.PICK),
        (packet("<digiKam:PickLabel>2</digiKam:PickLabel>"), None, Flag.NONE),
        (packet(attributes='photomechanic:Tagged="True"'), None, Flag.PICK),
        (packet(attributes='photomechanic:Tagged="False"'), None, None),
    ],
)
def test_what_other_programs_write_is_read(content, stars, flag):
    facts = read_xmp(content).metadata
    assert (facts.stars, facts.flag) == (stars, flag)


@pytest.mark.parametrize(
    "before",
    [
        EMPTY_PACKET,
        LIGHTROOM,
        packet(attributes='xmp:Rating="1" xmpDM:pick="0"'),
        packet("<xmp:Rating>1</xmp:Rating><digiKam:PickLabel>0</digiKam:PickLabel>"),
    ],
)
@pytest.mark.parametrize("flag", list(Flag))
def test_what_is_written_is_read_back_and_all_else_stays(before, flag):
    record = rated(stars=2, flag=flag)
    after = with_rating(before, record)
    values = read_properties(after)
    assert values[RATING] == ("2",)
    assert values[LIGHTROOM_PICK] == ({"pick": "1", "reject": "-1", "none": "0"}[flag.value],)
    assert values[DIGIKAM_PICK_LABEL] == ({"pick": "3", "reject": "1", "none": "0"}[flag.value],)
    assert read_xmp(after).metadata.flag is flag
    ours = {RATING, LIGHTROOM_PICK, DIGIKAM_PICK_LABEL}
    others = {
        name: value
        for name, value in values.items()
        if name not in ours and name.namespace != "urn:birdeye:xmp:1.0#"
    }
    assert others == {n: v for n, v in read_properties(before).items() if n not in ours}
    assert read_keywords(after) == read_keywords(before)
    assert with_rating(after, record) == after


def test_what_the_user_said_nothing_about_stays_as_it_is():
    before = packet(attributes='xmp:Rating="1" xmpDM:pick="1"')
    assert with_rating(before, photo_record()) == before
    stars = with_rating(before, rated(stars=3))
    assert read_properties(stars)[LIGHTROOM_PICK] == ("1",)


def test_a_sidecar_gets_the_rating_of_a_photo_without_a_name_and_is_read_again(tmp_path):
    photo = tmp_path / "heron.jpg"
    photo.write_bytes(b"a photo")
    exported("xmp", [photo_record(path=photo)], "anywhere")
    assert not photo.with_suffix(".xmp").exists()
    record = rated(path=photo, stars=4, flag=Flag.PICK)
    exported("xmp", [record], "anywhere")
    facts = with_sidecars(photo, photo_record().metadata)
    assert (facts.stars, facts.flag) == (4, Flag.PICK)
    assert photo.read_bytes() == b"a photo"


def test_a_raw_and_its_jpeg_share_a_sidecar_and_its_rating(tmp_path):
    raw, jpeg = tmp_path / "heron.nef", tmp_path / "heron.jpg"
    for file in (raw, jpeg):
        file.write_bytes(b"a photo")
    records = [
        rated(confirmed_bird(), path=jpeg, stars=3),
        rated(confirmed_bird(), path=raw, flag=Flag.REJECT),
    ]
    exported("xmp", records, "anywhere")
    facts = read_xmp((tmp_path / "heron.xmp").read_bytes()).metadata
    assert (facts.stars, facts.flag) == (3, Flag.REJECT)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("of_raw", "of_jpeg", "expected"),
    [
        ((5, Flag.REJECT), (2, Flag.PICK), (5, Flag.PICK)),
        ((0, Flag.REJECT), (None, Flag.NONE), (0, Flag.NONE)),
        ((None, Flag.PICK), (1, Flag.NONE), (1, Flag.PICK)),
        ((None, Flag.REJECT), (None, None), (4, Flag.REJECT)),  # the stars of another program
    ],
)
def test_of_two_ratings_in_one_sidecar_the_better_is_written_in_any_order(
    tmp_path, order, of_raw, of_jpeg, expected
):
    (tmp_path / "heron.xmp").write_bytes(packet(attributes='xmp:Rating="4"'))
    records = []
    for number, (suffix, (stars, flag)) in enumerate((("nef", of_raw), ("jpg", of_jpeg)), 1):
        path = tmp_path / f"heron.{suffix}"
        path.write_bytes(b"a photo")
        records.append(rated(confirmed_bird(number), path=path, stars=stars, flag=flag))
    exported("xmp", records[::order], "anywhere")
    facts = read_xmp((tmp_path / "heron.xmp").read_bytes()).metadata
    assert (facts.stars, facts.flag) == expected
