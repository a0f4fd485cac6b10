"""Annotated copies and crops: which, where, and what goes on when a photo cannot be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from birdeye.domain.errors import PhotoUnreadable
from birdeye.domain.review import UNSURE
from birdeye.export.options import ExportOptions
from birdeye.export.plan import plan_export
from birdeye.export.request import export
from birdeye.imaging.own_pictures import MARK, is_own_picture
from tests.helpers.photo_records import (
    ALL,
    TOOLS,
    bird_record,
    confirmed_bird,
    exported,
    photo_record,
    request,
)


def marked(text):
    """A JPEG file that Birdeye wrote, as far as its header goes."""
    comment = MARK + text.encode()
    return b"\xff\xd8\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + b"\xff\xd9"


class ScriptedPictures:
    """Stands in for decoding: writes what was asked for instead of pixels."""

    def __init__(self) -> None:
        self.drawn = {}

    def cut_out(self, path, cutouts):
        if "unreadable" in path.name:
            raise PhotoUnreadable(path, "it is damaged")
        return [marked(f"{path.name} {cutout.box.as_tuple()}") for cutout in cutouts]

    def is_own(self, path):
        return is_own_picture(path)

    def write_annotated(self, path, copy, labels, *, with_position):
        if "unreadable" in path.name:
            raise PhotoUnreadable(path, "it is damaged")
        self.drawn[copy.name] = [(label.lines, label.confident) for label in labels]
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(marked(f"{path} {with_position}"))


@pytest.fixture
def pictures():
    return ScriptedPictures()


@pytest.fixture
def tools(pictures):
    return replace(TOOLS, pictures=pictures, workers=2)


@pytest.fixture
def photos(tmp_path):
    """Makes records of photos that are there."""

    def make(*names_and_birds):
        for number, (name, *birds) in enumerate(names_and_birds, 1):
            path = tmp_path / "photos" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"a photo")
            yield photo_record(*birds, path=path, photo_id=number)

    return make


def tree(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_crops_are_sorted_into_folders_by_species(tmp_path, tools, photos):
    records = photos(
        ("a.jpg", confirmed_bird(1), bird_record(2), bird_record(3, UNSURE)),
        ("b.jpg", confirmed_bird(4)),
        ("sub/A.jpg", confirmed_bird(5)),
        ("empty.jpg",),
    )
    exported("crops", records, tmp_path / "out", ALL, tools)
    assert tree(tmp_path / "out") == [
        "Not sure/a-3.jpg",
        "Parus major (Great Tit)/A-1 (2).jpg",
        "Parus major (Great Tit)/a-1.jpg",
        "Parus major (Great Tit)/b-1.jpg",
        "Unconfirmed/Turdus merula (Eurasian Blackbird)/a-2.jpg",
    ]


def test_a_crop_has_some_air_and_stays_in_the_photo(tmp_path, tools, photos):
    exported("crops", photos(("a.jpg", confirmed_bird())), tmp_path / "out", None, tools)
    (crop,) = (tmp_path / "out").rglob("*.jpg")
    assert crop.read_bytes() == marked("a.jpg (34.0, 24.0, 146.0, 136.0)")


@pytest.mark.parametrize("taxon", ["../../evil", "/etc/passwd", "..", "a\\..\\b", "CON", "x\0y"])
def test_no_name_of_a_species_leads_out_of_the_folder(tmp_path, tools, photos, taxon):
    exported("crops", photos(("a.jpg", confirmed_bird(1, taxon))), tmp_path / "out", None, tools)
    (crop,) = (tmp_path / "out").rglob("*.jpg")
    assert len(crop.relative_to(tmp_path / "out").parts) == 2
    assert tree(tmp_path) == sorted(["photos/a.jpg", f"out/{crop.parent.name}/a-1.jpg"])


def test_copies_say_names_and_how_sure(tmp_path, tools, photos, pictures):
    records = photos(("a.jpg", confirmed_bird(1), bird_record(2), bird_record(3, UNSURE)))
    exported("annotated", records, tmp_path / "out", ALL, tools)
    assert pictures.drawn == {
        "a.birds.jpg": [
            (("Great Tit", "Parus major"), True),
            (("Eurasian Blackbird? 97%", "Turdus merula"), True),
            (("not sure",), False),
        ]
    }


def test_copies_show_only_what_is_confirmed_and_tell_no_place_by_choice(
    tmp_path, tools, photos, pictures
):
    records = photos(("a.jpg", confirmed_bird(1), bird_record(2)), ("b.jpg", bird_record(3)))
    options = ExportOptions(with_position=False)
    exported("annotated", records, tmp_path / "out", options, tools)
    assert pictures.drawn == {"a.birds.jpg": [(("Great Tit", "Parus major"), True)]}
    assert (tmp_path / "out" / "a.birds.jpg").read_bytes().endswith(b"False\xff\xd9")


@pytest.mark.parametrize("format_id", ["crops", "annotated"])
def test_a_photo_that_cannot_be_read_is_told_and_the_others_go_on(
    tmp_path, tools, photos, format_id
):
    records = photos(*((name, confirmed_bird()) for name in ("a.jpg", "unreadable.jpg", "c.jpg")))
    told = exported(format_id, records, tmp_path / "out", None, tools)
    assert [each.record.path.name for each in told] == ["a.jpg", "unreadable.jpg", "c.jpg"]
    assert [each.is_written for each in told] == [True, False, True]
    assert "“unreadable.jpg” could not be read: it is damaged" in told[1].problem
    assert len(tree(tmp_path / "out")) == 2


@pytest.mark.parametrize("format_id", ["crops", "annotated"])
def test_the_plan_names_exactly_the_files_that_are_written(tmp_path, tools, photos, format_id):
    records = list(photos(("a.jpg", confirmed_bird(1), bird_record(2)), ("A.png", bird_record(3))))
    asked = request(format_id, tmp_path / "out", ALL)
    plan = plan_export(records, asked, tools)
    assert not (tmp_path / "out").exists()
    exported(format_id, records, tmp_path / "out", ALL, tools)
    assert sorted(plan.files) == sorted(p for p in (tmp_path / "out").rglob("*.jpg"))
    again = plan_export(records, asked, tools)
    assert (plan.existing, again.existing) == (0, len(plan.files))


@pytest.mark.parametrize(
    ("format_id", "name"),
    [("crops", "Parus major (Great Tit)/a-1.jpg"), ("annotated", "a.birds.jpg")],
)
def test_a_picture_that_somebody_else_put_there_is_never_replaced(
    tmp_path, tools, photos, format_id, name
):
    theirs = tmp_path / "out" / name
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"theirs")
    (record,) = photos(("a.jpg", confirmed_bird()))
    for _ in range(2):
        exported(format_id, [record], tmp_path / "out", None, tools)
        assert theirs.read_bytes() == b"theirs"
        assert len(tree(tmp_path / "out")) == 2


def test_closing_half_way_leaves_only_whole_files(tmp_path, tools, photos):
    records = photos(*((f"{n}.jpg", confirmed_bird(n)) for n in range(20)))
    run = export(records, request("crops", tmp_path / "out"), tools)
    next(run)
    run.close()
    assert 1 <= len(tree(tmp_path / "out")) < 20
    assert not list(Path(tmp_path / "out").rglob("*.part"))


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path, tools, photos):
    (tmp_path / "out").write_text("a file")
    (told,) = exported("crops", photos(("a.jpg", confirmed_bird())), tmp_path / "out", None, tools)
    assert "could not be written" in told.problem
