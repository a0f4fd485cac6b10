from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from birdeye.gui import translation
from birdeye.gui.translation import SYSTEM, Translation, language_in_use


@pytest.fixture
def system_speaks(monkeypatch):
    """Has the system want these languages, the first most of all."""

    def speak(*languages: str) -> None:
        monkeypatch.setattr(translation, "system_languages", lambda: list(languages))

    return speak


@pytest.fixture
def speaking(qapp):
    default = QLocale()
    made = Translation(qapp)
    yield made
    made.use("en")
    QLocale.setDefault(default)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (("zh-Hans-CN", "en-US"), "zh_CN"),
        (("zh-CN",), "zh_CN"),
        (("zh-Hans-SG",), "zh_CN"),
        # Who reads traditional characters is not given the others.
        (("zh-Hant-TW", "en-US"), "en"),
        (("de-DE", "zh-CN"), "zh_CN"),
        (("en-AU", "zh-CN"), "en"),
        (("fr-FR",), "en"),
        ((), "en"),
    ],
)
def test_the_window_speaks_the_language_that_the_system_wants_most_of_those_it_knows(
    system_speaks, wanted, expected
):
    system_speaks(*wanted)
    assert language_in_use(SYSTEM) == expected


def test_a_choice_of_the_person_counts_more_than_the_system(system_speaks):
    system_speaks("zh-CN")
    assert language_in_use("en") == "en"
    system_speaks("en-US")
    assert language_in_use("zh_CN") == "zh_CN"
    # One that an earlier or later version knew.
    assert language_in_use("tlh") == "en"


def test_sentences_buttons_of_qt_and_dates_follow(speaking):
    def words() -> tuple[str, str, str]:
        return (
            QCoreApplication.translate("Menus", "&File"),
            QCoreApplication.translate("QPlatformTheme", "Cancel"),
            QLocale().name(),
        )

    speaking.use("zh_CN")
    assert words() == ("文件(&F)", "取消", "zh_CN")
    speaking.use("en")
    file, cancel, locale = words()
    assert (file, cancel) == ("&File", "Cancel")
    assert locale.startswith("en")
