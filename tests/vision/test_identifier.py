"""The whole path through the tiny pack: every decoder, every outcome, and what it decodes."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.domain.errors import ModelFailed, PhotoUnreadable
from birdeye.domain.identification import Rank
from birdeye.imaging.photo_file import PhotoFile, open_photo
from birdeye.packs.manifest import Decoder
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.vision.sharpness import scale_for_sharpness
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.sample_photos import encoded
from tests.helpers.tiny_dng import make_dng
from tests.helpers.tiny_pack import (
    BLUE,
    GREEN,
    LIME,
    ORANGE,
    PALE,
    RED,
    VIOLET,
    YELLOW,
    make_tiny_pack,
)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


@pytest.fixture(scope="module")
def identifier(pack):
    return Identifier(pack, IdentifyOptions(threads=1))


@pytest.mark.parametrize("decoder", Decoder)
def test_every_decoder_finds_the_same_bird(decoder, tmp_path):
    identifier = Identifier(make_tiny_pack(tmp_path / "tiny", decoder=decoder))
    path = draw_photo(tmp_path / "a.png", BLUE, size=(640, 480), box=(100, 100, 400, 300))
    (bird,) = identifier.identify(open_photo(path))
    assert bird.box.as_tuple() == pytest.approx((100, 100, 400, 300), abs=640 / 64)
    assert bird.score == pytest.approx(1.0)
    assert bird.claim.taxon == "Alcedo atthis"


@pytest.mark.parametrize(
    ("colour", "rank", "taxon"),
    [
        (RED, Rank.SPECIES, "Carpodacus erythrinus"),
        (YELLOW, Rank.SPECIES, "Spinus tristis"),
        (GREEN, Rank.SPECIES, "Spinus spinus"),
        (LIME, Rank.GENUS, "Spinus"),
        (ORANGE, Rank.FAMILY, "Finches, Euphonias, and Allies"),
        (VIOLET, Rank.NONE, ""),
    ],
)
def test_every_rank_is_an_outcome(identifier, tmp_path, colour, rank, taxon):
    (bird,) = identifier.identify(open_photo(draw_photo(tmp_path / "a.png", colour)))
    assert (bird.claim.rank, bird.claim.taxon) == (rank, taxon)


def test_no_bird_is_an_outcome(identifier, tmp_path):
    assert identifier.identify(open_photo(draw_photo(tmp_path / "a.png", None))) == ()


def test_candidates_are_as_many_as_asked_for(pack, tmp_path):
    photo = open_photo(draw_photo(tmp_path / "a.png", RED))
    for top in (1, 3):
        (bird,) = Identifier(pack, IdentifyOptions(top=top)).identify(photo)
        assert len(bird.candidates) == top
    assert bird.candidates[0].probability > bird.candidates[1].probability


def test_bird_that_the_classifier_denies_is_dropped_unless_the_detector_is_surer(
    identifier, tmp_path, monkeypatch
):
    photo = open_photo(draw_photo(tmp_path / "a.png", PALE))
    (named,) = identifier.classify_crops(photo, [Box(80, 60, 200, 180)], photo.decode())
    assert named.not_a_bird > 0.5
    detect = identifier.detect
    for score, expected in ((named.not_a_bird - 0.01, 0), (named.not_a_bird + 0.01, 1)):

        def with_score(*args, score=score, **_options):
            found = detect(*args)
            return replace(found, scores=np.full(len(found), score))

        monkeypatch.setattr(identifier, "detect", with_score)
        assert len(identifier.identify(photo)) == expected


def test_boxes_drawn_by_hand_are_named_in_their_order(identifier, tmp_path):
    path = tmp_path / "a.png"
    draw_photo(path, RED, box=(10, 10, 60, 60))
    birds = identifier.classify(open_photo(path), [Box(200, 100, 260, 160), Box(10, 10, 60, 60)])
    assert birds[1].claim.taxon == "Carpodacus erythrinus"
    assert birds[0].claim.taxon != "Carpodacus erythrinus"
    assert [bird.box.x1 for bird in birds] == [200, 10]
    assert identifier.classify(open_photo(path), []) == ()


def test_boxes_drawn_by_hand_may_leave_the_photo_or_be_a_line(identifier, tmp_path):
    photo = open_photo(draw_photo(tmp_path / "a.png", RED))
    odd = [Box(-50, -50, 400, 300), Box(100, 100, 100, 100), Box(319, 239, 320, 240)]
    assert len(identifier.classify(photo, odd)) == 3


def test_sharpness_is_measured_on_the_preview_of_a_raw_photo(identifier, tmp_path):
    """Else its frames would be measured at whatever scale their names need, and not compare."""
    stored = np.full((1280, 1920, 3), 0.4)
    preview = encoded(Image.new("RGB", (1920, 1280), (120, 110, 100)), "JPEG")
    (tmp_path / "a.dng").write_bytes(make_dng(stored, 1, preview, (1920, 1280)))
    photo = open_photo(tmp_path / "a.dng")
    assert photo.format_name == "RAW (DNG)"
    assert identifier.decode_overview(photo).scale_x == scale_for_sharpness(1920, 1280)


def test_large_birds_are_not_decoded_twice_and_small_ones_at_their_scale(identifier, tmp_path):
    scales = []

    def photo_with(box):
        scales.clear()
        path = draw_photo(tmp_path / "a.jpg", RED, size=(4096, 3072), box=box)
        photo = open_photo(path)
        spy = Mock(
            spec=PhotoFile, wraps=photo, width=photo.width, height=photo.height, quick_scale=1.0
        )

        def decode(scale):
            decoded = photo.decode(scale)
            scales.append(decoded.scale_x)
            return decoded

        spy.decode = decode
        return spy

    assert len(identifier.identify(photo_with((500, 500, 2500, 2000)))) == 1
    assert scales == [1 / 2]
    assert len(identifier.identify(photo_with((500, 500, 630, 630)))) == 1
    assert scales == [1 / 2]
    identifier.classify(photo_with((500, 500, 630, 630)), [Box(500, 500, 532, 532)])
    assert scales == [1 / 2]


def test_a_small_bird_is_cut_from_a_larger_decode_and_a_large_one_from_what_is_there(
    identifier, tmp_path
):
    photo = open_photo(draw_photo(tmp_path / "a.jpg", RED, size=(4096, 3072)))
    overview = photo.decode(1 / 8)
    large, small = Box(500, 500, 2500, 2000), Box(500, 500, 532, 532)
    assert identifier.decode_for_crops(photo, [large], overview) is overview
    assert identifier.decode_for_crops(photo, [large, small], overview).scale_x == 1 / 2


def test_check_is_called_between_the_steps_and_may_abandon(identifier, tmp_path):
    class Enough(Exception):
        pass

    photo = open_photo(draw_photo(tmp_path / "a.png", RED))
    check = Mock(side_effect=[None, Enough])
    with pytest.raises(Enough):
        identifier.identify(photo, check=check)
    assert check.call_count == 2


def test_photo_that_vanished_since_it_was_opened_is_unreadable(identifier, tmp_path):
    path = draw_photo(tmp_path / "a.png", RED)
    photo = open_photo(path)
    path.unlink()
    with pytest.raises(PhotoUnreadable):
        identifier.identify(photo)


def test_labels_that_do_not_fit_the_network_are_told(pack, tmp_path):
    labels = replace(
        pack.labels,
        species=(*pack.labels.species, None),
        claimable=(*pack.labels.claimable, False),
    )
    identifier = Identifier(replace(pack, labels=labels))
    photo = open_photo(draw_photo(tmp_path / "a.png", RED))
    with pytest.raises(ModelFailed, match=r"labels\.csv has 6 rows"):
        identifier.identify(photo)


def test_tiny_and_thin_photos_are_looked_at(identifier, tmp_path):
    for size in [(1, 1), (2000, 1), (1, 2000), (3, 7)]:
        photo = open_photo(draw_photo(tmp_path / "a.png", RED, size=size, box=(0, 0, *size)))
        assert all(bird.box.width >= 1 for bird in identifier.identify(photo))
        tiled = Identifier(identifier.pack, IdentifyOptions(tiles=True, threads=1))
        tiled.identify(photo)
