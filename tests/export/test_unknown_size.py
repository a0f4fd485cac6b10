"""A bird drawn in a photo that was never identified, whose size is not known: every format."""

from __future__ import annotations

import csv
import json
import zipfile
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from PIL import Image

from birdeye.domain.boxes import Box
from birdeye.domain.photos import PhotoMetadata
from birdeye.export.choice import LeftOut
from birdeye.export.options import ExportOptions
from birdeye.export.plan import plan_export
from birdeye.export.registry import FORMATS
from birdeye.workflows.export_pictures import PhotoPictures
from tests.helpers.photo_records import (
    ALL,
    COLOGNE,
    MORNING,
    TOOLS,
    confirmed_bird,
    exported,
    photo_record,
    request,
)

TOOLS = replace(TOOLS, pictures=PhotoPictures())
BOX = Box(40, 30, 140, 130)


@pytest.fixture(params=[(0, 0), (320, 0)], ids=["no size", "no height"])
def drawn(tmp_path, request):
    """A photo of 320 x 240 pixels, red within the box that the user drew, in the catalogue only."""
    path = tmp_path / "photos" / "drawn.jpg"
    path.parent.mkdir()
    picture = Image.new("RGB", (320, 240), "blue")
    picture.paste("red", tuple(map(int, BOX.as_tuple())))
    picture.save(path, quality=95)
    width, height = request.param
    bird = replace(confirmed_bird(), drawn=True)
    record = photo_record(bird, path=path)
    facts = PhotoMetadata(MORNING, COLOGNE)
    return replace(record, width=width, height=height, pack_id="", pack_version="", metadata=facts)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.id)
def test_every_format_is_written_without_harm(drawn, tmp_path, form):
    known = photo_record(confirmed_bird(2), path=drawn.path.with_name("known.jpg"), photo_id=2)
    drawn.path.with_name("known.jpg").write_bytes(drawn.path.read_bytes())
    told = exported(form.id, [drawn, known], tmp_path / "out", tools=TOOLS)
    assert [each.problem for each in told] == ["", ""]
    assert [each.is_written for each in told] == [form.id != "megadetector", True]


def test_fractions_of_an_unknown_size_are_not_made_up(drawn, tmp_path):
    plan = plan_export([drawn], request("megadetector", tmp_path / "a.json"), TOOLS)
    assert (plan.is_empty, plan.left_out) == (True, {LeftOut.NO_SIZE: 1})
    guess = replace(drawn, birds=(), pack_id="birdeye-1")
    everything = plan_export([drawn, guess], request("megadetector", tmp_path / "a", ALL), TOOLS)
    assert everything.photo_count == 1  # the one without a bird needs no size
    exported("camtrap-dp", [drawn], tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        rows = list(csv.DictReader(StringIO(archive.read("observations.csv").decode())))
    assert [row["bboxX"] + row["bboxWidth"] for row in rows] == ["", ""]


def test_whether_it_touches_the_edge_is_not_made_up_either(drawn, tmp_path):
    exported("json", [drawn], tmp_path / "a.json")
    ((bird,),) = (
        photo["birds"] for photo in json.loads((tmp_path / "a.json").read_text())["photos"]
    )
    assert bird["at_edge"] is None
    assert bird["box"] == list(BOX.as_tuple())


def test_the_crop_shows_the_bird(drawn, tmp_path):
    exported("crops", [drawn], tmp_path / "crops", ExportOptions(), TOOLS)
    (crop,) = (tmp_path / "crops").rglob("*.jpg")
    with Image.open(crop) as picture:
        assert picture.size == (112, 112)  # with a margin of six pixels on each side
        red, _, blue = picture.getpixel((56, 56))
    assert red > 200 and blue < 60


def test_so_does_the_report(drawn, tmp_path, monkeypatch):
    shown = []
    cut_out = PhotoPictures.cut_out

    def watched(self, path, cutouts):
        jpegs = cut_out(self, path, cutouts)
        shown.extend(Image.open(BytesIO(jpeg)) for jpeg in jpegs)
        return jpegs

    monkeypatch.setattr(PhotoPictures, "cut_out", watched)
    exported("html", [drawn], tmp_path / "a.html", ExportOptions(), TOOLS)
    (picture,) = shown
    assert min(picture.size) > 100
    red, _, blue = picture.getpixel((picture.width // 2, picture.height // 2))
    assert red > 200 and blue < 60
