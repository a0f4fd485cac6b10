from __future__ import annotations

import csv
import os
from dataclasses import replace

import numpy as np
import pytest

from birdeye import locations
from birdeye.domain.confidence import Confidence, confidence_of
from birdeye.domain.errors import BirdeyeError
from birdeye.packs.library import PackLibrary
from birdeye.packs.manifest_file import write_manifest
from birdeye.packs.pack import load_pack
from birdeye.taxonomy.label_resolver import LabelResolver
from birdeye.taxonomy.species_table import read_species_table
from birdeye.vision.identifier import Identifier
from birdeye.workflows.calibration.calibrate_pack import (
    PICTURE_NAME,
    calibrate,
    install_calibrated,
    look_at_all,
)
from birdeye.workflows.calibration.named_birds import MOST_OF_A_SPECIES, read_named_birds
from birdeye.workflows.calibration.reliability import reliability
from birdeye.workflows.identify_photos import identify_photos
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, GREEN, RED, YELLOW, make_tiny_pack

COLOURS = {
    "Carpodacus erythrinus": RED,
    "Spinus tristis": YELLOW,
    "Spinus spinus": GREEN,
    "Alcedo atthis": BLUE,
}
RED_STRANGERS = ("Cardinalis cardinalis", "Piranga rubra", "Eudocimus ruber", "Pyrrhula pyrrhula")


@pytest.fixture(scope="module")
def resolver():
    folder = locations.names_folder()
    return LabelResolver(read_species_table(folder), folder)


@pytest.fixture
def pack(tmp_path):
    """The tiny pack as if nobody had calibrated it."""
    pack = make_tiny_pack(tmp_path / "packs" / "tiny")
    write_manifest(pack.folder, replace(pack.manifest, calibration=None))
    return load_pack(pack.folder)


@pytest.fixture
def library(tmp_path):
    return PackLibrary(tmp_path / "builtin", tmp_path / "packs", tmp_path / "settings.toml")


@pytest.fixture
def folder(tmp_path):
    """Eight photos a species from four sources; half of what looks like a rosefinch is none."""
    folder = tmp_path / "named"
    for name, colour in [*COLOURS.items(), *((name, RED) for name in RED_STRANGERS)]:
        for number in range(8):
            photo = folder / f"source {number % 4}" / name / f"{number}.png"
            draw_photo(photo, tuple(min(255, c + number) for c in colour))
    return folder


def looked_at(pack, birds):
    return dict(look_at_all(pack, birds, workers=2))


def test_folders_name_the_birds_and_tell_sources_apart(folder, resolver):
    draw_photo(folder / "source 1" / "Nonsense" / "a.png", RED)
    draw_photo(folder / "source 1" / "no bird" / "b.png", None)
    found = read_named_birds(folder, resolver)
    assert dict(found.unknown_names) == {"Nonsense": 1}
    assert len(found.birds) == 65
    assert {bird.source for bird in found.birds} == {f"source {n}" for n in range(4)}
    (birdless,) = [bird for bird in found.birds if bird.species is None]
    assert birdless.path.name == "b.png"


def test_tables_name_the_birds_and_reach_no_other_folder(tmp_path, resolver):
    folder = tmp_path / "table"
    folder.mkdir()
    with (folder / "names.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "scientific_name", "set", "kind"])
        table.writerow(["a.png", "Parus major", "one", "bird"])
        table.writerow(["b.png", "", "two", "none"])
        table.writerow(["c.png", "", "two", "bird"])
        table.writerow(["../outside.png", "Parus major", "one", "bird"])
        table.writerow(["d.png", "Parus major", "spoilt", "bird"])
        table.writerows([f"many/{n}.png", "Turdus merula", "one", "bird"] for n in range(30))
    found = read_named_birds(folder, resolver, ["spoilt"]).birds
    names = [bird.species.scientific_name if bird.species else None for bird in found]
    assert names.count("Turdus merula") == MOST_OF_A_SPECIES
    others = [bird for bird in found if "many" not in bird.path.parts]
    assert {bird.path.name: bird.species is None for bird in others} == {
        "a.png": False,
        "b.png": True,
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_tables_of_any_separator_are_read_and_no_pipe(tmp_path, resolver):
    (tmp_path / "a.csv").write_text("file;species\na.png;Parus major\n", encoding="utf-8-sig")
    (tmp_path / "b.csv").write_text("file\tspecies\nb.png\tTurdus merula\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("file,species\nc\0.png,Parus major\n", encoding="utf-8")
    os.mkfifo(tmp_path / "d.csv")
    found = read_named_birds(tmp_path, resolver, []).birds
    assert {bird.path.name: bird.species.scientific_name for bird in found} == {
        "a.png": "Parus major",
        "b.png": "Turdus merula",
    }


def test_calibration_makes_probabilities_hold(pack, folder, resolver, library):
    birds = read_named_birds(folder, resolver).birds
    found = calibrate(pack, birds, looked_at(pack, birds))
    assert (found.known.photos, found.known.species) == (64, 8)
    assert found.by_source
    assert found.before.reliability.error > 0.4
    assert found.after.reliability.error < 0.5 * found.before.reliability.error
    assert found.picture.count("<polyline") == 2

    installed = install_calibrated(found, library).pack
    assert installed.manifest.calibration == found.known
    assert installed.manifest.classifier.temperature == found.spec.temperature > 1
    assert (installed.folder / PICTURE_NAME).exists()
    assert library.get("tiny").fingerprint != pack.fingerprint


def test_uncalibrated_pack_claims_nothing_above_likely(pack, tmp_path):
    draw_photo(tmp_path / "a.png", RED)
    for told, most in ((pack, 0.8), (make_tiny_pack(tmp_path / "known"), 1.0)):
        (result,) = identify_photos([tmp_path / "a.png"], Identifier(told))
        (bird,) = result.birds
        assert bird.claim.taxon == "Carpodacus erythrinus"
        assert 0.5 < bird.claim.probability < most
        likely = confidence_of(bird.claim.probability) is Confidence.LIKELY
        assert likely == (told is pack)
        assert bird.candidates[0].probability == bird.claim.probability


def test_too_few_birds_are_refused(pack, folder, resolver):
    birds = read_named_birds(folder, resolver).birds[:20]
    with pytest.raises(BirdeyeError, match=r"20 birds of \d species are too few"):
        calibrate(pack, birds, looked_at(pack, birds))


def test_unreadable_and_empty_photos_count_for_nothing(pack, folder, resolver):
    (folder / "source 1" / "Alcedo atthis" / "1.png").write_bytes(b"no photo")
    draw_photo(folder / "source 2" / "Alcedo atthis" / "2.png", None)
    birds = read_named_birds(folder, resolver).birds
    found = calibrate(pack, birds, looked_at(pack, birds))
    assert (found.unreadable, found.missed, found.known.photos) == (1, 1, 62)


def test_reliability_is_the_gap_of_each_bin_by_weight():
    found = reliability(
        np.array([0.95, 0.95, 0.35]), np.array([True, False, False]), np.array([1.0, 1.0, 2.0])
    )
    assert found.error == pytest.approx((2 * 0.45 + 2 * 0.35) / 4)
    assert found.photos.tolist() == [0, 0, 0, 1, 0, 0, 0, 0, 0, 2]
