"""A photo that another program turns by its orientation alone keeps the work on it."""

from __future__ import annotations

import os
import shutil

import pytest
from PIL import Image

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import prepare_catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import AddBird, DeleteBirds, MoveBox, ReviewBirds, StateCount
from birdeye.domain.counts import Statement
from birdeye.domain.identification import Bird, Claim, Rank
from birdeye.domain.review import UNSURE
from birdeye.domain.turns import ORIENTATIONS, turned_box
from birdeye.imaging.seen_file import look_at_file
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.remember_photos import identify_and_remember
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import (
    PACK,
    ROBIN,
    TOP,
    WREN,
    make_bird,
    make_result,
    species_of,
)
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack

DRAWN = Box(200.0, 150.0, 260.0, 190.0)


@pytest.fixture(scope="module")
def identifier(tmp_path_factory):
    pack = make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")
    return Identifier(pack, IdentifyOptions(threads=1))


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "catalogue.sqlite"


@pytest.fixture
def photo(tmp_path):
    """A JPEG, with the orientation that a test gives it as ``exiftool`` would."""
    drawn = draw_photo(tmp_path / "drawn.png", RED)
    path = tmp_path / "photo.jpg"
    with Image.open(drawn) as image:
        image.convert("RGB").save(path, exif=exif(1), quality=95)
    return path


def exif(orientation):
    made = Image.Exif()
    made[0x0112] = orientation
    return made


def turn(path, orientation):
    """Rewrite the tag in place, and leave every other byte alone."""
    content = bytearray(path.read_bytes())
    entry = content.find(b"\x01\x12\x00\x03") if b"MM\x00*" in content else -1
    at = entry + 9 if entry >= 0 else content.find(b"\x12\x01\x03\x00") + 8
    content[at] = orientation
    path.write_bytes(content)
    with Image.open(path) as image:
        assert image.getexif()[0x0112] == orientation


def identify(path, identifier, file):
    (record,) = identify_and_remember([path], identifier, file, species_of)
    return record


def review_and_draw(file, record):
    with Catalogue(file, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), UNSURE))
        bird = Bird(DRAWN, 0.0, Claim(Rank.NONE, "", 0.0), ())
        catalogue.carry_out(AddBird(record.photo_id, bird))


def unsure_box(record):
    (bird,) = [bird for bird in record.birds if bird.review == UNSURE]
    return bird.bird.box


def drawn_box(record):
    (bird,) = [bird for bird in record.birds if bird.drawn]
    return bird.bird.box


@pytest.mark.parametrize("orientation", [each for each in ORIENTATIONS if each != 1])
def test_reviews_and_boxes_turn_with_the_photo_and_back(identifier, photo, file, orientation):
    before = identify(photo, identifier, file)
    review_and_draw(file, before)
    turn(photo, orientation)
    turned = identify(photo, identifier, file)
    size = before.width, before.height
    assert (turned.width, turned.height) == (size if orientation < 5 else size[::-1])
    assert len(turned.birds) == 2
    assert drawn_box(turned) == turned_box(DRAWN, *size, 1, orientation)
    expected = turned_box(before.birds[0].bird.box, *size, 1, orientation)
    assert unsure_box(turned).iou(expected) > 0.8
    turn(photo, 1)
    back = identify(photo, identifier, file)
    assert drawn_box(back) == DRAWN
    assert unsure_box(back).iou(before.birds[0].bird.box) > 0.8
    assert len(back.birds) == 2
    assert prepare_catalogue(file, check=True) is None


def test_a_photo_that_was_moved_and_turned_stays_one(identifier, photo, file, tmp_path):
    before = identify(photo, identifier, file)
    review_and_draw(file, before)
    moved = tmp_path / "moved.jpg"
    photo.rename(moved)
    identify(moved, identifier, file)
    turn(moved, 6)
    turned = identify(moved, identifier, file)
    assert drawn_box(turned) == turned_box(DRAWN, before.width, before.height, 1, 6)
    with Catalogue(file, species_of) as catalogue:
        assert len(list(catalogue.records())) == 1
        assert turned.photo_id in catalogue.undo().photo_ids


