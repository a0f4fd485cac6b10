"""The line that says how far a batch is."""

from __future__ import annotations

import io

import pytest

from birdeye.cli.display import columns_of, padded, shortened
from birdeye.cli.progress import Progress
from birdeye.domain.terminal_text import printable


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_rate_and_time_left_follow_the_clock():
    clock = Clock()
    progress = Progress(Terminal(), 210, clock=clock)
    assert progress.summary() == "0 of 210 photos"
    for _ in range(10):
        clock.now += 0.5
        progress.advance("a.jpg")
    assert progress.summary() == "10 of 210 photos, 2.0 a second, 1:40 left"


def test_hours_are_shown_as_hours():
    clock = Clock()
    progress = Progress(Terminal(), 100_000, clock=clock)
    clock.now = 1.0
    progress.advance("a.jpg")
    assert progress.summary().endswith("1.0 a second, 27:46:39 left")


def test_rate_forgets_what_is_long_ago():
    clock = Clock()
    progress = Progress(Terminal(), 1000, clock=clock)
    for seconds in [10.0] * 20 + [1.0] * 200:
        clock.now += seconds
        progress.advance("a.jpg")
    assert progress.rate() == pytest.approx(1.0)


def test_line_is_repainted_not_more_often_than_eyes_follow(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    clock, terminal = Clock(), Terminal()
    progress = Progress(terminal, 1000, clock=clock)
    for _ in range(100):
        clock.now += 0.01
        progress.advance("翠鸟" * 30 + ".jpg")
    lines = terminal.getvalue().split("\r")[1:]
    assert 5 <= len(lines) <= 11
    assert all(columns_of(line) < 60 for line in lines)


def test_nothing_is_written_where_no_one_looks():
    stream = io.StringIO()
    progress = Progress(stream, 2)
    progress.advance("a.jpg")
    progress.clear()
    assert stream.getvalue() == ""


def test_clearing_takes_the_line_away_once():
    terminal = Terminal()
    progress = Progress(terminal, 2)
    progress.advance("a.jpg")
    progress.clear()
    length = len(terminal.getvalue())
    progress.clear()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert len(terminal.getvalue()) == length


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("翠鸟", 4), ("e\u0301", 1), ("", 0)])
def test_columns(text, columns):
    assert columns_of(text) == columns
    assert columns_of(padded(text, 7)) == 7


@pytest.mark.parametrize(
    ("columns", "expected"), [(9, "普通翠鸟!"), (8, "普通翠…"), (7, "普通翠…"), (1, "…"), (0, "")]
)
def test_shortened_text_fits(columns, expected):
    assert shortened("普通翠鸟!", columns) == expected


def test_names_do_not_command_the_terminal():
    assert printable("a\x1b[2J\nb\u202ec.jpg") == "a\ufffd[2J\ufffdb\ufffdc.jpg"
