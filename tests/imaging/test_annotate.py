from __future__ import annotations

import os

import numpy as np
import pytest
from PIL import Image

from birdeye.domain.box_label import Label
from birdeye.domain.boxes import Box
from birdeye.domain.errors import CannotWrite, PhotoUnreadable
from birdeye.imaging import annotate
from birdeye.imaging.annotate import write_annotated
from birdeye.imaging.exif import read_exif
from birdeye.imaging.photo_file import open_photo
from tests.helpers.sample_photos import encoded, exif_block, rational, short, stored_for, text
from tests.helpers.tiny_dng import make_dng

NAME = np.s_[86:112, 106:200]
"""Rows and columns that the name of `LABEL` covers on a photo of 480 x 320."""

LABEL = Label(Box(100, 120, 300, 260), ("House Sparrow", "Passer domesticus · 97 %"), True)


def plain(level, width=480, height=320):
    return np.full((height, width, 3), level, np.uint8)


def annotated(tmp_path, pixels, labels, name="copy.png"):
    source = tmp_path / "source.png"
    source.write_bytes(encoded(pixels, "PNG"))
    write_annotated(source, tmp_path / name, labels)
    return open_photo(tmp_path / name).decode().rgb_u8


@pytest.mark.parametrize("level", [0, 128, 255])
def test_box_shows_on_any_background(tmp_path, level):
    copy = annotated(tmp_path, plain(level), [LABEL])
    assert copy.shape == (320, 480, 3)
    for along in (copy[119:125, 150:250], copy[256:262, 150:250]):
        contrast = np.abs(along.astype(int) - level).max(axis=2)
        assert contrast.max(axis=0).min() > 100  # every column of the side is marked
    assert (copy[140:240, 120:280] == level).all()  # the bird itself stays free


@pytest.mark.parametrize("level", [0, 128, 255])
def test_name_is_light_on_dark_on_any_background(tmp_path, level):
    copy = annotated(tmp_path, plain(level), [LABEL])
    above = copy[NAME].astype(int).mean(axis=2)
    assert (above < 70).mean() > 0.5  # the plate
    assert (above > 220).sum() > 60  # the letters


@pytest.mark.parametrize("size", [(64, 48), (640, 480), (6000, 4000)])
def test_text_grows_with_the_photo(tmp_path, size):
    width, height = size
    box = Box(width * 0.3, height * 0.5, width * 0.7, height * 0.9)
    copy = annotated(tmp_path, plain(128, width, height), [Label(box, ("Wren",), True)])
    changed = (copy != 128).any(axis=2)
    above_box = changed[: int(height * 0.49)].any(axis=1).sum() / height
    assert 0.02 < above_box < 0.45


def test_unsure_boxes_are_dashed(tmp_path):
    unsure = Label(LABEL.box, LABEL.lines, confident=False)
    side = annotated(tmp_path, plain(128), [unsure])[120:122, 110:290].mean(axis=(0, 2))
    assert (side > 200).any() and (side < 60).any()
    solid = annotated(tmp_path, plain(128), [LABEL])[120:122, 110:290].mean(axis=(0, 2))
    assert np.ptp(solid) < 5


def test_long_names_stay_in_a_small_photo(tmp_path):
    label = Label(Box(10, 10, 60, 50), ("Northern Rough-winged Swallow",), True)
    assert annotated(tmp_path, plain(0, 90, 60), [label]).shape == (60, 90, 3)


@pytest.mark.parametrize(
    "box",
    [Box(-50, -50, 5000, 5000), Box(470, 310, 479.5, 319.5), Box(0, 0, 1, 1), Box(9, 9, 9, 9)],
)
def test_odd_boxes_are_drawn_without_failing(tmp_path, box):
    copy = annotated(tmp_path, plain(128), [Label(box, ("Wren",), False)])
    assert (copy != 128).any()


def test_label_without_text_is_a_box_only(tmp_path):
    copy = annotated(tmp_path, plain(128), [Label(LABEL.box, (), True)])
    assert (copy[:110] == 128).all() and (copy[118:126, 150:250] != 128).any()


def test_no_labels_is_a_plain_copy(tmp_path):
    noise = np.random.default_rng(1).integers(0, 256, (64, 96, 3), np.uint8)
    assert np.array_equal(annotated(tmp_path, noise, []), noise)


