"""What lists say about a photo, in one voice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from birdeye.domain.arrangement import Heading, Show
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PhotoState
from birdeye.gui import bird_wording, enumeration, error_wording
from birdeye.gui.models.species_names import SpeciesNames

_translate = QCoreApplication.translate


def taxon_name(rank: Rank, taxon: str, names: SpeciesNames) -> str:
    """A species by its common name, a genus by its own, a family by the one of the language."""
    match rank:
        case Rank.SPECIES:
            return names.common_name(taxon)
        case Rank.FAMILY:
            return names.family_name(taxon)
    return taxon


def not_sure() -> str:
    """What a bird without a name is called."""
    return _translate("PhotoWording", "Not sure")


def state_name(state: PhotoState) -> str:
    """What is known about a photo that shows no bird with a name."""
    return {
        PhotoState.BIRDS: not_sure(),
        PhotoState.NO_BIRD: _translate("PhotoWording", "No bird"),
        PhotoState.UNREADABLE: _translate("PhotoWording", "Unreadable"),
        PhotoState.WAITING: _translate("PhotoWording", "Not identified yet"),
    }[state]


def title(overview: PhotoOverview, names: SpeciesNames) -> str:
    """The taxa in the photo, or its state; short enough to fit below a thumbnail."""
    shown = [taxon_name(rank, taxon, names) for rank, taxon in overview.taxa]
    shown += [bird_wording.probably(names.common_name(one)) for one in overview.guesses]
    if not shown and overview.is_reviewed:
        return _translate("PhotoWording", "Unsure")
    return enumeration.listed(shown) or state_name(overview.state)


def outcome(overview: PhotoOverview, names: SpeciesNames) -> str:
    """All that a list knows, as a line: for tooltips and for those who do not see the badges."""
    if overview.error is not None:
        return error_wording.in_words(overview.error)
    if overview.is_reviewed:
        return _translate("PhotoWording", "{0}, reviewed").format(title(overview, names))
    if overview.unreviewed_count:
        return _translate("PhotoWording", "{0}, to review").format(title(overview, names))
    return title(overview, names)


def heading(heading: Heading, names: SpeciesNames) -> str:
    """The title of a section of photos."""
    if heading.taxon:
        return taxon_name(heading.rank, heading.taxon, names)
    if heading.day is not None:
        return QLocale().toString(heading.day, QLocale.FormatType.LongFormat)
    if heading.state is not None:
        return state_name(heading.state)
    return _translate("PhotoWording", "No date")


def show_name(show: Show) -> str:
    """Which photos a filter brings, in a word or two."""
    return {
        Show.ALL: _translate("PhotoWording", "All"),
        Show.UNREVIEWED: _translate("PhotoWording", "To review"),
        Show.UNCERTAIN: _translate("PhotoWording", "Uncertain"),
        Show.NO_BIRD: _translate("PhotoWording", "No bird"),
        Show.SEVERAL_BIRDS: _translate("PhotoWording", "Several birds"),
        Show.UNREADABLE: _translate("PhotoWording", "Unreadable"),
    }[show]
