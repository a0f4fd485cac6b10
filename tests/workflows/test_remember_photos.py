"""Photos that were identified once are answered from the catalogue, wherever they lie now."""

from __future__ import annotations

import os
import shutil
import threading
import time
from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.boxes import Box
from birdeye.domain.changes import ReviewBirds
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.identification import Rank
from birdeye.domain.photos import FactSource, GpsPosition
from birdeye.domain.review import UNREVIEWED, UNSURE
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.identify_photos import identify_photos
from birdeye.workflows.remember_photos import (
    identify_and_remember,
    name_box,
    recall_or_identify,
)
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import species_of
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "catalogue.sqlite"


@pytest.fixture
def looked_at(identifier, monkeypatch):
    """Names of photos that went through the networks."""
    names = []
    identify = identifier.identify

    def spy(photo, **options):
        names.append(photo.path.name)
        return identify(photo, **options)

    monkeypatch.setattr(identifier, "identify", spy)
    return names


@pytest.fixture
def read(monkeypatch):
    """Names of photos whose bytes were read to know them."""
    from birdeye.imaging import seen_file

    names = []
    open_regular = seen_file.open_regular

    def spy(path):
        names.append(path.name)
        return open_regular(path)

    monkeypatch.setattr(seen_file, "open_regular", spy)
    return names


def settle(*paths):
    """As if the files had been written some time ago, as most photos were."""
    for path in paths:
        os.utime(path, (time.time() - 100, time.time() - 100))


def taxa(records):
    return [[bird.taxon for bird in record.birds] for record in records]


def run(paths, identifier, file, **options):
    return list(identify_and_remember(paths, identifier, file, species_of, **options))


def test_records_come_in_order_and_are_in_the_catalogue(identifier, photos, file):
    records = run(photos, identifier, file, workers=3)
    assert [record.path for record in records] == photos
    assert taxa(records) == [
        ["Carpodacus erythrinus"],
        ["Spinus tristis"],
        ["Spinus spinus"],
        ["Alcedo atthis"],
        [],
    ]
    with Catalogue(file, species_of) as catalogue:
        kept = list(catalogue.records([record.photo_id for record in records]))
    assert kept == records


def test_each_record_is_safe_when_it_is_yielded(identifier, photos, file):
    batch = identify_and_remember(photos, identifier, file, species_of, workers=1)
    with Catalogue(file, species_of) as catalogue:
        for _ in photos:
            record = next(batch)
            assert catalogue.record(record.photo_id) == record
    batch.close()


def test_the_second_time_nothing_is_read_or_computed(identifier, photos, file, looked_at, read):
    settle(*photos)
    first = run(photos, identifier, file)
    assert (sorted(looked_at), len(read)) == ([path.name for path in photos], 5)
    assert run(photos, identifier, file) == first
    assert (len(looked_at), len(read)) == (5, 5)


def test_asked_again_everything_is_computed_and_reviews_stay(identifier, photos, file, looked_at):
    records = run(photos[:1], identifier, file)
    with Catalogue(file, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((records[0].birds[0].bird_id,), UNSURE))
    again = run(photos[:1], identifier, file, again=lambda path: True)
    assert len(looked_at) == 2
    assert again[0].birds[0].review == UNSURE


def test_a_moved_photo_is_read_but_not_computed(identifier, photos, file, looked_at, tmp_path):
    (before,) = run(photos[:1], identifier, file)
    moved = tmp_path / "elsewhere" / "another name.png"
    moved.parent.mkdir()
    photos[0].rename(moved)
    (after,) = run([moved], identifier, file)
    assert looked_at == ["0.png"]
    assert (after.path, after.birds) == (moved, before.birds)


def test_a_changed_photo_is_computed(identifier, photos, file):
    settle(photos[0])
    run(photos[:1], identifier, file)
    draw_photo(photos[0], BLUE)
    assert taxa(run(photos[:1], identifier, file)) == [["Alcedo atthis"]]


