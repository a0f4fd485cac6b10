"""A species, known by its scientific name; every other name is only shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "zh": "中文",
        "zh_hant": "繁體中文",
        "ja": "日本語",
        "ko": "한국어",
        "es": "Español",
        "fr": "Français",
        "de": "Deutsch",
        "pt": "Português",
        "pt_br": "Português (Brasil)",
        "ru": "Русский",
        "it": "Italiano",
        "nl": "Nederlands",
        "sv": "Svenska",
        "no": "Norsk",
        "da": "Dansk",
        "fi": "Suomi",
        "pl": "Polski",
        "cs": "Čeština",
        "hu": "Magyar",
        "tr": "Türkçe",
        "uk": "Українська",
    }
)
"""Languages of common names, each named in itself, by ISO 639-1 code; two add a script or a
country."""


@dataclass(frozen=True, slots=True)
class Species:
    """One row of a pack's labels.

    ``common_names`` maps a code of `LANGUAGES` to the name in that language; languages
    without a name are absent. Two species are equal when their scientific names are.
    """

    scientific_name: str
    family: str = field(default="", compare=False)
    common_names: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, hash=False
    )

    @property
    def genus(self) -> str:
        """The first word of the scientific name."""
        return self.scientific_name.split(" ", 1)[0]

    def common_name(self, language: str) -> str:
        """The name in ``language``, else in English, else the scientific name."""
        names = self.common_names
        return names.get(language) or names.get("en") or self.scientific_name


@dataclass(frozen=True, slots=True)
class HigherTaxa:
    """The scientific names of a family, which `Species.family` has in English, and of its order."""

    family: str = ""
    order: str = ""
