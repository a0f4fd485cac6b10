"""Tells which species are unlikely at the place and date of a photo, and which look the same."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from birdeye.domain.identification import Candidate
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui import wording
from birdeye.gui.jobs import JobRunner
from birdeye.gui.models.candidate_ranking import RankedCandidate
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.services import Services
from birdeye.gui.tasks.background_work import BackgroundWork

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack
    from birdeye.workflows.plausibility import Plausibility


class UnlikelySpecies(BackgroundWork):
    """Has candidates listed as the settings of places say.

    A pack whose table cannot be read is reported where packs are listed; ``failed`` is not
    connected.
    """

    def __init__(
        self,
        services: Services,
        runner: JobRunner,
        models: WindowModels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, runner, parent)
        self._ranking = models.ranking
        self._pack: Pack | None = None

    def use_pack(self, pack: Pack | None) -> None:
        """Doubt by what ``pack`` says from now on."""
        if pack is not self._pack:
            self._pack = pack
            self._use(None)
            self.refresh()

    def refresh(self) -> None:
        """Doubt by what is known of places now."""
        pack = self._pack
        self._task.drop()
        if pack is not None:
            self._task.run(self._open(pack), self._use)

    def _open(self, pack: Pack) -> Generator[Plausibility | None, None, None]:
        yield self._services.open_plausibility(pack)

    def _use(self, plausibility: Plausibility | None) -> None:
        if plausibility is None:
            self._ranking.use(self._by_probability)
        else:
            self._ranking.use(partial(self._expected_first, plausibility))

    def _by_probability(self, _record: PhotoRecord, bird: BirdRecord) -> list[RankedCandidate]:
        return [
            RankedCandidate(candidate, may_also_be=self._look_alikes(candidate))
            for candidate in bird.bird.candidates
        ]

    def _expected_first(
        self, known: Plausibility, record: PhotoRecord, bird: BirdRecord
    ) -> list[RankedCandidate]:
        return [
            RankedCandidate(
                candidate,
                None if doubt is None else wording.doubt(doubt),
                tuple(
                    name
                    for name in self._look_alikes(candidate)
                    if known.doubt(name, record) is None
                ),
            )
            for candidate, doubt in known.ranked(bird.bird.candidates, record)
        ]

    def _look_alikes(self, candidate: Candidate) -> tuple[str, ...]:
        """Species that the model does not distinguish from it because they were split since."""
        if self._pack is None:
            return ()
        return self._pack.labels.may_also_be.get(candidate.species.scientific_name, ())
