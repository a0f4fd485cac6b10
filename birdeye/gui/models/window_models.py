"""What all parts of the window share: each of them asks here for those that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.gui.models.candidate_ranking import CandidateRanking
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.photo_list import PhotoListModel
from birdeye.gui.models.photo_navigation import PhotoNavigation
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.settings import WindowSettings
from birdeye.gui.store.photo_store import PhotoStore
from birdeye.gui.theme import Theme


@dataclass(frozen=True)
class WindowModels:
    """What is open, how it is listed and named, and how the user wants it shown."""

    store: PhotoStore
    thumbnails: KeptThumbnails
    photo_list: PhotoListModel
    navigation: PhotoNavigation
    names: SpeciesNames
    ranking: CandidateRanking
    settings: WindowSettings
    theme: Theme


def window_models(store: PhotoStore, settings: WindowSettings, theme: Theme) -> WindowModels:
    """The models of one window; they live as long as ``store``."""
    names, thumbnails = SpeciesNames(settings.language, store), KeptThumbnails(parent=store)
    photo_list = PhotoListModel(store, thumbnails, names, store)
    navigation = PhotoNavigation(store, photo_list, store)
    ranking = CandidateRanking(store)
    return WindowModels(store, thumbnails, photo_list, navigation, names, ranking, settings, theme)
