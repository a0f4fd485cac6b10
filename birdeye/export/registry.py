"""The list of formats, and the two things to do with one: preview and write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from birdeye.domain.errors import ExportImpossible
from birdeye.domain.records import PhotoRecord
from birdeye.export import (
    annotated_copies,
    camtrap_dp,
    crops_by_species,
    csv_table,
    darwin_core,
    ebird,
    html_report,
    inaturalist,
    json_records,
    megadetector,
    photo_keywords,
    xmp_sidecars,
)
from birdeye.export.cautions import Caution, no_cautions, of_paths, of_sidecars
from birdeye.export.choice import Choice, Needs, choices
from birdeye.export.options import ExportOptions, ExportTools
from birdeye.export.outcome import Exporting


class Destination(Enum):
    """What the user is asked for."""

    FILE = "file"
    FOLDER = "folder"
    PHOTOS = "photos"
    """Nothing: it goes beside or into the photos."""


FilesOf = Callable[[Iterable[Choice], Path, ExportOptions, ExportTools], Iterator[Path]]
Write = Callable[[Iterable[Choice], Path, ExportOptions, ExportTools], Exporting]


def _only_the_destination(
    chosen: Iterable[Choice], destination: Path, _options: ExportOptions, _tools: ExportTools
) -> Iterator[Path]:
    for _ in chosen:  # the preview counts what passes by
        pass
    yield destination


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format. ``id`` is its name on the command line; ``purpose`` says what it is for.
    ``file_name`` is the default name of its file. ``files`` returns the files that would be
    written, ``write`` writes them, yielding photo after photo.
    """

    id: str
    title: str
    purpose: str
    destination: Destination
    needs: Needs
    write: Write
    file_name: str = ""
    files: FilesOf = _only_the_destination
    tells_position: bool = True
    """Whether coordinates would be written, so that there is a choice to leave them out."""
    uses_common_names: bool = True
    uses_observer: bool = False
    uses_sidecars: bool = False
    """Whether the naming of sidecars matters."""
    cautions: Callable[[Choice, Path, ExportOptions], Iterator[Caution]] = no_cautions
    """Cautions about a photo that would be written."""
    counts_visits: bool = False
    """Whether it counts birds by visits, so that files of one shot count once."""
    is_public: bool = False
    """Whether it is for records that others rely on, so that it takes confirmed names only."""
    changes_photos: bool = False
    """Whether it writes into the photos themselves, which is done only on explicit request."""

    @property
    def asks_for_place(self) -> bool:
        """Whether the user has to say where it goes."""
        return self.destination is not Destination.PHOTOS


