"""The sentences and figures that several parts of the window show, in one voice.

All pass through Qt's translation; figures never say more than they mean (0.998 is “>99%”).
"""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from birdeye.domain.confidence import Confidence
from birdeye.domain.confidence import percent as percent
from birdeye.domain.confidence import percent_of as percent_of
from birdeye.gui import country_names

if TYPE_CHECKING:
    from birdeye.domain.photos import FactSource
    from birdeye.domain.plausibility import Doubt

_translate = QCoreApplication.translate

_MNEMONIC = re.compile(r"\(&.\)|&(&?)")


def confidence_word(confidence: Confidence) -> str:
    """The word for how sure, translated."""
    return {
        Confidence.ALMOST_CERTAIN: _translate("Wording", "almost certain"),
        Confidence.HIGHLY_LIKELY: _translate("Wording", "highly likely"),
        Confidence.LIKELY: _translate("Wording", "likely"),
        Confidence.UNCERTAIN: _translate("Wording", "uncertain"),
    }[confidence]


def doubt(why: Doubt) -> str:
    """Why a species is not expected: “Not known from China in January”."""
    country = country_names.country(why.country_code)
    if not why.country_code:
        country = _translate("Wording", "your region")
    if why.month is None:
        return _translate("Wording", "Not known from {0}").format(country)
    month = QLocale().standaloneMonthName(why.month)
    return _translate("Wording", "Not known from {0} in {1}").format(country, month)


def figure(count: int) -> str:
    """“3,000”, as the user’s country writes it."""
    return QLocale().toString(count)


def counted(count: int, one: str, several: str) -> str:
    """``one`` or ``several`` (with ``{0}`` for the figure), both translated by the caller."""
    return (one if count == 1 else several).format(figure(count))


def count_of_photos(count: int) -> str:
    """“1 photo”, “16 photos”."""
    return counted(count, _translate("Wording", "{0} photo"), _translate("Wording", "{0} photos"))


def count_of_birds(count: int) -> str:
    """“1 bird”, “7 birds”."""
    return counted(count, _translate("Wording", "{0} bird"), _translate("Wording", "{0} birds"))


def count_of_species(count: int) -> str:
    """“1 species”, “3 species”."""
    return counted(
        count, _translate("Wording", "{0} species"), _translate("Wording", "{0} species")
    )


def photo_size(width: int, height: int) -> str:
    """“1,800 × 1,200”, in pixels of the upright photo."""
    return f"{figure(width)} × {figure(height)}"


def missing_parts(rows_share: float) -> str:
    """What to say about a photo of which only ``rows_share`` could be read, 0 for unknown."""
    if rows_share == 0:
        return _translate("Wording", "parts are damaged or missing")
    share = math.floor(100 * rows_share)
    return _translate("Wording", "incomplete, {0}% readable").format(share)


def doubt_of_date(source: FactSource | None) -> str:
    """Why a date may be wrong, empty where there is no reason to think so."""
    from birdeye.domain.photos import FactSource

    if source is FactSource.FILE_NAME:
        return _translate("Wording", "from the file name")
    return _translate("Wording", "last edited") if source is FactSource.EDIT_DATE else ""


def date_and_time(moment: datetime) -> str:
    """The local time of a photo, as the user's country writes it, to the minute."""
    locale, form = QLocale(), QLocale.FormatType.ShortFormat
    day = locale.toString(QDate(moment.year, moment.month, moment.day), form)
    return f"{day} {locale.toString(QTime(moment.hour, moment.minute), form)}"


def time_left(seconds: float) -> str:
    """“about 2 minutes left”, rounded to what an estimate is worth."""
    if seconds < 5:
        return _translate("Wording", "a few seconds left")
    if seconds < 55:
        return _translate("Wording", "about {0} seconds left").format(5 * round(seconds / 5))
    minutes = round(seconds / 60)
    if minutes < 60:
        return counted(
            max(1, minutes),
            _translate("Wording", "about {0} minute left"),
            _translate("Wording", "about {0} minutes left"),
        )
    return counted(
        round(minutes / 60),
        _translate("Wording", "about {0} hour left"),
        _translate("Wording", "about {0} hours left"),
    )


def duration(length: timedelta) -> str:
    """“40 s”, “4 min”, “2 h 5 min”, “3 days”, cut off to what matters at that length."""
    seconds = int(length.total_seconds())
    if seconds < 60:
        return _translate("Wording", "{0} s").format(seconds)
    minutes = seconds // 60
    if minutes < 60:
        return _translate("Wording", "{0} min").format(minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24 and minutes:
        return _translate("Wording", "{0} h {1} min").format(hours, minutes)
    if hours <= 24:
        return _translate("Wording", "{0} h").format(hours)
    return counted(hours // 24, _translate("Wording", "{0} day"), _translate("Wording", "{0} days"))


def apart(later: timedelta) -> str:
    """How much later than another photo one was taken: “4 min later”, “2 h earlier”."""
    if abs(later) < timedelta(seconds=1):
        return _translate("Wording", "at the same time")
    text = (
        _translate("Wording", "{0} later")
        if later > timedelta()
        else _translate("Wording", "{0} earlier")
    )
    return text.format(duration(abs(later)))


def without_mnemonic(text: str) -> str:
    """What an action or a field is called: “Open photos…” for “&Open photos…”.

    Where no letter of the word can be underlined, one is put in brackets, and goes with them:
    “打开照片…” for “打开照片(&O)…”.
    """
    return _MNEMONIC.sub(r"\1", text)
