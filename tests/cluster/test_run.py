"""A run on a cluster of this machine against `identify_photos`, begun anew and gone on with."""

from __future__ import annotations

import json
import math
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import LocalCluster
from distributed.process import AsyncProcess
from PIL import Image

from birdeye.catalogue.catalogue import Catalogue
from birdeye.cluster.archive import Wanted, import_results, photos_in, records_in
from birdeye.cluster.connection import connected
from birdeye.cluster.run import MANIFEST_NAME, Request, run
from birdeye.domain.errors import ClusterFailed
from birdeye.domain.identification import Rank
from birdeye.domain.plausibility import PlaceSettings
from birdeye.domain.species import Species
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.registry import format_by_id
from birdeye.export.request import ExportRequest, export
from birdeye.geography.regions import region_codes
from birdeye.vision.identifier import Identifier, IdentifyOptions
from birdeye.workflows.identify_photos import identify_photos
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, GREEN, LIME, RED, VIOLET, make_tiny_pack

pytestmark = pytest.mark.slow

OPTIONS = IdentifyOptions(threads=1)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    return make_tiny_pack(tmp_path_factory.mktemp("packs") / "tiny")


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    """A folder of photos of every colour, with one that cannot be read."""
    folder = tmp_path_factory.mktemp("photos")
    for number, colour in enumerate([RED, GREEN, BLUE, VIOLET] * 3):
        picture = Image.new("RGB", (200 + number, 160), (128, 128, 128))
        picture.paste(colour, (40, 30, 120, 110))
        picture.save(folder / f"{number:02}.png")
    (folder / "05.png").write_bytes(b"no picture")
    return folder


@pytest.fixture(scope="module")
def client():
    with connected("local:1") as connection:
        yield connection


def request(photos, results, options=OPTIONS):
    return Request("local:1", (str(photos),), str(results), options, 5, 1 << 30)


@pytest.fixture(scope="module")
def results(tmp_path_factory, client, photos, pack):
    folder = tmp_path_factory.mktemp("results")
    told = list(run(*client, request(photos, folder), pack))
    assert [(each.photos_done, each.photo_count) for each in (told[0], told[-1])] == [
        (0, 12),
        (12, 12),
    ]
    assert told[-1].error_count == 1
    return folder


def archived(folder):
    return list(photos_in(str(folder), Species))


def test_rows_are_those_of_identify(results, photos, pack):
    expected = list(identify_photos(sorted(photos.iterdir()), Identifier(pack, OPTIONS)))
    found = archived(results)
    assert [each.address for each in found] == [str(each.path) for each in expected]
    for one, other in zip(found, expected, strict=True):
        assert (one.result.error, len(one.result.birds)) == (other.error, len(other.birds))
        for a, b in zip(one.result.birds, other.birds, strict=True):
            assert (a.claim.rank, a.claim.taxon) == (b.claim.rank, b.claim.taxon)
            assert [c.species for c in a.candidates] == [c.species for c in b.candidates]
            assert math.isclose(a.claim.probability, b.claim.probability, abs_tol=1e-6)
            assert a.box.as_tuple() == pytest.approx(b.box.as_tuple(), abs=1e-6)


def test_the_manifest_names_every_part_and_what_made_it(results, pack):
    manifest = json.loads((results / MANIFEST_NAME).read_text())
    assert manifest["photo_count"] == 12
    assert manifest["pack_fingerprint"] == pack.fingerprint
    assert {part["name"] for part in manifest["parts"]} == {
        path.name for path in results.glob("part-*")
    }


def test_a_run_that_is_done_does_nothing_and_a_lost_part_is_made_again(
    results, client, photos, pack
):
    before = {path.name: path.read_bytes() for path in results.glob("part-*")}
    (told,) = run(*client, request(photos, results), pack)
    assert told.photos_done == 12
    first, second, _ = sorted(results.glob("part-*"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-40])  # cut off
    told = list(run(*client, request(photos, results), pack))
    assert told[0].photos_done == 2
    again = {path.name: path.read_bytes() for path in results.glob("part-*")}
    assert again == before  # byte for byte


def test_a_folder_of_another_run_is_refused(results, client, photos, pack):
    other = request(photos, results, IdentifyOptions(top=1, threads=1))
    with pytest.raises(ClusterFailed, match="options"):
        list(run(*client, other, pack))


def test_workers_go_by_the_region_of_whoever_asks(tmp_path, client, pack):
    draw_photo(tmp_path / "photos" / "1.png", LIME)
    for region, taxon in (("US", "Spinus tristis"), ("DE", "Spinus spinus"), ("", "Spinus")):
        places = PlaceSettings(region=region_codes(region))
        options = IdentifyOptions(threads=1, places=places)
        list(run(*client, request(tmp_path / "photos", tmp_path / f"to {region}", options), pack))
        (photo,) = archived(tmp_path / f"to {region}")
        assert photo.result.birds[0].claim.taxon == taxon


def test_photos_of_a_list_that_are_gone_or_named_twice_have_their_rows(
    tmp_path, client, photos, pack
):
    listed = tmp_path / "list.txt"
    listed.write_text(
        f"{photos / '00.png'}\n{tmp_path / 'gone.jpg'}\nhttp://127.0.0.1:9/x.jpg\n"
        f"{photos / '00.png'}\n"
    )
    list(run(*client, request(listed, tmp_path / "out"), pack))
    good, gone, far, again = archived(tmp_path / "out")
    assert good.result.error is None and good.sha256
    assert again.result.birds == good.result.birds and again.sha256 == good.sha256
    assert "gone.jpg" in gone.result.error and "x.jpg" in far.result.error