FORMATS = (
    ExportFormat(
        "csv",
        "Table (CSV)",
        "A row for each bird, for spreadsheets and statistics.",
        Destination.FILE,
        Needs.NOTHING,
        csv_table.write,
        "birds.csv",
    ),
    ExportFormat(
        "json",
        "JSON",
        "Everything that is known of each photo, for other programs.",
        Destination.FILE,
        Needs.NOTHING,
        json_records.write,
        "birds.json",
    ),
    ExportFormat(
        "html",
        "Report (HTML)",
        "A page with pictures to look at, print or send; opens in any browser.",
        Destination.FILE,
        Needs.BIRD,
        html_report.write,
        "birds.html",
        tells_position=False,
        counts_visits=True,
    ),
    ExportFormat(
        "ebird",
        "eBird",
        "Checklists by day and place, for eBird's import (Record Format, Extended).",
        Destination.FILE,
        Needs.BIRD | Needs.NAME | Needs.SPECIES_OR_GENUS | Needs.DATE | Needs.PLACE,
        ebird.write,
        "ebird.csv",
        ebird.files,
        uses_common_names=False,
        counts_visits=True,
        is_public=True,
    ),
    ExportFormat(
        "inaturalist",
        "iNaturalist",
        "Observations by day and place, for iNaturalist's CSV import.",
        Destination.FILE,
        Needs.BIRD | Needs.NAME | Needs.SPECIES_OR_GENUS | Needs.DATE,
        inaturalist.write,
        "inaturalist.csv",
        uses_common_names=False,
        counts_visits=True,
        is_public=True,
    ),
    ExportFormat(
        "darwin-core",
        "Darwin Core archive",
        "Occurrences for GBIF, museums and research databases.",
        Destination.FILE,
        Needs.BIRD | Needs.DATE,
        darwin_core.write,
        "birds-dwca.zip",
        uses_observer=True,
        counts_visits=True,
    ),
    ExportFormat(
        "camtrap-dp",
        "Camtrap DP",
        "Deployments, photos and observations, as camera-trap projects and GBIF exchange them.",
        Destination.FILE,
        Needs.DATE | Needs.POSITION,
        camtrap_dp.write,
        "birds-camtrap-dp.zip",
        tells_position=False,  # a deployment without one is none
        uses_observer=True,
        counts_visits=True,
    ),
    ExportFormat(
        "megadetector",
        "MegaDetector JSON",
        "Boxes and species for camera-trap programs such as Timelapse and AddaxAI.",
        Destination.FILE,
        Needs.NOTHING,
        megadetector.write,
        "megadetector.json",
        tells_position=False,
        cautions=of_paths,
    ),
    ExportFormat(
        "xmp",
        "Keywords in sidecars (XMP)",
        "A small file beside each photo, which Lightroom, digiKam and darktable read.",
        Destination.PHOTOS,
        Needs.BIRD | Needs.NAME | Needs.FILE | Needs.RATING,
        xmp_sidecars.write,
        files=xmp_sidecars.files,
        tells_position=False,
        uses_sidecars=True,
        cautions=of_sidecars,
    ),
    ExportFormat(
        "keywords",
        "Keywords in the photos themselves (JPEG)",
        "Changes your photos: only their keywords, and each photo is backed up first.",
        Destination.PHOTOS,
        Needs.BIRD | Needs.NAME | Needs.FILE | Needs.JPEG | Needs.RATING,
        photo_keywords.write,
        files=photo_keywords.files,
        tells_position=False,
        changes_photos=True,
    ),
    ExportFormat(
        "annotated",
        "Annotated copies",
        "Copies of the photos with boxes and names drawn.",
        Destination.FOLDER,
        Needs.BIRD | Needs.FILE,
        annotated_copies.write,
        files=annotated_copies.files,
    ),
    ExportFormat(
        "crops",
        "Birds cut out, by species",
        "A picture of each bird, sorted into folders by species.",
        Destination.FOLDER,
        Needs.BIRD | Needs.FILE,
        crops_by_species.write,
        files=crops_by_species.files,
        tells_position=False,
    ),
)


def format_by_id(format_id: str) -> ExportFormat:
    """The format of that word; raises `ExportImpossible`, which lists all."""
    for known in FORMATS:
        if known.id == format_id:
            return known
    words = ", ".join(known.id for known in FORMATS)
    raise ExportImpossible(f"There is no export format “{format_id}”. Choose one of: {words}.")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the user requests: format, destination and options.

    ``destination`` is the file or folder, and of no matter where it goes to the photos.
    """

    format: ExportFormat
    destination: Path
    options: ExportOptions

    def choices(self, records: Iterable[PhotoRecord], tools: ExportTools) -> Iterator[Choice]:
        """What to write for each of ``records``."""
        return choices(
            records,
            self.format.needs,
            self.options,
            tools,
            counts_visits=self.format.counts_visits,
        )


def export(records: Iterable[PhotoRecord], request: ExportRequest, tools: ExportTools) -> Exporting:
    """Write ``records`` according to ``request``, yielding each photo once in some order. Existing
    files stay intact until the new ones are complete; closing the generator leaves them. Raises
    `CannotWrite`.
    """
    chosen = request.choices(records, tools)
    yield from request.format.write(chosen, request.destination, request.options, tools)
