"""Has pictures and results follow files that another program changes while the window is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer

from birdeye.gui.controllers.batch import Batch
from birdeye.gui.controllers.controller import Controller
from birdeye.gui.controllers.photo_on_screen import PhotoOnScreen
from birdeye.gui.models.window_models import WindowModels
from birdeye.gui.tasks.file_changes import FileChanges
from birdeye.gui.tasks.thumbnails import Thumbnails
from birdeye.gui.windows.main_window import MainWindow

_RESTS_MS = 500
"""How long a photo is on screen before its file is looked at: not while somebody leafs through."""

_GAP_MS = 20_000
"""From one look at all files to the next: tens of thousands take a second, and every dialog that is
closed makes the window active."""


class FollowingFiles(Controller):
    """Looks at files when the user comes back to the window, at those in sight at once and at all
    others soon, and at one when it is shown."""

    def __init__(
        self,
        window: MainWindow,
        models: WindowModels,
        changes: FileChanges,
        thumbnails: Thumbnails,
        photo: PhotoOnScreen,
        batch: Batch,
    ) -> None:
        super().__init__(window, models)
        self._changes = changes
        self._thumbnails = thumbnails
        self._photo = photo
        self._batch = batch
        self._rest = QTimer(self, singleShot=True, interval=_RESTS_MS)
        self._rest.timeout.connect(self._look_at_current)
        self._gap = QTimer(self, singleShot=True, interval=_GAP_MS)
        self._gap.timeout.connect(self._look_at_all)
        self._is_wanted = False
        self._navigation.current_changed.connect(lambda _id: self._rest.start())
        changes.noticed.connect(self._follow)

    def look(self) -> None:
        """Another program may have changed files."""
        current = self._navigation.current_id
        near = (*self._thumbnails.in_sight, *(() if current is None else (current,)))
        self._changes.look_at_some(near)
        self._is_wanted = True
        if not self._gap.isActive():
            self._look_at_all()

    def _look_at_all(self) -> None:
        if self._is_wanted:
            self._is_wanted = False
            self._changes.look_at_all([*self._store.overviews])
            self._gap.start()

    def _look_at_current(self) -> None:
        if self._navigation.current_id is not None:
            self._changes.look_at_some([self._navigation.current_id])

    def _follow(self, photo_ids: Sequence[int]) -> None:
        self._thumbnails.renew(photo_ids)
        self._photo.renew(self._store.paths_of(photo_ids))
        self._batch.identify_changed(photo_ids)
