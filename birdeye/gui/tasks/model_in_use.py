"""The pack in use, with its networks loaded once for the batch and for boxes drawn by hand."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from birdeye.gui.services import Services

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack
    from birdeye.vision.identifier import Identifier


class ModelInUse:
    """Loads the networks when they are first needed, in the worker that needs them."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._lock = threading.Lock()
        self._loaded: tuple[Pack, Identifier] | None = None
        self._places_changed = False
        self.pack: Pack | None = None
        """Which pack to identify with; None where there is none. Set by the GUI thread."""

    def follow_places(self) -> None:
        """Name birds by the new settings of places from the next batch on; the networks stay."""
        self._places_changed = True

    def identifier(self, pack: Pack) -> Identifier:
        """The networks of ``pack``; waits while another worker loads them.

        Raises `ModelFailed` where they cannot be used.
        """
        with self._lock:
            # Cleared before the settings are read, so that a change meanwhile counts the next time.
            places_changed, self._places_changed = self._places_changed, False
            if self._loaded is None or self._loaded[0] is not pack:
                # The networks before go first, as both at once may not fit.
                self._loaded = None
                self._loaded = (pack, self._services.open_identifier(pack))
            elif places_changed:
                loaded, self._loaded = self._loaded[1], None  # to stay so where this fails
                self._loaded = (pack, loaded.weighed_by(self._services.open_weigher(pack)))
            return self._loaded[1]
