"""Countries under the names that the language of the window has for them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from birdeye import locations
from birdeye.geography.regions import CONTINENTS
from birdeye.gui import enumeration

_translate = QCoreApplication.translate


def country(code: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2); the code where nobody knows it."""
    column = "zh" if QLocale().language() is QLocale.Language.Chinese else "en"
    return _names()[column].get(code, code)


def continent(key: str) -> str:
    """The name of one of `CONTINENTS`."""
    return {
        "africa": _translate("CountryNames", "Africa"),
        "antarctica": _translate("CountryNames", "Antarctica"),
        "asia": _translate("CountryNames", "Asia"),
        "europe": _translate("CountryNames", "Europe"),
        "north-america": _translate("CountryNames", "North America"),
        "oceania": _translate("CountryNames", "Oceania"),
        "south-america": _translate("CountryNames", "South America"),
    }[key]


def region(codes: Collection[str]) -> str:
    """A region in a few words: “Anywhere”, “Germany, Switzerland”, “Europe”, “12 countries”."""
    wanted = frozenset(codes)
    if not wanted:
        return _translate("CountryNames", "Anywhere")
    for key, members in CONTINENTS.items():
        if members == wanted:
            return continent(key)
    if len(wanted) > 3:
        return _translate("CountryNames", "{0} countries").format(len(wanted))
    return enumeration.listed(sorted(map(country, wanted)))


@cache
def _names() -> Mapping[str, Mapping[str, str]]:
    """By language, then by code. The table is a few kilobytes."""
    with locations.country_names_file().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {column: {row["code"]: row[column] for row in rows} for column in ("en", "zh")}
