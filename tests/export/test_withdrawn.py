"""Exporting again takes back what the user has withdrawn, and nothing that others wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from birdeye.domain.review import NOT_A_BIRD, UNSURE
from birdeye.export.cautions import Caution
from birdeye.export.options import ExportOptions
from birdeye.export.plan import plan_export
from birdeye.export.xmp_keywords import EMPTY_PACKET, Keywords, with_keywords
from tests.export.test_photo_keywords import jpeg
from tests.helpers.photo_records import (
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    request,
)
from tests.helpers.xmp_keywords import read_keywords

OF_THE_USER = Keywords(("Great Tit", "garden"), ("Places|Garden",))


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "heron.jpg"
    path.write_bytes(jpeg())
    return path


def sidecar_by_user(photo):
    """A sidecar with keywords of another program, one of which is that of a bird."""
    packet = with_keywords(EMPTY_PACKET, OF_THE_USER)
    packet = packet.replace(b"urn:birdeye:xmp:1.0#", b"urn:other")
    photo.with_suffix(".xmp").write_bytes(packet)


def write(*records, format_id="xmp", tools=TOOLS):
    return exported(format_id, records, "anywhere", tools=tools)


def cautions(*records, format_id="xmp"):
    return set(plan_export(records, request(format_id, "anywhere"), TOOLS).cautions) - {
        Caution.LIGHTROOM
    }


def keywords(photo):
    return read_keywords(photo.with_suffix(".xmp").read_bytes())


@pytest.mark.parametrize("review", [NOT_A_BIRD, UNSURE])
@pytest.mark.parametrize("before", [sidecar_by_user, lambda photo: None])
def test_names_that_the_user_withdrew_go_and_those_of_others_stay(photo, review, before):
    before(photo)
    write(photo_record(confirmed_bird(), confirmed_bird(2, "Turdus merula"), path=photo))
    assert "Eurasian Blackbird" in keywords(photo).flat
    withdrawn = photo_record(bird_record(1, review), bird_record(2, review), path=photo)
    plan = plan_export([withdrawn], request("xmp", "anywhere"), TOOLS)
    assert (plan.photo_count, Caution.WITHDRAWN in plan.cautions) == (1, True)
    (told,) = write(withdrawn)
    assert told.changed_file == photo.with_suffix(".xmp")
    assert keywords(photo) == (OF_THE_USER if before is sidecar_by_user else Keywords())
    assert plan_export([withdrawn], request("xmp", "anywhere"), TOOLS).is_empty


def test_so_do_those_in_the_photo_itself(photo):
    write(photo_record(confirmed_bird(), path=photo), format_id="keywords")
    withdrawn = photo_record(bird_record(1, NOT_A_BIRD), path=photo)
    assert cautions(withdrawn, format_id="keywords") == {Caution.WITHDRAWN}
    write(withdrawn, format_id="keywords")
    assert b"Parus major" not in photo.read_bytes()
    assert cautions(withdrawn, format_id="keywords") == set()


@pytest.mark.parametrize("format_id", ["xmp", "keywords"])
def test_names_stay_and_are_told_where_the_user_did_not_decide(photo, format_id):
    """A catalogue that was made anew knows nothing of what was confirmed in the old one."""
    write(photo_record(confirmed_bird(), path=photo), format_id=format_id)
    content = {path: path.read_bytes() for path in photo.parent.iterdir()}
    for record in (
        photo_record(bird_record(), path=photo),
        photo_record(bird_record(1, NOT_A_BIRD), bird_record(2), path=photo),
        photo_record(path=photo),
    ):
        assert cautions(record, format_id=format_id) == {Caution.OLD_NAMES}
        write(record, format_id=format_id)
        assert {path: path.read_bytes() for path in photo.parent.iterdir()} == content


@pytest.mark.parametrize("format_id", ["xmp", "keywords"])
def test_names_also_stay_where_stars_are_written(photo, format_id):
    write(photo_record(confirmed_bird(), path=photo), format_id=format_id)
    rated = replace(photo_record(bird_record(), path=photo), set_stars=4)
    assert cautions(rated, format_id=format_id) == {Caution.OLD_NAMES}
    (told,) = write(rated, format_id=format_id)
    content = told.changed_file.read_bytes()
    assert b"Parus major" in content
    assert b"<xmp:Rating" in content


def test_names_that_the_user_withdrew_go_from_a_photo_with_stars_and_are_told(photo):
    write(photo_record(confirmed_bird(), path=photo))
    withdrawn = replace(photo_record(bird_record(1, UNSURE), path=photo), set_stars=4)
    assert cautions(withdrawn) == {Caution.WITHDRAWN}
    write(withdrawn)
    assert keywords(photo) == Keywords()
    assert b"<xmp:Rating" in photo.with_suffix(".xmp").read_bytes()
    assert cautions(withdrawn) == set()


def test_stars_of_a_raw_alone_leave_the_names_of_its_jpeg_in_their_sidecar(photo):
    raw = photo.with_suffix(".nef")
    raw.write_bytes(b"raw")
    named = photo_record(confirmed_bird(), path=photo)
    write(named)
    for bird in (bird_record(1), bird_record(1, NOT_A_BIRD)):
        rated = replace(photo_record(bird, path=raw, photo_id=2), set_stars=4)
        write(rated, tools=replace(TOOLS, is_photo=lambda path: path == photo))
        assert "Parus major" in keywords(photo).flat
    for records in ([named, rated], [rated, named]):
        photo.with_suffix(".xmp").unlink()
        write(*records)
        assert "Parus major" in keywords(photo).flat
        assert b"<xmp:Rating" in photo.with_suffix(".xmp").read_bytes()


def test_a_photo_without_anything_of_ours_is_left_alone(photo):
    sidecar_by_user(photo)
    record = photo_record(bird_record(1, NOT_A_BIRD), path=photo)
    assert cautions(record) == set()
    write(record)
    assert keywords(photo) == OF_THE_USER


def test_a_shared_sidecar_keeps_the_name_of_the_other_photo(photo):
    raw = photo.with_suffix(".nef")
    raw.write_bytes(b"raw")
    named = photo_record(confirmed_bird(), path=raw, photo_id=2)
    write(named)
    withdrawn = photo_record(bird_record(1, NOT_A_BIRD), path=photo)
    for records in ([withdrawn, named], [named, withdrawn]):
        assert [each.changed_file for each in write(*records)] == [None, None]
        assert "Parus major" in keywords(photo).flat
    (told,) = write(withdrawn, tools=replace(TOOLS, is_photo=lambda path: path == raw))
    assert "heron.nef" in told.problem
    assert "Parus major" in keywords(photo).flat


def test_stars_that_are_no_longer_given_are_told_if_they_came_from_here(photo):
    rated = replace(photo_record(path=photo), set_stars=4)
    unrated = photo_record(path=photo)
    write(rated)
    assert cautions(rated) == set()
    assert cautions(unrated) == {Caution.OLD_RATING}
    sidecar = photo.with_suffix(".xmp")
    changed = sidecar.read_bytes().replace(b"<xmp:Rating xmlns:xmp", b"<xmp:Rating  xmlns:xmp")
    sidecar.write_bytes(changed.replace(b">4</xmp:Rating>", b">5</xmp:Rating>"))
    assert cautions(unrated) == set()
    sidecar.unlink()
    write(photo_record(confirmed_bird(), path=photo), tools=TOOLS)
    assert cautions(unrated) == {Caution.OLD_NAMES}


def test_stars_that_another_program_gave_before_are_not_ours(photo):
    write(replace(photo_record(path=photo), set_stars=4))
    sidecar = photo.with_suffix(".xmp")
    sidecar.write_bytes(sidecar.read_bytes().replace(b"birdeye:rating", b"birdeye:other"))
    write(replace(photo_record(path=photo), set_stars=4))
    assert cautions(photo_record(path=photo)) == set()


def test_options_of_other_formats_see_no_withdrawal(photo):
    record = photo_record(bird_record(1, NOT_A_BIRD), path=photo)
    assert plan_export([record], request("csv", "a.csv", ExportOptions()), TOOLS).is_empty
