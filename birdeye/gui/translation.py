"""The language of the window itself, apart from that of the birds' names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from birdeye import locations

SYSTEM = ""
"""Stands for the language of the system."""

SOURCE_LANGUAGE = "en"

LANGUAGES_OF_WINDOW: Mapping[str, str] = MappingProxyType({"en": "English", "zh_CN": "简体中文"})
"""Languages that the window speaks, each in its own words, by the name of Qt's locale."""


def language_in_use(choice: str) -> str:
    """The language that ``choice`` (one of the window's, or `SYSTEM`) comes to.

    A system in another language, or in traditional Chinese, gets English.
    """
    if choice in LANGUAGES_OF_WINDOW:
        return choice
    for wanted in map(QLocale, system_languages()):
        for name, spoken in ((name, QLocale(name)) for name in LANGUAGES_OF_WINDOW):
            if (wanted.language(), wanted.script()) == (spoken.language(), spoken.script()):
                return name
    return SOURCE_LANGUAGE


def system_languages() -> list[str]:
    """What the user set in the system, the most wanted first: ``["zh-Hans-CN", "en-US"]``."""
    return QLocale.system().uiLanguages()


class Translation:
    """Installs the translators of one language, Birdeye's own and Qt's, and takes them out again.

    Widgets that exist already keep their words: build them after `use`.
    """

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self._language = SOURCE_LANGUAGE

    @property
    def language(self) -> str:
        """The language in use."""
        return self._language

    def use(self, choice: str) -> None:
        """Speak the language of ``choice``; dates and figures follow it, too."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        self._language = language_in_use(choice)
        system = QLocale.system()
        chosen = QLocale(self._language)
        # Regional habits of the same language stay: an Australian keeps the dates of Australia.
        QLocale.setDefault(system if system.language() == chosen.language() else chosen)
        if self._language == SOURCE_LANGUAGE:
            return
        own = str(locations.translations_folder())
        of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for stem, folder in (("birdeye", own), ("qtbase", of_qt)):
            translator = QTranslator(self._application)
            if translator.load(f"{stem}_{self._language}", folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)
