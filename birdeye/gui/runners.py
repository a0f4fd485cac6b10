"""The threads that work for a window, apart so that no batch holds up what is on screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from birdeye.gui.jobs import BACKGROUND_NICENESS, SOON_NICENESS, JobRunner


class Runners(QObject):
    """One for each kind of work.

    The batch has two threads, as one that was cancelled may still be ending while the next begins;
    what is to happen in order has one.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.work = JobRunner(2, "work", self)
        self.batch = JobRunner(2, "batch", self, niceness=BACKGROUND_NICENESS)
        self.looked_at = JobRunner(2, "looked at", self, niceness=SOON_NICENESS)
        self.decoding = JobRunner(2, "decoding", self)
        self.ahead = JobRunner(1, "decoding ahead", self, niceness=BACKGROUND_NICENESS)
        self.small = JobRunner(2, "thumbnails", self)
        self.conversion = JobRunner(1, "conversion", self)
        self.export = JobRunner(1, "export", self)
        self.opening = JobRunner(1, "opening", self)
        self.sorting = JobRunner(1, "arranging", self)
        self.looking = JobRunner(1, "looking for changes", self, niceness=BACKGROUND_NICENESS)

    def __iter__(self) -> Iterator[JobRunner]:
        return iter(self.findChildren(JobRunner))

    @property
    def has_orders(self) -> bool:
        """Whether something is at work that the user asked for and would miss: a model on its way,
        an export, or a search for photos."""
        return any(each.active_count for each in (self.conversion, self.export, self.opening))

    def shut_down(self) -> None:
        """Stop all work and wait until no thread is left."""
        for runner in self:
            runner.shut_down()
