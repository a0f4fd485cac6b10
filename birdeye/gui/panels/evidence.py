"""What there is to judge a name by: the exposure, the size of the bird, its rival, the range."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from birdeye.domain.identification import Rank
from birdeye.domain.photos import Exposure
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui import wording
from birdeye.gui.layouts import in_column
from birdeye.gui.models.candidate_ranking import CandidateRanking, RankedCandidate
from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.panels.plain_label import PlainLabel

_SMALL_SIDE = 100
"""Shorter side in pixels of a bird too small to show much."""


class Evidence(QWidget):
    """A line for each fact, those for and against the name with a sign before them."""

    def __init__(self, names: SpeciesNames, ranking: CandidateRanking) -> None:
        super().__init__()
        self._names = names
        self._ranking = ranking
        self._exposure = Exposure()
        self._shown: tuple[PhotoRecord, BirdRecord] | None = None
        title = QLabel(self.tr("Evidence"), objectName="sectionTitle")
        self._lines = PlainLabel(objectName="evidence")
        in_column(title, self._lines, spacing=4, of=self)

    @property
    def text(self) -> str:
        """All lines shown."""
        return self._lines.text()

    def show_pixels(self, levels: PhotoLevels | None) -> None:
        """The photo was decoded, so its exposure is known."""
        self._exposure = Exposure() if levels is None else levels.exposure
        self._tell()

    def show_bird(self, record: PhotoRecord | None, bird: BirdRecord | None) -> None:
        """Show what there is about ``bird``."""
        self._shown = None if record is None or bird is None else (record, bird)
        self._tell()

    def _tell(self) -> None:
        lines = [exposure_in_words(self._exposure)]
        if self._shown is not None:
            record, bird = self._shown
            lines.append(self._size(record, bird))
            if not bird.is_reviewed:
                lines += self._for_and_against(record, bird)
        self._lines.setText("\n".join(filter(None, lines)))

    def _size(self, record: PhotoRecord, bird: BirdRecord) -> str:
        box = bird.bird.box
        share = box.area / max(1, record.width * record.height)
        width, height = (wording.figure(round(side)) for side in (box.width, box.height))
        if min(box.width, box.height) < _SMALL_SIDE:
            return self.tr("− The bird is small: {0} × {1} pixels.").format(width, height)
        return self.tr("The bird takes up {0} of the photo.").format(wording.percent(share))

    def _for_and_against(self, record: PhotoRecord, bird: BirdRecord) -> list[str]:
        ranked = self._ranking.of(record, bird)
        if not ranked:
            return []
        name = bird.taxon if bird.rank is Rank.SPECIES else ""
        likeliest_first = sorted(ranked, key=lambda one: one.candidate.probability, reverse=True)
        own = next(
            (one for one in ranked if one.candidate.species.scientific_name == name),
            likeliest_first[0],
        )
        rival = next((one for one in likeliest_first if one is not own), None)
        return [
            self._range(record, own),
            "" if rival is None else self._about_rival(own, rival),
        ]

    def _range(self, record: PhotoRecord, own: RankedCandidate) -> str:
        name = own.candidate.species.common_name(self._names.language)
        if own.unlikely:
            return self.tr("− {0}: {1}.").format(name, own.unlikely)
        has_place = record.position is not None or record.place is not None
        if not self._ranking.judges or not has_place:
            return ""
        if record.taken is None:
            return self.tr("+ {0} occurs at this place.").format(name)
        return self.tr("+ {0} occurs at this place at this time of year.").format(name)

    def _about_rival(self, own: RankedCandidate, rival: RankedCandidate) -> str:
        species, other = own.candidate.species, rival.candidate.species
        name = other.common_name(self._names.language)
        percent = wording.percent(rival.candidate.probability)
        if rival.unlikely and not own.unlikely:
            return self.tr("+ Next likeliest is {0}, {1}, but: {2}.").format(
                name, percent, rival.unlikely
            )
        if species.genus == other.genus:
            return self.tr("− {0} of the same genus: {1}.").format(name, percent)
        return self.tr("− Next likeliest is {0}, {1}.").format(name, percent)


def exposure_in_words(exposure: Exposure) -> str:
    """“1/800 s  ·  f/6.3  ·  ISO 640  ·  600 mm”, as far as known."""
    parts = []
    if exposure.seconds is not None:
        if exposure.seconds >= 0.3:
            parts.append(f"{exposure.seconds:g} s")
        else:
            parts.append(f"1/{round(1 / exposure.seconds)} s")
    if exposure.f_number is not None:
        parts.append(f"f/{exposure.f_number:g}")
    if exposure.iso is not None:
        parts.append(f"ISO {exposure.iso}")
    if exposure.focal_mm is not None:
        parts.append(f"{round(exposure.focal_mm)} mm")
    return "  ·  ".join(parts)