def test_only_what_is_asked_for_is_taken_in_for_review(results, photos, tmp_path):
    with Catalogue(tmp_path / "catalogue.sqlite", Species) as catalogue:
        wanted = Wanted(species=frozenset({"Alcedo atthis"}))
        assert import_results(catalogue, str(results), Species, wanted).photo_count == 3
        unsure = import_results(catalogue, str(results), Species, Wanted(only_unsure=True))
        assert unsure.photo_count == 3
        records = list(catalogue.records())
    assert len(records) == 6
    assert {each.pack_id for each in records} == {"tiny"}
    taxa = [bird.taxon for record in records for bird in record.birds if bird.rank is Rank.SPECIES]
    assert taxa == ["Alcedo atthis"] * 3


def test_photos_elsewhere_are_counted_or_found_where_they_are_said_to_be(results, photos, tmp_path):
    moved = tmp_path / "here"
    photos_here = [path.name for path in photos.iterdir()]
    moved.mkdir()
    for name in photos_here[:5]:
        (moved / name).write_bytes((photos / name).read_bytes())
    with Catalogue(tmp_path / "catalogue.sqlite", Species) as catalogue:
        told = import_results(
            catalogue, str(results), Species, Wanted(), (str(photos), Path(moved))
        )
        edited = moved / photos_here[0]
        edited.write_bytes(edited.read_bytes()[:-1] + b"?")  # of the same size
        again = import_results(
            catalogue, str(results), Species, Wanted(), (str(photos), Path(moved))
        )
    assert (told.photo_count, told.elsewhere) == (5, len(photos_here) - 5)
    assert (again.photo_count, again.changed) == (4, 1)


def test_a_photo_that_the_cluster_could_not_read_stays_readable_here(
    results, photos, tmp_path, monkeypatch
):
    with Catalogue(tmp_path / "catalogue.sqlite", Species) as catalogue:
        import_results(catalogue, str(results), Species, Wanted())
        archive = [each for each in photos_in(str(results), Species) if each.result.error is None]
        failed = [replace(each, result=replace(each.result, error="Oh.")) for each in archive]
        monkeypatch.setattr("birdeye.cluster.archive.photos_in", lambda *_: iter(failed))
        assert import_results(catalogue, str(results), Species, Wanted()).photo_count == 0
        assert [each.error for each in catalogue.records()].count(None) == len(archive) > 0


@pytest.mark.parametrize("format_id", ["csv", "megadetector"])
def test_an_archive_is_exported(results, tmp_path, format_id):
    destination = tmp_path / "out"
    wanted = ExportRequest(
        format_by_id(format_id), destination, ExportOptions(only_confirmed=False)
    )
    told = list(export(records_in(str(results), Species), wanted, ExportTools()))
    assert len(told) == 12
    assert "Alcedo atthis" in destination.read_text("utf-8-sig")


def test_a_worker_that_dask_gave_up_is_replaced():
    with connected("local:1") as (client, _):
        deadline = time.monotonic() + 250
        while not client.cluster.workers and time.monotonic() < deadline:
            time.sleep(0.05)  # it may work before the cluster has taken note of it
        (nanny,) = client.cluster.workers.values()
        client.cluster.sync(nanny.close)
        assert client.submit(sum, [1, 2]).result(timeout=250) == 3


def test_a_worker_that_dies_as_it_starts_is_replaced(monkeypatch, caplog):
    """The first one does, before it has told Dask that it is there."""
    start = AsyncProcess.start
    fatal = iter([True])

    async def start_and_die(process):
        await start(process)
        if next(fatal, False):
            os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    monkeypatch.setattr(AsyncProcess, "start", start_and_die)
    with connected("local:1") as (client, _):
        assert client.submit(sum, [1, 2]).result(timeout=250) == 3
    assert next(fatal, None) is None
    assert "failed to start" not in caplog.text


def test_workers_that_come_later_are_given_work(tmp_path, client, photos, pack, monkeypatch):
    """Four partitions wait for each thread: those of one at first, of three a little later."""
    dask_client, threads = client
    threads_there = iter([1])
    monkeypatch.setattr(dask_client, "nthreads", lambda: {"all": next(threads_there, 3)})
    submitted = []
    submit = dask_client.submit

    def counted(*arguments, **options):
        submitted.append(options["key"])
        return submit(*arguments, **options)

    monkeypatch.setattr(dask_client, "submit", counted)
    one_each = replace(request(photos, tmp_path / "out"), most_photos=1)
    running = run(dask_client, threads, one_each, pack)
    next(running), next(running)
    assert len(submitted) == 4
    next(running)
    assert len(submitted) == len(set(submitted)) == 12
    assert len(list(running)) == 10


def test_a_cluster_without_workers_is_a_sentence(monkeypatch):
    monkeypatch.setattr("birdeye.cluster.connection._WORKERS_WAITED_FOR_S", 0.1)
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as empty,
        pytest.raises(ClusterFailed, match="has no worker"),
        connected(empty.scheduler_address),
    ):
        pass


def test_a_cluster_that_is_not_there_is_a_sentence(monkeypatch):
    monkeypatch.setattr("birdeye.cluster.connection._SCHEDULER_WAITED_FOR_S", 0.5)
    with (
        pytest.raises(ClusterFailed, match="No Dask scheduler"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass
    with pytest.raises(ClusterFailed, match="local:2"), connected("local:many"):
        pass
