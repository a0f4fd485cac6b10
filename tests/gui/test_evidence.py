"""What the panel says for and against a name, and how the photo was exposed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image
from PIL.ExifTags import IFD
from PIL.TiffImagePlugin import IFDRational

from birdeye.domain.boxes import Box
from birdeye.domain.identification import Rank
from birdeye.domain.photos import Exposure
from birdeye.gui.models.candidate_ranking import CandidateRanking, RankedCandidate
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.evidence import Evidence, exposure_in_words
from birdeye.imaging.exposure import exposure_of
from birdeye.imaging.photo_file import open_photo
from tests.helpers.photo_records import COLOGNE, MORNING
from tests.helpers.records import a_record
from tests.helpers.window import SPARROW, TREE_SPARROW, a_bird


@pytest.fixture
def ranking(qapp):
    return CandidateRanking()


@pytest.fixture
def evidence(qtbot, ranking):
    widget = Evidence(SpeciesNames("en"), ranking)
    qtbot.addWidget(widget)
    return widget


def record_of(bird, **facts):
    record = a_record(bird)
    metadata = replace(record.metadata, taken=MORNING, position=COLOGNE)
    return replace(record, width=3000, height=2000, metadata=metadata, **facts)


def test_the_size_of_the_bird_is_told(evidence):
    record = record_of(a_bird((100, 100, 700, 500)))
    evidence.show_bird(record, record.birds[0])
    assert "The bird takes up 4% of the photo." in evidence.text


def test_a_small_bird_speaks_against_its_name(evidence):
    record = record_of(a_bird((100, 100, 160, 150)))
    evidence.show_bird(record, record.birds[0])
    assert "− The bird is small: 60 × 50 pixels." in evidence.text


def test_the_sister_species_is_named_with_its_probability(evidence):
    bird = a_bird((100, 100, 700, 500), SPARROW, 0.8)
    record = record_of(bird)
    evidence.show_bird(record, record.birds[0])
    assert "− Eurasian Tree Sparrow of the same genus: 10%." in evidence.text


def test_the_range_speaks_for_one_and_against_the_other(evidence, ranking):
    def judged(_record, bird):
        return [
            RankedCandidate(one, "Not known from Germany" if one.species == TREE_SPARROW else None)
            for one in bird.bird.candidates
        ]

    record = record_of(a_bird((100, 100, 700, 500), SPARROW, 0.8))
    evidence.show_bird(record, record.birds[0])
    assert "occurs" not in evidence.text  # nobody weighed the place
    ranking.use(judged)
    evidence.show_bird(record, record.birds[0])
    assert "+ House Sparrow occurs at this place at this time of year." in evidence.text
    assert "+ Next likeliest is Eurasian Tree Sparrow, 10%, but: Not known from Germany." in (
        evidence.text
    )


def test_of_a_family_the_likeliest_species_is_compared_with_the_second(evidence, ranking):
    bird = a_bird((100, 100, 700, 500), SPARROW, 0.8, Rank.FAMILY)
    record = record_of(bird)
    first = bird.candidates[0].species

    def expected_first(_record, bird):
        ranked = [
            RankedCandidate(one, "Not known from Australia" if one.species == first else None)
            for one in bird.bird.candidates
        ]
        return sorted(ranked, key=lambda one: one.unlikely is not None)

    ranking.use(expected_first)
    evidence.show_bird(record, record.birds[0])
    assert "− House Sparrow: Not known from Australia." in evidence.text
    assert "− Eurasian Tree Sparrow of the same genus: 10%." in evidence.text
    assert "Next likeliest" not in evidence.text


def test_where_both_are_unlikely_neither_speaks_for_the_other(evidence, ranking):
    record = record_of(a_bird((100, 100, 700, 500), SPARROW, 0.8))
    ranking.use(
        lambda _record, bird: [
            RankedCandidate(one, "Not known from Australia") for one in bird.bird.candidates
        ]
    )
    evidence.show_bird(record, record.birds[0])
    assert "+" not in evidence.text


def test_nothing_is_argued_about_a_name_that_the_user_decided(evidence):
    from birdeye.domain.identification import Rank
    from birdeye.domain.review import confirmed

    record = record_of(a_bird((100, 100, 700, 500)))
    bird = replace(record.birds[0], review=confirmed(Rank.SPECIES, "Passer domesticus"))
    evidence.show_bird(record, bird)
    assert "of the photo" in evidence.text
    assert "+" not in evidence.text
    assert "−" not in evidence.text


@pytest.mark.parametrize(
    ("exposure", "words"),
    [
        (Exposure(1 / 800, 6.3, 640, 600.0), "1/800 s  ·  f/6.3  ·  ISO 640  ·  600 mm"),
        (Exposure(2.5), "2.5 s"),
        (Exposure(iso=100), "ISO 100"),
        (Exposure(), ""),
    ],
)
def test_the_exposure_is_told_as_photographers_do(exposure, words):
    assert exposure_in_words(exposure) == words


def test_the_exposure_is_read_from_the_file(tmp_path, evidence):
    exif = Image.Exif()
    details = exif.get_ifd(IFD.Exif)
    details[0x829A] = IFDRational(1, 1250)
    details[0x829D] = IFDRational(56, 10)
    details[0x8827] = 800
    details[0x920A] = IFDRational(500, 1)
    path = tmp_path / "a.jpg"
    Image.new("RGB", (64, 48)).save(path, exif=exif)
    exposure = exposure_of(open_photo(path))
    assert exposure == Exposure(pytest.approx(1 / 1250), pytest.approx(5.6), 800, 500.0)
    evidence.show_pixels(PhotoLevels(64, 48, (), exposure))
    assert "1/1250 s  ·  f/5.6  ·  ISO 800  ·  500 mm" in evidence.text


def test_a_file_without_exposure_has_none(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (64, 48)).save(path)
    assert exposure_of(open_photo(path)) == Exposure()


def test_the_box_is_that_of_the_bird(evidence):
    record = record_of(a_bird((0, 0, 300, 200)))
    assert record.birds[0].bird.box == Box(0, 0, 300, 200)
