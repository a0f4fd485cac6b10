"""The suite's own parts: that a section which cannot run is told, and that numbers read well."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from tests.benchmarks import suite
from tests.benchmarks.line_plot import Line, Panel, write_plot
from tests.benchmarks.measuring import Unavailable, by_turns, figure, ratios


def section_of(*values):
    def figures(_settings):
        for value in values:
            if isinstance(value, Exception):
                raise value
            yield figure("it", "ms", [value], "at most 2")

    return figures


def run(monkeypatch, tmp_path, section):
    monkeypatch.setattr(suite, "SECTIONS", {"it": section})
    code = suite.main(["--json", str(tmp_path / "figures.json")])
    return code, json.loads((tmp_path / "figures.json").read_text())["sections"]["it"]


def test_figures_go_to_table_and_json(monkeypatch, tmp_path, capsys):
    code, told = run(monkeypatch, tmp_path, section_of(1.2345))
    assert code == 0
    assert told["figures"][0]["median"] == 1.2345
    assert "1.23 ms    (1.23 to 1.23, n 1)" in capsys.readouterr().out


def test_what_cannot_be_measured_is_left_out_with_a_sentence(monkeypatch, tmp_path):
    code, told = run(monkeypatch, tmp_path, section_of(1.0, Unavailable("There is no MXNet.")))
    assert (code, told["left_out"], len(told["figures"])) == (0, "There is no MXNet.", 1)


def test_failure_of_a_section_is_the_exit_code(monkeypatch, tmp_path):
    code, told = run(monkeypatch, tmp_path, section_of(ZeroDivisionError("no")))
    assert code == 1 and "ZeroDivisionError" in told["failure"]


def test_unknown_section_is_refused():
    with pytest.raises(SystemExit) as ended:
        suite.main(["nonsense"])
    assert ended.value.code == 2


def test_turns_are_taken_and_warming_does_not_count():
    taken = []

    def task(name):
        return lambda: taken.append(name) or len(taken)

    values = by_turns({"a": task("a"), "b": task("b")}, rounds=2)
    assert taken == ["a", "b"] * 3
    assert values == {"a": [3, 5], "b": [4, 6]}
    assert ratios(values["b"], values["a"]) == [4 / 3, 6 / 5]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.01234, "0.0123"), (5.5, "5.50"), (123.4, "123"), (9e4, "90000")],
)
def test_numbers_have_three_digits(value, shown):
    assert suite.number(value) == shown


def test_plot_is_well_formed_and_straight_lines_are_straight(tmp_path):
    path = tmp_path / "plot.svg"
    write_plot(path, [Panel("n & m", "ms", (Line({1: 10.0, 2: 20.0, 4: 40.0}),))])
    circles = [each for each in ElementTree.parse(path).iter() if each.tag.endswith("circle")]
    (x1, y1), (x2, y2), (x4, y4) = [(float(c.get("cx")), float(c.get("cy"))) for c in circles]
    assert (y2 - y1) / (x2 - x1) == pytest.approx((y4 - y2) / (x4 - x2), rel=0.02)
