from __future__ import annotations

import pytest

from birdeye.domain.identification import Rank
from birdeye.export.options import ExportOptions, SidecarNaming
from birdeye.export.xmp_keywords import Keywords, with_keywords
from tests.export.test_xmp_keywords import BILLION_LAUGHS, LIGHTROOM
from tests.helpers.photo_records import (
    ALL,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    unsure_claim,
)
from tests.helpers.xmp_keywords import read_keywords

FULL_NAME = ExportOptions(sidecar_naming=SidecarNaming.FULL_NAME)


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "heron.jpg"
    path.write_bytes(b"a photo")
    return path


def write(*records, options=None):
    return exported("xmp", records, "anywhere", options)


def read(path):
    return read_keywords(path.read_bytes())


@pytest.mark.parametrize(
    ("options", "name"), [(ExportOptions(), "heron.xmp"), (FULL_NAME, "heron.jpg.xmp")]
)
def test_the_sidecar_goes_by_the_name_that_was_chosen(photo, options, name):
    write(photo_record(confirmed_bird(), path=photo), options=options)
    assert sorted(path.name for path in photo.parent.iterdir()) == sorted(["heron.jpg", name])
    assert photo.read_bytes() == b"a photo"
    assert read(photo.with_name(name)) == Keywords(
        ("Great Tit", "Parus major"), ("Birds|Tits, Chickadees, and Titmice|Great Tit",)
    )


def test_guesses_become_no_keywords_unless_asked_for_and_then_with_a_mark(photo):
    record = photo_record(bird_record(), unsure_claim(2), path=photo)
    write(record)
    assert not photo.with_suffix(".xmp").exists()
    write(record, options=ALL)
    assert read(photo.with_suffix(".xmp")) == Keywords(
        ("Eurasian Blackbird (unconfirmed)", "Turdus merula (unconfirmed)"),
        ("Birds|Unconfirmed|Thrushes and Allies|Eurasian Blackbird",),
    )


def test_a_confirmation_takes_the_mark_away(photo):
    write(photo_record(bird_record(), path=photo), options=ALL)
    write(photo_record(confirmed_bird(1, "Turdus merula"), path=photo), options=ALL)
    assert read(photo.with_suffix(".xmp")).flat == ("Eurasian Blackbird", "Turdus merula")


def test_genus_and_family_have_their_level(photo):
    genus = confirmed_bird(1, "Turdus", Rank.GENUS)
    family = confirmed_bird(2, "Thrushes and Allies", Rank.FAMILY)
    write(photo_record(genus, family, path=photo))
    assert read(photo.with_suffix(".xmp")).hierarchical == (
        "Birds|Thrushes and Allies|Turdus",
        "Birds|Thrushes and Allies",
    )


def test_the_sidecar_of_another_program_is_merged_with(photo):
    sidecar = photo.with_suffix(".xmp")
    sidecar.write_bytes(LIGHTROOM)
    write(photo_record(confirmed_bird(), path=photo))
    assert read(sidecar).flat == ("holiday & sea", "Urlaub", "Great Tit", "Parus major")
    assert b'xmp:Rating="4"' in sidecar.read_bytes()


def test_a_sidecar_by_the_other_naming_is_where_the_new_one_begins(photo):
    photo.with_suffix(".xmp").write_bytes(LIGHTROOM)
    write(photo_record(confirmed_bird(), path=photo), options=FULL_NAME)
    assert b'xmp:Rating="4"' in photo.with_name("heron.jpg.xmp").read_bytes()
    assert photo.with_suffix(".xmp").read_bytes() == LIGHTROOM


def test_a_raw_and_its_jpeg_share_a_sidecar(photo):
    raw = photo.with_suffix(".nef")
    raw.write_bytes(b"a raw photo")
    first = photo_record(confirmed_bird(1), path=photo)
    second = photo_record(confirmed_bird(2, "Turdus merula"), path=raw, photo_id=2)
    for _ in range(2):
        write(first, second)
        assert set(read(photo.with_suffix(".xmp")).flat) == {
            "Great Tit",
            "Parus major",
            "Eurasian Blackbird",
            "Turdus merula",
        }


@pytest.mark.parametrize("content", [BILLION_LAUGHS, b"garbage"])
def test_what_cannot_be_merged_with_stays_and_the_others_go_on(photo, content):
    sidecar, other = photo.with_suffix(".xmp"), photo.with_name("b.jpg")
    sidecar.write_bytes(content)
    other.write_bytes(b"another photo")
    refused, fine = write(
        photo_record(confirmed_bird(), path=photo), photo_record(confirmed_bird(), path=other)
    )
    assert sidecar.read_bytes() == content
    assert "heron.xmp” could not be written: the existing sidecar is broken" in refused.problem
    assert (fine.is_written, fine.problem) == (True, "")
    assert read(other.with_suffix(".xmp")).flat == ("Great Tit", "Parus major")


def test_an_unchanged_sidecar_is_not_written_again(photo):
    record = photo_record(confirmed_bird(), path=photo)
    write(record)
    before = photo.with_suffix(".xmp").stat()
    write(record)
    after = photo.with_suffix(".xmp").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_empty_sidecar_counts_as_none(photo):
    photo.with_suffix(".xmp").write_bytes(b"")
    write(photo_record(confirmed_bird(), path=photo))
    assert read(photo.with_suffix(".xmp")).flat == ("Great Tit", "Parus major")


def test_a_sidecar_that_changes_while_it_is_merged_with_keeps_the_change(photo, monkeypatch):
    """An editor saves between our reading of the sidecar and our writing of it."""
    sidecar = photo.with_suffix(".xmp")
    sidecar.write_bytes(LIGHTROOM)
    edited = LIGHTROOM.replace(b'Rating="4"', b'Rating="5"')

    def edit_meanwhile(packet, keywords):
        sidecar.write_bytes(edited)
        return with_keywords(packet, keywords)

    monkeypatch.setattr("birdeye.export.withdrawn.with_keywords", edit_meanwhile)
    (refused,) = write(photo_record(confirmed_bird(), path=photo))
    assert "another program has changed it in the meantime. Export it again." in refused.problem
    assert sidecar.read_bytes() == edited


def test_only_files_that_were_truly_written_are_told_as_changed(photo):
    raw = photo.with_suffix(".NEF")
    raw.write_bytes(b"a raw photo")
    records = [photo_record(confirmed_bird(), path=path) for path in (photo, raw)]
    assert {each.changed_file for each in write(*records)} == {photo.with_suffix(".xmp"), None}
    told = write(*records)
    assert [each.is_written for each in told] == [True, True]
    assert [each.changed_file for each in told] == [None, None]
