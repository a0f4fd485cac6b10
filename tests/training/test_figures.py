"""The figures of a report in a card, and the photos that may judge."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from birdeye.domain.boxes import Box
from models.training.photos import read_photos
from models.training.splits import read_splits
from models.training.stages.card import curve
from models.training.stages.figures import with_figures
from models.training.strangers import (
    ROLES,
    balanced,
    read_scenes,
    read_scenes_with_birds,
    read_strangers,
)

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
REPORT = {
    "title": "test: 2 photos of 2 species",
    "lines": ["| figure | value |", "|---|---|", "| claimed | 50.0 % |"],
    "reliability": [[0.1, 0.2, 3], [0.0, 0.0, 0]],
}


def test_figures_stand_between_the_marks():
    card = "a\n<!-- strangers -->\nold\n<!-- /strangers -->\nz\n"
    written = with_figures(card, REPORT, {**REPORT, "lines": ["", "", "| claimed | 90.0 % |"]})
    assert written.startswith("a\n<!-- strangers -->\ntest: 2 photos of 2 species.\n")
    assert "| claimed | 50.0 % | 90.0 % |" in written
    assert "| 10.0% | 20.0% | 3 |" in written
    assert "old" not in written
    assert written.endswith("<!-- /strangers -->\nz\n")
    assert with_figures(written, REPORT) != written


def test_card_without_marks_is_refused():
    with pytest.raises(ValueError, match="substring"):
        with_figures("nothing", REPORT)


def test_no_source_has_two_roles():
    roles = tomllib.loads(ROLES.read_text("utf-8"))
    sources = [source for part in roles.values() for source in part]
    assert len(sources) == len(set(sources))


BIRDS = "file,set,kind,scientific_name,boxes_complete,boxes_xywh,width,height,origin"
SEEN = "teacher_p,teacher_first,yolox_score,yolox_box_xywh"
SCENES = "file,set,has_bird,boxes_xywh,yolox_boxes,width,height,origin"


@pytest.fixture
def data(tmp_path):
    """Photos of a first collection, of a source that trained and of one that did not; scenes."""
    for name in ("birds", "scenes"):
        (tmp_path / name).mkdir()
    first = [BIRDS, "first/a.webp,cub50,bird,Pica pica,no,,9,9,x@1:a"]
    new = [f"{BIRDS},{SEEN}"]
    for source in ("cub100", "oiseaux_blind", "nepal888"):
        new.append(f"new/{source}.webp,{source},bird,Parus major,no,,9,9,{source}@1:a,0.9,=,,")
        new.append(f"new/{source}-2.webp,{source},bird,,no,,9,9,{source}@1:b,0.9,Pica pica,,")
    scenes = [SCENES]
    for source in ("bsds500", "opencv_samples", "elsewhere"):
        scenes.append(f"{source}.webp,{source},no,,,9,9,{source}@1:a")
        scenes.append(f"{source}-2.webp,{source},yes,,1 1 4 4 0.9;5 5 2 2 0.3,9,9,{source}@1:b")
    for name, lines in (
        ("birds/manifest.csv", first),
        ("birds/manifest-new.csv", new),
        ("scenes/manifest.csv", scenes),
    ):
        (tmp_path / name).write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path


def test_photos_that_trained_are_no_strangers(data):
    def names(part, **more):
        return {each.path.name for each in read_strangers(data, part, **more)}

    assert names("calibration") == {"oiseaux_blind.webp"}
    assert names("calibration", taught=True) == {"oiseaux_blind.webp", "cub100.webp", "a.webp"}
    assert names("test") == {"nepal888.webp"}


def test_scenes_judge_by_the_origin_that_is_kept_for_it(data):
    assert [each.path.name for each in read_scenes(data, "test")] == ["bsds500.webp"]
    assert [each.path.name for each in read_scenes(data, "calibration")] == ["opencv_samples.webp"]


def test_birds_of_scenes_are_those_of_which_yolox_is_sure(data):
    (scene,) = read_scenes_with_birds(data, "calibration")
    assert scene.path.name == "opencv_samples-2.webp"
    assert scene.birds == (Box(1, 1, 5, 5),)


def test_curve_begins_with_the_trunk_and_ends_with_the_cooldown(tmp_path):
    header = "seconds,crops,side,top1,hit_0\n"
    (tmp_path / "trunk-validation.csv").write_text(f"{header}1,1000,128,0.25,0.5\n", "utf-8")
    (tmp_path / "cooled-validation.csv").write_text(f"{header}2,20000,160,0.5,nan\n", "utf-8")
    assert curve(tmp_path).splitlines() == [
        "| crops | side | top1 | hit_0 |",
        "|---|---|---|---|",
        "| 1,000 | 128 | 25.0% | 50.0% |",
        "| 20,000 | 160 | 50.0% | - |",
    ]


@pytest.mark.skipif(not (DATA / "birds" / "manifest-new.csv").is_file(), reason="no photos")
def test_strangers_are_of_their_part_and_balanced():
    roles = tomllib.loads(ROLES.read_text("utf-8"))
    with (DATA / "birds" / "manifest-new.csv").open(encoding="utf-8", newline="") as table:
        sources = {row["set"] for row in csv.DictReader(table)}
    assert set().union(*roles.values()) <= sources
    strangers = read_strangers(DATA, "calibration")
    assert {each.source for each in strangers} <= set(roles["calibration"])
    photos = read_photos(DATA)
    part_of = {DATA / p.file: part for p, part in zip(photos, read_splits(photos), strict=True)}
    for part, kept in (("calibration", "stranger-val"), ("test", "stranger-test")):
        judging = [*read_strangers(DATA, part), *read_scenes(DATA, part)]
        assert {part_of[each.path] for each in judging} == {kept}
    weights = balanced(strangers)
    assert weights.mean() == pytest.approx(1)
    names = [each.species.scientific_name for each in strangers]
    of_first = [w for w, name in zip(weights, names, strict=True) if name == names[0]]
    assert sum(of_first) == pytest.approx(len(names) / len(set(names)))
