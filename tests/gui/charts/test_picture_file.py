"""Charts as files: what they hold, and what is unharmed where they cannot be written."""

from collections import Counter
from datetime import date
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from birdeye.domain.errors import CannotWrite
from birdeye.domain.identification import Rank
from birdeye.gui.charts.chart import ChartStyle
from birdeye.gui.charts.confidence import ConfidenceChart
from birdeye.gui.charts.days import DaysChart
from birdeye.gui.charts.picture_file import save_chart
from birdeye.gui.charts.seasons import SeasonsChart
from birdeye.gui.charts.sightings_map import SightingsMap
from birdeye.gui.theme import DARK, LIGHT
from birdeye.workflows.summarise import CONFIDENCE_BINS, TaxonLine


def line(taxon, months):
    return TaxonLine(Rank.SPECIES, taxon, bird_count=sum(months.values()), months=Counter(months))


def charts(empty):
    return [
        DaysChart({} if empty else {date(2024, 5, 1): 3}),
        ConfidenceChart([0 if empty else 4] * CONFIDENCE_BINS),
        SeasonsChart([] if empty else [line("Parus major", {3: 5})], lambda name: "Great Tit"),
        SightingsMap({} if empty else {(52.5, 13.4): 2}, None),
    ]


@pytest.fixture
def style(qapp):
    return ChartStyle(LIGHT, QFont(qapp.font()))


@pytest.mark.parametrize("number", range(4))
def test_a_chart_is_painted_in_the_colour_of_its_theme(style, tmp_path, number):
    for colours in (LIGHT, DARK):
        file = tmp_path / f"{colours.panel}.png"
        save_chart(charts(empty=False)[number], ChartStyle(colours, style.font), file)
        image = QImage(str(file))
        assert (image.width(), image.height()) == (2400, 1600)
        assert image.pixelColor(0, 0) == QColor(colours.panel)
        seen = {image.pixel(x, y) for x in range(0, 2400, 7) for y in range(0, 1600, 7)}
        assert len(seen) > 3


@pytest.mark.parametrize("number", range(4))
def test_an_svg_is_whole_and_names_the_chart(style, tmp_path, number):
    chart = charts(empty=False)[number]
    save_chart(chart, style, tmp_path / "chart.svg")
    root = ElementTree.parse(tmp_path / "chart.svg").getroot()
    assert root.tag.endswith("svg")
    title = next(element for element in root.iter() if element.tag.endswith("title"))
    assert title.text == chart.title


@pytest.mark.parametrize("number", range(4))
def test_a_chart_of_nothing_says_so(style, tmp_path, number):
    save_chart(charts(empty=True)[number], style, tmp_path / "chart.svg")
    assert "No " in (tmp_path / "chart.svg").read_text("utf-8")


def test_charts_say_in_words_what_they_show(qapp):
    days, confidence, seasons, places = charts(empty=False)
    assert "3" in days.summary
    assert confidence.summary.startswith("uncertain: 40; likely: 24")
    assert seasons.summary.startswith("Great Tit: ")
    assert places.summary == "1 place"


def test_what_was_there_before_is_unharmed(style, tmp_path):
    folder = tmp_path / "gone"
    with pytest.raises(CannotWrite):
        save_chart(charts(empty=False)[0], style, folder / "chart.png")
    target = tmp_path / "folder.png"
    target.mkdir()
    with pytest.raises(CannotWrite):
        save_chart(charts(empty=False)[0], style, target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.png"]


@pytest.mark.parametrize("width", [620, 800, 1060])
def test_the_words_of_the_surest_band_are_whole(style, width):
    drawn = []
    canvas = QImage(width, 480, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    room = QRectF(0, 0, width, 480)
    recorder = RecordingPainter(painter, drawn)
    charts(empty=False)[1].paint(recorder, room, style)
    painter.end()
    place = next(place for place, text in drawn if text == "almost certain")
    assert place.right() <= room.right()
    needed = QFontMetricsF(style.small).horizontalAdvance("almost certain")
    assert place.width() >= needed


class RecordingPainter:
    """A painter that notes the texts that it draws, and where."""

    def __init__(self, painter, drawn):
        self._painter, self._drawn = painter, drawn

    def __getattr__(self, name):
        return getattr(self._painter, name)

    def drawText(self, place, flags, text):
        self._drawn.append((place, text))
        self._painter.drawText(place, flags, text)
