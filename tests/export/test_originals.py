"""No export takes the place of a photo, whatever the user or a file system calls things."""

from __future__ import annotations

import pytest

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import ExportImpossible
from birdeye.domain.identification import Rank
from birdeye.domain.review import confirmed
from birdeye.domain.species import Species
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.registry import FORMATS, Destination, format_by_id
from birdeye.export.request import ExportRequest
from birdeye.imaging.seen_file import look_at_file
from birdeye.workflows.export_pictures import PhotoPictures
from birdeye.workflows.export_records import export_photos, preview_export
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import PACK, TOP, make_bird, make_result
from tests.helpers.tiny_pack import BLUE, RED

TIT = "Parus major"
TOOLS = ExportTools(pictures=PhotoPictures())
ONE_FILE = [each.id for each in FORMATS if each.destination is Destination.FILE]


@pytest.fixture
def catalogue(tmp_path):
    """Two photos, each with a confirmed tit; the second is where a crop of the first would go."""
    photos = [
        draw_photo(tmp_path / "photos" / "heron.jpg", RED),
        draw_photo(tmp_path / "photos" / TIT / "heron-1.jpg", BLUE),
    ]
    with Catalogue(tmp_path / "catalogue.sqlite", Species) as catalogue:
        for path in photos:
            bird = make_bird(TIT, (10, 10, 60, 60))
            catalogue.remember(look_at_file(path), make_result(path, bird), PACK, TOP)
        ids = [bird.bird_id for record in catalogue.records() for bird in record.birds]
        catalogue.carry_out(ReviewBirds(tuple(ids), confirmed(Rank.SPECIES, TIT)))
        yield catalogue


def run(catalogue, format_id, destination, **options):
    request = ExportRequest(format_by_id(format_id), destination, ExportOptions(**options))
    return list(export_photos(catalogue, request, TOOLS))


@pytest.mark.parametrize("format_id", ONE_FILE)
def test_a_photo_is_no_destination_by_its_name_or_by_a_link(catalogue, tmp_path, format_id):
    photo = tmp_path / "photos" / "heron.jpg"
    before = photo.read_bytes()
    (tmp_path / "birds.csv").symlink_to(photo)
    (tmp_path / "noname").hardlink_to(photo)
    for destination in (photo, tmp_path / "birds.csv", tmp_path / "noname"):
        with pytest.raises(ExportImpossible, match=r"is a picture.*Give another name"):
            run(catalogue, format_id, destination)
    assert photo.read_bytes() == before


def test_an_earlier_export_is_replaced_as_ever(catalogue, tmp_path):
    (tmp_path / "birds.csv").write_text("old")
    run(catalogue, "csv", tmp_path / "birds.csv")
    assert TIT in (tmp_path / "birds.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("format_id", ["crops", "annotated"])
def test_pictures_go_beside_photos_of_that_name(catalogue, tmp_path, format_id):
    folder = tmp_path / "photos"
    photos = {path: path.read_bytes() for path in folder.rglob("*.jpg")}
    request = ExportRequest(format_by_id(format_id), folder, ExportOptions())
    planned = preview_export(catalogue, request, TOOLS).files
    told = run(catalogue, format_id, folder)
    assert [each.problem for each in told] == ["", ""]
    assert {path: path.read_bytes() for path in photos} == photos
    assert set(folder.rglob("*.jpg")) == set(photos) | set(planned)
    assert len(planned) == 2
