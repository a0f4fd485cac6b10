"""Names as an enemy would choose them, in every format, read back by readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from dwca.read import DwCAReader
from lxml import etree

from birdeye.domain.records import Place
from birdeye.export.options import ExportOptions
from birdeye.export.registry import FORMATS
from birdeye.workflows.export_pictures import PhotoPictures
from tests.helpers.photo_records import ALL, TOOLS, confirmed_bird, exported, photo_record
from tests.helpers.sample_photos import encoded, quadrants

NAMES = [
    b"=cmd|' \\C calc'!A0.jpg",
    b"+1+1.jpg",
    b"-2+3.jpg",
    b"@SUM(A1:A9).jpg",
    b"\t=1.jpg",
    b"\r=1.jpg",
    "\uff1d1+1.jpg".encode(),
    b"quote \" and , comma; and ' more.jpg",
    b"two\nlines\r\nand more.jpg",
    b"<script>alert(1)<b onload=x> & <b>]]>.jpg",
    "\u202egpj.exe \u2066\u200f.jpg".encode(),
    b"\xff\xfe no UTF-8 \xc3.jpg",
    b"\xed\xa0\x80 half a character.jpg",
    "\u2028separated\u2029\x85.jpg".encode(),
    b"%s %n {0} $(touch x) `id` ; rm -rf *.jpg",
    b"x" * 240 + b".jpg",
]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NUMBER = re.compile(r"-?[0-9.]+")
ALL_TAGS = frozenset(
    {"html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "ul", "ol", "li",
     "b", "bdi", "i", "nav", "a", "span", "main", "section", "div", "figure", "figcaption", "img",
     "details", "summary", "footer"}
)  # fmt: skip


@pytest.fixture
def records(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    made = []
    for number, name in enumerate(NAMES, 1):
        path = folder / os.fsdecode(name)
        path.write_bytes(encoded(quadrants(320, 240), "JPEG"))
        word = os.fsdecode(name).removesuffix(".jpg")
        made.append(
            photo_record(confirmed_bird(number), path=path, photo_id=number, place=Place(word))
        )
    return made


pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only here may names be any bytes"
)


def written(format_id, records, tmp_path):
    tools = replace(TOOLS, pictures=PhotoPictures())
    options = ExportOptions(observer=os.fsdecode(NAMES[9]))
    told = exported(format_id, records, tmp_path / "out", options, tools)
    assert [each.problem for each in told] == [""] * len(records)
    return tmp_path / "out"


@pytest.mark.parametrize("format_id", ["csv", "ebird", "inaturalist"])
def test_a_table_has_its_rows_and_columns_and_no_formula(format_id, records, tmp_path):
    path = written(format_id, records, tmp_path)
    with path.open(encoding="utf-8-sig", newline="") as file:  # strictly: nothing is half UTF-8
        rows = list(csv.reader(file, strict=True))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) >= len(records)
    cells = [cell for row in rows for cell in row if not NUMBER.fullmatch(cell)]
    assert [cell for cell in cells if cell.lstrip(" ").startswith(FORMULA)] == []
    if format_id != "csv":  # whose paths are for programs too
        assert not any(DIRECTION.search(cell) for cell in cells)


@pytest.mark.parametrize("format_id", ["json", "megadetector"])
def test_json_gives_the_very_names_back(format_id, records, tmp_path):
    document = json.loads(written(format_id, records, tmp_path).read_text("utf-8"))
    key, photos = ("photo", "photos") if format_id == "json" else ("file", "images")
    assert [Path(photo[key]).name for photo in document[photos]] == [
        record.path.name for record in records
    ]


def test_an_archive_for_gbif_has_a_row_for_each(records, tmp_path):
    with DwCAReader(str(written("darwin-core", records, tmp_path))) as reader:
        rows = [row.data for row in reader]
    assert len(rows) == len(records)
    assert not any(DIRECTION.search(value) for row in rows for value in row.values())


def test_a_report_has_no_element_and_no_attribute_from_outside(records, tmp_path):
    class Elements(HTMLParser):
        def handle_starttag(self, tag, attributes):
            assert tag in ALL_TAGS, tag
            assert not [name for name, _ in attributes if name.startswith("on")]

        def handle_data(self, data):
            assert not DIRECTION.search(data)

    page = written("html", records, tmp_path).read_text("utf-8")
    Elements().feed(page)
    assert page.count("<figure") == len(records)


@pytest.mark.parametrize("format_id", ["xmp", "keywords"])
def test_sidecars_and_keywords_find_their_photos(format_id, records, tmp_path):
    written(format_id, records, tmp_path)
    for record in records:
        if format_id == "xmp":
            etree.fromstring(record.path.with_suffix(".xmp").read_bytes())
        else:
            assert b"Parus major" in record.path.read_bytes()
            assert record.path.with_name(f"{record.path.name}.original").exists()


@pytest.mark.parametrize("format_id", ["annotated", "crops"])
def test_pictures_stay_in_their_folder_under_names_that_every_system_takes(
    format_id, records, tmp_path
):
    folder = written(format_id, records, tmp_path)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) == len(records)
    for path in files:
        name = str(path.relative_to(folder))
        name.encode("utf-8")
        assert not DIRECTION.search(name)
        assert not set(name) & set('<>:"|?*\\')
    assert len(list(tmp_path.iterdir())) == 2


def test_camtrap_dp_keeps_each_name_in_its_cell(records, tmp_path):
    exported("camtrap-dp", records, tmp_path / "birds.zip", ALL)
    with zipfile.ZipFile(tmp_path / "birds.zip") as archive:
        media = list(csv.DictReader(io.StringIO(archive.read("media.csv").decode("utf-8"))))
        observations = archive.read("observations.csv").decode("utf-8")
    assert len(media) == len(NAMES) == len({row["mediaID"] for row in media})
    assert all(re.fullmatch(r"(?=^[^./~])(^((?!\.{2}).)*$).*", row["filePath"]) for row in media)
    assert all(None not in row for row in csv.DictReader(io.StringIO(observations)))


def test_every_format_was_tried():
    tried = "csv ebird inaturalist json megadetector darwin-core camtrap-dp html xmp keywords"
    assert {each.id for each in FORMATS} == {*tried.split(), "annotated", "crops"}