@pytest.mark.parametrize(
    ("suffix", "format_name"),
    [(".jpg", "JPEG"), (".JPEG", "JPEG"), (".png", "PNG"), (".webp", "WebP"), (".tif", "TIFF")],
)
def test_format_follows_the_destination_and_exif_is_kept(tmp_path, suffix, format_name):
    block = exif_block(
        {0x010F: text("Canon"), 0x0110: text("Canon EOS R5"), 0x0112: short(6)},
        {0x9003: text("2024:05:01 06:30:15"), 0xA002: short(480), 0xA003: short(320)},
        {
            1: text("S"),
            2: rational((22, 1), (16, 1), (4224, 100)),
            3: text("E"),
            4: rational((114, 1), (9, 1), (30, 1)),
        },
        thumbnail=encoded(plain(9, 16, 16), "JPEG"),
    )
    source = tmp_path / "source.jpg"
    source.write_bytes(encoded(stored_for(plain(128, 320, 480), 6), "JPEG", exif=block))
    destination = tmp_path / f"copy{suffix}"
    write_annotated(source, destination, [])
    original, copy = open_photo(source), open_photo(destination)
    assert copy.format_name == format_name
    assert (copy.width, copy.height, copy.orientation) == (320, 480, 1)
    assert copy.metadata.camera == original.metadata.camera == "Canon EOS R5"
    assert copy.metadata.taken == original.metadata.taken is not None
    assert copy.metadata.position is not None and original.metadata.position is not None
    assert copy.metadata.position.latitude == pytest.approx(original.metadata.position.latitude)
    assert read_exif(copy.exif_block).thumbnail is None


def test_raw_becomes_a_jpeg_with_what_is_known(tmp_path):
    source = tmp_path / "bird.dng"
    source.write_bytes(make_dng(plain(100, 96, 64) / 255.0))
    destination = tmp_path / "bird.birds.jpg"
    write_annotated(source, destination, [])
    copy = open_photo(destination)
    assert copy.format_name == "JPEG"
    assert copy.metadata == open_photo(source).metadata
    assert copy.metadata.taken is not None


def test_the_photo_itself_is_never_overwritten(tmp_path):
    source = tmp_path / "a.jpg"
    data = encoded(plain(128), "JPEG")
    source.write_bytes(data)
    link = tmp_path / "b.jpg"
    os.link(source, link)
    for destination in (source, link):
        with pytest.raises(CannotWrite, match="itself"):
            write_annotated(source, destination, [LABEL])
    assert source.read_bytes() == data


def test_failure_leaves_what_was_there(tmp_path, monkeypatch):
    source, destination = tmp_path / "a.png", tmp_path / "out" / "a.png"
    source.write_bytes(encoded(plain(128), "PNG"))
    destination.parent.mkdir()
    destination.write_bytes(b"earlier")

    def fail(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Image.Image, "save", fail)
    with pytest.raises(CannotWrite, match="No space left"):
        write_annotated(source, destination, [LABEL])
    assert destination.read_bytes() == b"earlier"
    assert [path.name for path in destination.parent.iterdir()] == ["a.png"]


def test_missing_folder_is_reported(tmp_path):
    source = tmp_path / "a.png"
    source.write_bytes(encoded(plain(128), "PNG"))
    with pytest.raises(CannotWrite):
        write_annotated(source, tmp_path / "nowhere" / "a.png", [])


def test_unreadable_source_is_reported(tmp_path):
    with pytest.raises(PhotoUnreadable):
        write_annotated(tmp_path / "gone.jpg", tmp_path / "a.jpg", [])


def test_photo_too_long_for_webp_is_reported(tmp_path):
    source = tmp_path / "a.png"
    source.write_bytes(encoded(plain(128, 17_000, 4), "PNG"))
    with pytest.raises(CannotWrite, match="16,383"):
        write_annotated(source, tmp_path / "a.webp", [])


def test_earlier_labels_lie_on_top():
    """The surest bird's name is never hidden by another's box."""
    image = Image.fromarray(plain(128))
    crowd = [Label(Box(100 + i, 120, 300 + i, 260), ("Wren",), False) for i in range(0, 200, 10)]
    annotate.draw_labels(image, [LABEL, *crowd])
    alone = Image.fromarray(plain(128))
    annotate.draw_labels(alone, [LABEL])
    letters = np.asarray(alone)[NAME].min(axis=2) > 220
    assert letters.sum() > 60
    assert np.asarray(image)[NAME][letters].min() > 220