def test_a_review_outlives_what_other_programs_write_into_the_file(
    identifier, tmp_path, file, looked_at
):
    """Geotaggers and the like leave the picture as it is, and little else."""
    photo = draw_photo(tmp_path / "a.jpg", RED)
    settle(photo)
    (before,) = run([photo], identifier, file)
    confirm(before, file)
    exif = Image.Exif()
    exif[0x0132] = "2020:01:02 03:04:05"
    photo.write_bytes(with_segment(photo.read_bytes(), 0xE1, exif.tobytes()))
    (after,) = run([photo], identifier, file)
    assert (after.photo_id, len(looked_at)) == (before.photo_id, 1)
    assert after.birds[0].review == UNSURE
    assert after.metadata.taken == datetime(2020, 1, 2, 3, 4, 5)


def test_a_review_is_not_given_to_another_shot_of_the_same_second(identifier, tmp_path, file):
    """Culling and renumbering put another photo at the path of a confirmed one."""
    exif = Image.Exif()
    exif[0x0132] = "2020:01:02 03:04:05"
    photo, other = draw_photo(tmp_path / "a.jpg", RED), draw_photo(tmp_path / "b.jpg", BLUE)
    for each in (photo, other):
        each.write_bytes(with_segment(each.read_bytes(), 0xE1, exif.tobytes()))
    settle(photo, other)
    confirm(run([photo], identifier, file)[0], file)
    kept = photo.read_bytes()
    other.replace(photo)
    (taken_over,) = run([photo], identifier, file)
    assert taken_over.birds[0].review == UNREVIEWED
    (tmp_path / "elsewhere.jpg").write_bytes(kept)
    (found_again,) = run([tmp_path / "elsewhere.jpg"], identifier, file)
    assert found_again.birds[0].review == UNSURE


def confirm(record, file):
    with Catalogue(file, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), UNSURE))


def with_segment(jpeg, marker, payload):
    """A JPEG with one more segment at its head."""
    length = (len(payload) + 2).to_bytes(2, "big")
    return jpeg[:2] + bytes([0xFF, marker]) + length + payload + jpeg[2:]


