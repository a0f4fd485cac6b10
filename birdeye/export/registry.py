"""What a format is, and the list of those that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from birdeye.domain.errors import ExportImpossible
from birdeye.export import (
    annotated_copies,
    camtrap_dp,
    camtrap_rows,
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
from birdeye.export.cautions import Caution, no_cautions, of_paths, of_photos, of_sidecars
from birdeye.export.choice import Choice, Needs
from birdeye.export.encounters import VisitCount
from birdeye.export.options import Export, ExportOptions
from birdeye.export.outcome import Exporting


class Destination(Enum):
    """What the user has to state."""

    FILE = "file"
    FOLDER = "folder"
    PHOTOS = "photos"
    """Nothing: it goes beside or into the photos."""


FilesOf = Callable[[Iterable[Choice], Export], Iterator[Path]]
Write = Callable[[Iterable[Choice], Export], Exporting]


def _only_the_destination(chosen: Iterable[Choice], export: Export) -> Iterator[Path]:
    for _ in chosen:  # the preview counts what passes by
        pass
    yield export.destination


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format. ``id`` is its name on the command line; ``purpose`` says what it is for.

    Title and purpose are in English; the window shows what is translated of them.

    ``file_name`` is what its file is called unless the user says otherwise. ``files`` tells the
    files that would be written, ``write`` writes them, telling photo after photo.
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
    """Cautions about a photo, whether it would be written or not."""
    packet_of: Callable[[Path, ExportOptions], bytes | None] | None = None
    """The XMP in which earlier exports of this format may have left something about a photo."""
    visit_count: Callable[[ExportOptions], VisitCount] | None = None
    """Counts its birds if it counts them by visits; files of one shot count once then."""
    is_public: bool = False
    """Whether it is for records that others rely on, so that it takes confirmed names only."""
    changes_photos: bool = False
    """Whether it writes into the photos themselves, which is done only on explicit request."""

    @property
    def counts_visits(self) -> bool:
        """Whether it counts birds by visits; other formats write each box."""
        return self.visit_count is not None

    @property
    def asks_for_place(self) -> bool:
        """Whether the user has to say where it goes."""
        return self.destination is not Destination.PHOTOS


def _shown(_context: str, text: str) -> str:
    """Marks ``text`` for the translations of the window (see packaging/translations.py)."""
    return text


FORMATS = (
    ExportFormat(
        "csv",
        _shown("Export", "Table (CSV)"),
        _shown("Export", "A row for each bird, for spreadsheets and statistics."),
        Destination.FILE,
        Needs.NOTHING,
        csv_table.write,
        "birds.csv",
    ),
    ExportFormat(
        "json",
        _shown("Export", "JSON"),
        _shown("Export", "Everything known about each photo, for other programs."),
        Destination.FILE,
        Needs.NOTHING,
        json_records.write,
        "birds.json",
    ),
    ExportFormat(
        "html",
        _shown("Export", "Report (HTML)"),
        _shown("Export", "A page with pictures to look at, print or send."),
        Destination.FILE,
        Needs.BIRD,
        html_report.write,
        "birds.html",
        tells_position=False,
        visit_count=html_report.ReportCount,
    ),
    ExportFormat(
        "ebird",
        _shown("Export", "eBird"),
        _shown("Export", "Checklists by day and place, ready for import."),
        Destination.FILE,
        Needs.BIRD | Needs.NAME | Needs.SPECIES_OR_GENUS | Needs.DATE | Needs.PLACE,
        ebird.write,
        "ebird.csv",
        ebird.files,
        uses_common_names=False,
        visit_count=ebird.ChecklistCount,
        is_public=True,
    ),
    ExportFormat(
        "inaturalist",
        _shown("Export", "iNaturalist"),
        _shown("Export", "Observations by day and place, ready for import."),
        Destination.FILE,
        Needs.BIRD | Needs.NAME | Needs.SPECIES_OR_GENUS | Needs.DATE,
        inaturalist.write,
        "inaturalist.csv",
        uses_common_names=False,
        visit_count=VisitCount,
        is_public=True,
    ),
    ExportFormat(
        "darwin-core",
        _shown("Export", "Darwin Core archive"),
        _shown("Export", "Occurrences for GBIF, museums and research databases."),
        Destination.FILE,
        Needs.BIRD | Needs.DATE,
        darwin_core.write,
        "birds-dwca.zip",
        uses_observer=True,
        visit_count=VisitCount,
    ),
    ExportFormat(
        "camtrap-dp",
        _shown("Export", "Camtrap DP"),
        _shown("Export", "Deployments, photos and observations of camera traps."),
        Destination.FILE,
        Needs.DATE | Needs.POSITION,
        camtrap_dp.write,
        "birds-camtrap-dp.zip",
        tells_position=False,  # a deployment without one is none
        uses_observer=True,
        visit_count=camtrap_rows.DeploymentCount,
    ),
    ExportFormat(
        "megadetector",
        _shown("Export", "MegaDetector JSON"),
        _shown("Export", "Boxes and species for Timelapse, AddaxAI and the like."),
        Destination.FILE,
        Needs.SIZE,
        megadetector.write,
        "megadetector.json",
        tells_position=False,
        cautions=of_paths,
    ),
    ExportFormat(
        "xmp",
        _shown("Export", "Keywords in sidecars (XMP)"),
        _shown("Export", "A small file beside each photo, for Lightroom or digiKam."),
        Destination.PHOTOS,
        Needs.BIRD | Needs.NAME | Needs.FILE | Needs.RATING,
        xmp_sidecars.write,
        files=xmp_sidecars.files,
        tells_position=False,
        uses_sidecars=True,
        cautions=of_sidecars,
        packet_of=xmp_sidecars.packet_of,
    ),
    ExportFormat(
        "keywords",
        _shown("Export", "Keywords in the photos (JPEG)"),
        _shown("Export", "Changes your photos. Each is backed up first."),
        Destination.PHOTOS,
        Needs.BIRD | Needs.NAME | Needs.FILE | Needs.JPEG | Needs.RATING,
        photo_keywords.write,
        files=photo_keywords.files,
        tells_position=False,
        changes_photos=True,
        cautions=of_photos,
        packet_of=photo_keywords.packet_of,
    ),
    ExportFormat(
        "annotated",
        _shown("Export", "Annotated copies"),
        _shown("Export", "Copies of the photos with boxes and names drawn."),
        Destination.FOLDER,
        Needs.BIRD | Needs.FILE,
        annotated_copies.write,
        files=annotated_copies.files,
    ),
    ExportFormat(
        "crops",
        _shown("Export", "Birds cut out, by species"),
        _shown("Export", "A picture of each bird, in a folder for each species."),
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
