"""Regions as the user names them: countries by ISO 3166-1 alpha-2 code, continents, anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ANYWHERE = "anywhere"


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split(" "))


CONTINENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "africa": _codes(
            "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY "
            "MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA "
            "ZM ZW"
        ),
        "antarctica": _codes("AQ BV GS HM TF"),
        "asia": _codes(
            "AE AF AM AZ BD BH BN BT CC CN CX CY GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ "
            "LA LB LK MM MN MO MV MY NP OM PH PK PS QA RU SA SG SY TH TJ TL TM TR TW UZ VN YE"
        ),
        "europe": _codes(
            "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT "
            "JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM TR UA VA XK"
        ),
        "north-america": _codes(
            "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS "
            "MX NI PA PM PR SV SX TC TT US VC VG VI"
        ),
        "oceania": _codes(
            "AS AU CK FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS"
        ),
        "south-america": _codes("AR BO BR CL CO EC FK GF GY PE PY SR UY VE"),
    }
)
COUNTRIES = frozenset[str]().union(*CONTINENTS.values())
"""Every code that a range table may have; some countries are in two continents."""


def region_codes(text: str) -> frozenset[str]:
    """The countries in ``text``: codes and continents separated by commas; none for anywhere.

    Raises ValueError with the word that is neither.
    """
    codes: set[str] = set()
    for word in text.replace(";", ",").split(","):
        word = "-".join(word.split())
        if not word or word.casefold() == ANYWHERE:
            continue
        if word.casefold() in CONTINENTS:
            codes |= CONTINENTS[word.casefold()]
        elif word.upper() in COUNTRIES:
            codes.add(word.upper())
        else:
            raise ValueError(word)
    return frozenset(codes)