def test_a_change_that_leaves_no_trace_in_size_and_time_is_noticed(identifier, tmp_path, file):
    """A file that was written a moment ago may be written again within the same tick."""
    photo = draw_photo(tmp_path / "a.bmp", RED)
    status = photo.stat()
    run([photo], identifier, file)
    draw_photo(photo, BLUE)
    os.utime(photo, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert photo.stat().st_size == status.st_size
    assert taxa(run([photo], identifier, file)) == [["Alcedo atthis"]]


@pytest.fixture
def rewritten(monkeypatch):
    """Paths whose files are drawn in the next of some colours when they are about to be opened."""
    from birdeye.workflows import remember_photos

    colours = {}
    identify = remember_photos.identify_photo

    def draw_and_identify(path, *args):
        if colours.get(path):
            settle(draw_photo(path, colours[path].pop(0)))
        return identify(path, *args)

    monkeypatch.setattr(remember_photos, "identify_photo", draw_and_identify)
    return colours


def test_a_result_is_never_kept_for_another_content(identifier, tmp_path, file, rewritten):
    photo, before = draw_photo(tmp_path / "a.png", RED), tmp_path / "before.png"
    shutil.copy(photo, before)
    settle(photo, before)
    (red,) = taxa(run([draw_photo(tmp_path / "b.png", RED)], identifier, tmp_path / "other"))
    rewritten[photo] = [BLUE]
    assert taxa(run([photo], identifier, file)) == [["Alcedo atthis"]]
    assert taxa(run([before], identifier, file)) == [red] != [["Alcedo atthis"]]


def test_a_photo_that_never_rests_is_an_error_and_tried_again(
    identifier, tmp_path, file, rewritten
):
    photo = draw_photo(tmp_path / "a.png", RED)
    rewritten[photo] = [BLUE, RED, BLUE]
    (record,) = run([photo], identifier, file)
    assert record.birds == ()
    assert "another program keeps writing it" in record.error
    assert taxa(run([photo], identifier, file)) == [["Alcedo atthis"]]


def test_a_photo_from_the_future_is_read_each_time(identifier, photos, file, looked_at, read):
    """Where a clock was set back, the time of a file says nothing."""
    os.utime(photos[0], (time.time() + 10**6, time.time() + 10**6))
    run(photos[:1], identifier, file)
    run(photos[:1], identifier, file)
    # Twice the first time, to know that what was identified is what was looked at.
    assert (len(read), len(looked_at)) == (3, 1)


def test_what_could_not_be_read_is_tried_anew(identifier, photos, file, tmp_path):
    broken = tmp_path / "later.png"
    broken.write_bytes(photos[0].read_bytes()[:40])
    gone = tmp_path / "gone.png"
    settle(broken)
    first = run([broken, gone], identifier, file)
    assert [record.error is None for record in first] == [False, False]
    shutil.copy(photos[0], broken)
    shutil.copy(photos[1], gone)
    second = run([broken, gone], identifier, file)
    assert [record.photo_id for record in second] == [record.photo_id for record in first]
    assert taxa(second) == [["Carpodacus erythrinus"], ["Spinus tristis"]]


def test_a_photo_whose_disk_is_away_keeps_its_birds(identifier, photos, file, tmp_path):
    (before,) = run(photos[:1], identifier, file)
    photos[0].rename(tmp_path / "away")
    (record,) = run(photos[:1], identifier, file)
    assert record.error is not None and record.birds == before.birds
    (tmp_path / "away").rename(photos[0])
    assert run(photos[:1], identifier, file) == [before]


def test_copies_are_computed_once_and_share_their_work(
    identifier, photos, file, looked_at, tmp_path
):
    copy = shutil.copy(photos[0], tmp_path / "copy.png")
    one, two = run([photos[0], copy], identifier, file, workers=1)
    assert looked_at == ["0.png"]
    assert (one.photo_id != two.photo_id, one.birds) == (True, two.birds)


def test_the_photos_to_identify_are_those_that_wait_or_changed(identifier, photos, file, tmp_path):
    pack = identifier.pack.pack_version
    settle(*photos)
    with Catalogue(file, species_of) as catalogue:
        ids = catalogue.open_photos([*photos, tmp_path / "gone.png"])
        assert [path for _, path in catalogue.to_identify(pack)] == [*photos, tmp_path / "gone.png"]
        run(photos, identifier, file)
        assert [photo_id for photo_id, _ in catalogue.to_identify(pack)] == [ids[-1]]
        draw_photo(photos[1], BLUE)
        photos[2].unlink()
        assert [photo_id for photo_id, _ in catalogue.to_identify(pack)] == [ids[1], ids[-1]]
        assert list(catalogue.to_identify(pack, ids[:1])) == []
        newer = replace(pack, fingerprint="another")
        assert list(catalogue.to_identify(newer, ids[:1])) == [(ids[0], photos[0])]


def test_photos_of_other_packs_are_told_from_those_that_wait(identifier, photos, file, tmp_path):
    pack = identifier.pack.pack_version
    with Catalogue(file, species_of) as catalogue:
        ids = catalogue.open_photos([*photos, tmp_path / "gone.png"])
        assert list(catalogue.of_other_packs(pack)) == []
        run(photos[:2], identifier, file)
        assert list(catalogue.of_other_packs(pack)) == []
        assert list(catalogue.of_other_packs(replace(pack, fingerprint="another"))) == []
        for other in (replace(pack, version="2.0"), replace(pack, pack_id="other")):
            assert list(catalogue.of_other_packs(other)) == [*ids[:2]]
            assert list(catalogue.of_other_packs(other, ids[1:])) == [ids[1]]


def test_another_pack_is_asked_and_the_first_is_not_forgotten(
    identifier, photos, file, looked_at, tmp_path
):
    changed = make_tiny_pack(tmp_path / "packs" / "tiny")
    (changed.folder / "manifest.toml").write_text(
        (changed.folder / "manifest.toml").read_text("utf-8").replace('id = "tiny"', 'id = "two"'),
        "utf-8",
    )
    from birdeye.packs.pack import load_pack

    other = Identifier(load_pack(changed.folder), IdentifyOptions(threads=1))
    run(photos[:1], identifier, file)
    (record,) = run(photos[:1], other, file)
    assert (record.pack_id, len(looked_at)) == ("two", 1)
    (record,) = run(photos[:1], identifier, file)
    assert (record.pack_id, len(looked_at)) == ("tiny", 1)


def test_a_pack_that_was_changed_in_place_is_asked_again(photos, file, tmp_path):
    pack = make_tiny_pack(tmp_path / "packs" / "tiny")
    labels = pack.folder / "labels.csv"
    fingerprint = pack.pack_version.fingerprint
    labels.write_text(labels.read_text("utf-8").replace("Alcedo", "Alcyone"), "utf-8")
    from birdeye.packs.pack import load_pack

    assert load_pack(pack.folder).pack_version.fingerprint != fingerprint
    one = Identifier(pack, IdentifyOptions(threads=1))
    run([photos[3]], one, file)
    two = Identifier(load_pack(pack.folder), IdentifyOptions(threads=1))
    assert taxa(run([photos[3]], two, file)) == [["Alcyone atthis"]]


def test_recalled_results_are_those_that_were_computed(identifier, photos, file, tmp_path):
    (tmp_path / "text.jpg").write_text("no photo")
    given = [*photos, tmp_path / "text.jpg", photos[0]]
    expected = list(identify_photos(given, identifier))
    troubles = []
    for again in (False, False, True):
        results = recall_or_identify(
            given, identifier, file, on_trouble=troubles.append, again=again
        )
        assert list(results) == expected
    assert troubles == []


def test_reviews_do_not_change_what_the_pack_found(identifier, photos, file):
    expected = list(identify_photos(photos[:1], identifier))
    (record,) = run(photos[:1], identifier, file)
    with Catalogue(file, species_of) as catalogue:
        catalogue.carry_out(ReviewBirds((record.birds[0].bird_id,), UNSURE))
    results = recall_or_identify(photos[:1], identifier, file, on_trouble=pytest.fail)
    assert list(results) == expected


def test_without_a_catalogue_results_come_all_the_same(identifier, photos, file, looked_at):
    file.parent.mkdir()
    file.mkdir()
    troubles = []
    results = list(recall_or_identify(photos, identifier, file, on_trouble=troubles.append))
    assert results == list(identify_photos(photos, identifier))
    assert len(looked_at) == 2 * len(photos)
    assert all(isinstance(trouble, CatalogueUnusable) for trouble in troubles) and troubles
    with pytest.raises(CatalogueUnusable):
        run(photos, identifier, file)


def test_a_catalogue_that_fails_later_costs_no_result(
    identifier, photos, file, looked_at, monkeypatch
):
    def fail(*_):
        raise CatalogueUnusable("The disk is full.")

    monkeypatch.setattr(Catalogue, "remember", fail)
    troubles = []
    results = list(recall_or_identify(photos, identifier, file, on_trouble=troubles.append))
    assert [result.path for result in results] == photos
    assert (len(looked_at), len(troubles)) == (5, 5)


def test_closing_leaves_no_thread_and_what_was_yielded_stays(identifier, photos, file):
    batch = identify_and_remember(photos * 9, identifier, file, species_of, workers=2)
    record = next(batch)
    batch.close()
    names = [each.name for each in threading.enumerate()]
    assert not [name for name in names if name.startswith("birdeye-")]
    with Catalogue(file, species_of) as catalogue:
        assert catalogue.record(record.photo_id) == record


def test_a_drawn_box_gets_a_name(identifier, photos, file):
    (record,) = run(photos[:1], identifier, file)
    bird = name_box(record, Box(90, 70, 190, 170), identifier)
    assert (bird.box, bird.score) == (Box(90, 70, 190, 170), 1.0)
    assert (bird.claim.rank, bird.claim.taxon) == (Rank.SPECIES, "Carpodacus erythrinus")


SIDECAR = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="50,30.0N" exif:GPSLongitude="8,15.0E"
/></rdf:RDF></x:xmpmeta>"""


def test_a_sidecar_that_a_geotagger_wrote_since_is_heard(identifier, photos, file, looked_at, read):
    settle(photos[0])
    first, *_ = identify_and_remember(photos[:1], identifier, file, species_of)
    assert first.position is None
    photos[0].with_name(f"{photos[0].name}.xmp").write_bytes(SIDECAR)
    looked_at.clear()
    read.clear()
    (record,) = identify_and_remember(photos[:1], identifier, file, species_of)
    assert (looked_at, read) == ([], [])
    assert record.metadata.position == GpsPosition(50.5, 8.25)
    assert record.metadata.position_source is FactSource.SIDECAR
    assert [each.bird for each in record.birds] == [each.bird for each in first.birds]
