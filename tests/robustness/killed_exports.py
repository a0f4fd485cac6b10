"""Exports over files that exist, to be killed: what they write, and whether what is left is whole.

Every format of the program takes its turn. Sidecars hold what another program wrote, photos are
real JPEGs, and each export speaks another language than the one before, so that an old file, a new
one and half of each can be told apart.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import simplejpeg
from PIL import Image
from PIL.ExifTags import IFD

from birdeye.catalogue.catalogue import Catalogue
from birdeye.domain.changes import AcceptClaims
from birdeye.domain.species import Species
from birdeye.export.jpeg_segments import xmp_packet
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.registry import FORMATS, Destination, ExportFormat
from birdeye.export.request import ExportRequest
from birdeye.imaging.photo_file import open_photo
from birdeye.imaging.seen_file import look_at_file
from birdeye.workflows.export_pictures import PhotoPictures
from birdeye.workflows.export_records import export_photos
from tests.export.test_xmp_keywords import LIGHTROOM
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import PACK, ROBIN, TOP, WREN, make_bird, make_result
from tests.helpers.tiny_pack import RED
from tests.helpers.xmp_keywords import read_keywords

PHOTOS = 24
LANGUAGES = {"en": {ROBIN: "European Robin"}, "de": {ROBIN: "Rotkehlchen"}}
IN_A_SIDECAR = ({"European Robin", ROBIN}, {"Rotkehlchen", ROBIN})


def species_of(name: str) -> Species:
    """A species with a name in each language."""
    names = {code: known.get(name, f"{name} ({code})") for code, known in LANGUAGES.items()}
    return Species(name, "Family of " + name.split(" ")[0], names)


TOOLS = ExportTools(
    species_of=species_of,
    family_of_genus={},
    ebird_species=frozenset({ROBIN, WREN}),
    country_of=lambda position: "GB",
    pictures=PhotoPictures(),
    workers=2,
)


class Torn(AssertionError):
    """A file is neither what it was before an export nor what it was to become."""


def place_of(catalogue_file: Path, kind: ExportFormat) -> Path:
    """Where the exports of a format go."""
    folder = catalogue_file.parent
    if kind.destination is Destination.FILE:
        return folder / "exports" / kind.file_name
    return folder / "exports" / kind.id


def set_up(catalogue_file: Path) -> list[str]:
    """Photos with confirmed birds, sidecars of another program, and one export of each format.

    Returns the names of the photos.
    """
    folder = catalogue_file.parent / "photos"
    names = [f"export-{number:02}.jpg" for number in range(PHOTOS)]
    with Catalogue(catalogue_file, species_of) as catalogue:
        for number, name in enumerate(names):
            photo = draw_photo(folder / name, RED, size=(600, 400), box=(5, 5, 60 + number, 90))
            _say_when_and_where(photo)
            photo.with_suffix(".xmp").write_bytes(LIGHTROOM)
            (folder / f"{name}.keep").write_bytes(photo.read_bytes())
            birds = make_bird(ROBIN, (0, 0, 90, 90)), make_bird(ROBIN, (200, 0, 290, 90))
            seen = look_at_file(photo)
            result = make_result(photo, *birds, metadata=open_photo(photo).metadata)
            record = catalogue.record(catalogue.remember(seen, result, PACK, TOP))
            catalogue.carry_out(AcceptClaims(tuple(bird.bird_id for bird in record.birds)))
    for kind in FORMATS:
        export_once(catalogue_file, kind, "en")
    return names


def _say_when_and_where(photo: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(IFD.Exif)[0x9003] = "2026:05:01 07:30:12"
    exif.get_ifd(IFD.GPSInfo).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 15.0, 0.0)})
    with Image.open(photo) as image:
        image.save(photo, exif=exif)


def export_once(
    catalogue_file: Path, kind: ExportFormat, language: str, *, beside_another: bool = False
) -> None:
    """Write all that a format writes. ``beside_another`` program that does so too, a file that it
    wrote meanwhile may be refused, which is the right answer."""
    options = ExportOptions(language=language)
    with Catalogue(catalogue_file, species_of) as catalogue:
        ids = catalogue.photo_ids_at([catalogue_file.parent / "photos"])
        request = ExportRequest(kind, place_of(catalogue_file, kind), options, ids)
        problems = [
            each.problem
            for each in export_photos(catalogue, request, TOOLS)
            if each.problem
            and not (beside_another and "changed it in the meantime" in each.problem)
        ]
    if problems:
        raise Torn(f"{kind.id} could not be written: {problems[:3]}")


def exporting(catalogue_file: Path, seed: int) -> Iterator[str]:
    """Export in the format that ``seed`` chooses, over and over."""
    kind = FORMATS[seed % len(FORMATS)]
    while True:
        for language in ("de", "en"):
            export_once(catalogue_file, kind, language)
            yield f"exported {kind.id}"


def check_exports(catalogue_file: Path) -> None:
    """Raise `Torn` unless every file of every export is whole, and the photos are still known."""
    for kind in FORMATS:
        if kind.destination is Destination.FILE:
            _CHECKS[kind.id](place_of(catalogue_file, kind))
        elif kind.destination is Destination.FOLDER:
            _check_pictures(kind, place_of(catalogue_file, kind))
    folder = catalogue_file.parent / "photos"
    for photo in sorted(folder.glob("*.jpg")):
        _check_sidecar(photo.with_suffix(".xmp"))
        _check_photo(photo, catalogue_file)


def _check_rows(path: Path) -> None:
    text = path.read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    if len({len(row) for row in rows}) != 1 or not text.endswith("\n"):
        raise Torn(f"{path.name}: its last row is cut off")
    spoken = [code for code, names in LANGUAGES.items() if names[ROBIN] in text]
    if path.name == "birds.csv" and (len(rows), len(spoken)) != (1 + 2 * PHOTOS, 1):
        raise Torn(f"{path.name}: {len(rows)} rows, in {spoken}")


def _check_json(path: Path) -> None:
    document = json.loads(path.read_text("utf-8"))
    photos = document.get("photos", document.get("images"))
    birds = sum(len(photo.get("birds", photo.get("detections", ()))) for photo in photos)
    if (len(photos), birds) != (PHOTOS, 2 * PHOTOS):
        raise Torn(f"{path.name}: {len(photos)} photos, {birds} birds")


def _check_page(path: Path) -> None:
    page = path.read_text("utf-8")
    if not page.rstrip().endswith("</html>") or page.count("data:image/jpeg") < PHOTOS:
        raise Torn(f"{path.name}: cut off, or pictures are missing")


def _check_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        if broken := archive.testzip():
            raise Torn(f"{path.name}: {broken}")
        for table, least in _ROWS[path.name].items():
            rows = archive.read(table).decode().splitlines()
            if len(rows) < 1 + least:
                raise Torn(f"{path.name}: {table} has {len(rows)} rows")


_ROWS = {
    "birds-dwca.zip": {"occurrence.txt": 1, "multimedia.txt": PHOTOS},
    "birds-camtrap-dp.zip": {
        "deployments.csv": 1,
        "media.csv": PHOTOS,
        "observations.csv": 2 * PHOTOS,
    },
}
"""Of the tables in archives, without their headings; all photos are of one visit."""


_CHECKS = {
    "csv": _check_rows,
    "ebird": _check_rows,
    "inaturalist": _check_rows,
    "json": _check_json,
    "megadetector": _check_json,
    "html": _check_page,
    "darwin-core": _check_archive,
    "camtrap-dp": _check_archive,
}


def _check_pictures(kind: ExportFormat, folder: Path) -> None:
    pictures = [path for path in folder.rglob("*.jpg") if path.is_file()]
    if len(pictures) < (PHOTOS if kind.id == "annotated" else 2 * PHOTOS):
        raise Torn(f"{kind.id}: {len(pictures)} pictures")
    for picture in pictures:
        content = picture.read_bytes()
        try:
            simplejpeg.decode_jpeg(content, strict=True)
        except ValueError as error:
            raise Torn(f"{picture.name}: {error}") from error


def _keywords(packet: bytes, file: Path) -> tuple[str, ...]:
    try:
        return read_keywords(packet).flat
    except ElementTree.ParseError as error:
        raise Torn(f"{file.name}: {error}") from error


def _check_sidecar(sidecar: Path) -> None:
    content = sidecar.read_bytes()
    words = _keywords(content, sidecar)
    if words[:2] != ("holiday & sea", "Urlaub") or b'xmp:Rating="4"' not in content:
        raise Torn(f"{sidecar.name}: what another program wrote is gone")
    if set(words[2:]) not in IN_A_SIDECAR:
        raise Torn(f"{sidecar.name}: {words}")


def _check_photo(photo: Path, catalogue_file: Path) -> None:
    """Nothing but keywords was changed, the first state is kept, and the catalogue knows it."""
    content = photo.read_bytes()
    original = photo.with_name(f"{photo.name}.keep").read_bytes()
    packet = xmp_packet(content)
    if not content.endswith(original[2:][-len(original) // 2 :]) or packet is None:
        raise Torn(f"{photo.name}: more was changed than its keywords")
    words = _keywords(packet, photo)
    if set(words) not in IN_A_SIDECAR:
        raise Torn(f"{photo.name}: {words}")
    if photo.with_name(f"{photo.name}.original").read_bytes() != original:
        raise Torn(f"{photo.name}: its backup is not what it was")
    with closing(sqlite3.connect(catalogue_file)) as connection:
        known = connection.execute(
            "SELECT 1 FROM image_hash WHERE content_hash = ?",
            (hashlib.sha256(content).hexdigest(),),
        ).fetchone()
    if known is None:
        raise Torn(f"{photo.name}: the catalogue does not know it any more")