def test_a_photo_that_comes_back_unturned_gets_its_own_boxes_again(
    identifier, photo, file, tmp_path, monkeypatch
):
    """Its disk was unplugged, of which only the empty folder was left."""
    os.utime(photo, ns=(10**18, 10**18))
    before = identify(photo, identifier, file)
    review_and_draw(file, before)
    elsewhere = tmp_path / "turned.jpg"
    shutil.copyfile(photo, elsewhere)
    turn(elsewhere, 6)
    with monkeypatch.context() as unplugged:
        unplugged.setattr("birdeye.catalogue.turned_photos.is_gone", lambda _stored: True)
        turned = identify(elsewhere, identifier, file)
    assert drawn_box(turned) == turned_box(DRAWN, before.width, before.height, 1, 6)
    assert drawn_box(identify(photo, identifier, file)) == DRAWN
    assert drawn_box(identify(elsewhere, identifier, file)) == drawn_box(turned)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no time of the last change to a file")
def test_a_turn_that_keeps_size_and_time_is_noticed(identifier, photo, file):
    """``exiftool -P``"""
    os.utime(photo, ns=(10**18, 10**18))
    before = identify(photo, identifier, file)
    review_and_draw(file, before)
    turn(photo, 6)
    os.utime(photo, ns=(10**18, 10**18))
    turned = identify(photo, identifier, file)
    assert (turned.width, turned.height) == (before.height, before.width)


def test_a_copy_that_was_not_turned_keeps_its_boxes(identifier, photo, file, tmp_path):
    copy = tmp_path / "copy.jpg"
    shutil.copyfile(photo, copy)
    review_and_draw(file, identify(draw_photo(tmp_path / "other.png", BLUE), identifier, file))
    before = identify(photo, identifier, file)
    assert identify(copy, identifier, file).birds == before.birds
    review_and_draw(file, before)
    turn(photo, 8)
    turned = identify(photo, identifier, file)
    assert drawn_box(turned) == turned_box(DRAWN, before.width, before.height, 1, 8)
    assert unsure_box(turned)
    assert len(turned.birds) == 2
    with Catalogue(file, species_of) as catalogue:  # what is done to the one is not to the other
        catalogue.carry_out(DeleteBirds(tuple(bird.bird_id for bird in turned.birds)))
    kept = identify(copy, identifier, file)
    assert drawn_box(kept) == DRAWN
    assert unsure_box(kept) == before.birds[0].bird.box
    assert prepare_catalogue(file, check=True) is None


def test_a_count_follows_its_bird_into_a_turned_copy(photo, file, tmp_path):
    """Whatever the model calls the rotated bird, which nobody has decided about."""
    copy = tmp_path / "copy.jpg"
    shutil.copyfile(photo, copy)
    with Catalogue(file, species_of) as catalogue:

        def remember(path, taxon, box):
            result = make_result(path, make_bird(taxon, box.as_tuple()))
            return catalogue.remember(look_at_file(path), result, PACK, TOP)

        box = Box(10.0, 20.0, 110.0, 220.0)
        for path in (photo, copy):
            photo_id = remember(path, ROBIN, box)
        catalogue.carry_out(StateCount((photo_id,), Rank.SPECIES, ROBIN, Statement(7)))
        turn(photo, 6)
        photo_id = remember(photo, WREN, turned_box(box, 600, 400, 1, 6))
        record = catalogue.record(photo_id)
    assert [bird.taxon for bird in record.birds] == [WREN]
    assert dict(record.statements) == {(Rank.SPECIES, WREN): Statement(7)}


def test_a_box_that_was_moved_before_the_turn_is_not_put_where_no_bird_is(identifier, photo, file):
    before = identify(photo, identifier, file)
    bird = before.birds[0]
    moved = Box(*(corner + 5 for corner in bird.bird.box.as_tuple()))
    with Catalogue(file, species_of) as catalogue:
        catalogue.carry_out(
            MoveBox(bird.bird_id, Bird(moved, 1.0, bird.bird.claim, bird.bird.candidates))
        )
    turn(photo, 3)
    turned = identify(photo, identifier, file)
    with Catalogue(file, species_of) as catalogue:
        assert catalogue.undo() is None
        (after,) = catalogue.record(turned.photo_id).birds
    assert after.bird.box == turned_box(moved, before.width, before.height, 1, 3)
