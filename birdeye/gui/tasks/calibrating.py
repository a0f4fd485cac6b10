"""Calibrates the model in use on the birds that the user named, in a worker."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from birdeye.gui import pack_wording
from birdeye.gui.tasks.background_work import BackgroundWork

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack
    from birdeye.workflows.calibration.calibrate_pack import Calibration


@dataclass(frozen=True, slots=True)
class _Looked:
    done: int
    total: int


class Calibrating(BackgroundWork):
    """One thing at a time.

    Signals:
        looked(done, total): so many photos were looked at.
        found(Calibration): what the model would say, which nothing has been changed for yet.
        installed(title): the model says so from now on.
        failed(sentence): it could not be done.
    """

    looked = Signal(int, int)
    found = Signal(object)
    installed = Signal(str)

    def calibrate(self, pack: Pack) -> None:
        """Compare what ``pack`` says with what the user confirmed."""
        self._task.run(self._calibrate(pack), self._tell)

    def install(self, calibration: Calibration) -> None:
        """Have the model say what was found."""
        self._task.run(self._install(calibration), self.installed.emit)

    def cancel(self) -> None:
        """Stop; nothing changes."""
        self._task.drop()

    def _tell(self, event: Any) -> None:
        if isinstance(event, _Looked):
            self.looked.emit(event.done, event.total)
        else:
            self.found.emit(event)

    # --- in the worker ---------------------------------------------------------------------------

    def _calibrate(self, pack: Pack) -> Generator[Any, None, None]:
        from contextlib import closing

        from birdeye.vision.session import available_cores
        from birdeye.workflows.calibration.calibrate_pack import calibrate, check, look_at_all
        from birdeye.workflows.calibration.reviewed_birds import reviewed_birds
        from birdeye.workflows.world_names import with_world_names

        table = self._services.species_table()
        with self._services.open_catalogue() as catalogue:
            birds = reviewed_birds(catalogue.records(), table)
        named = with_world_names(pack, table)
        check(named, birds)
        total, looks = len({bird.path for bird in birds}), {}
        yield _Looked(0, total)
        with closing(look_at_all(named, birds, workers=available_cores())) as seen:
            for path, look in seen:
                looks[path] = look
                yield _Looked(len(looks), total)
        yield calibrate(named, birds, looks, of_user=True)

    def _install(self, calibration: Calibration) -> Generator[str, None, None]:
        from birdeye.workflows.calibration.calibrate_pack import install_calibrated

        library = self._services.open_library()
        yield pack_wording.title(install_calibrated(calibration, library).pack)
