from __future__ import annotations

import pytest

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.convert.mxnet.symbol_graph import Node
from birdeye.convert.registry import Registry


def convert_nothing(node, graph, builder):
    raise AssertionError("not called")


def test_second_claim_to_an_operator_raises_and_changes_nothing():
    registry = Registry("converter")
    registry.register("One")(convert_nothing)
    with pytest.raises(ValueError, match="registered twice: One"):
        registry.register("Two", "One")
    assert registry.operators() == ("One",)


def test_unknown_operator_lists_the_known_ones():
    registry = Registry("converter")
    registry.register("One", "Two")(convert_nothing)
    with pytest.raises(KeyError, match=r"Three.*One, Two"):
        registry["Three"]


def test_all_problems_are_found_at_once():
    registry = Registry("converter")
    registry.register("Picky", unless=lambda node: f"layout={node.attributes['layout']}")(
        convert_nothing
    )
    nodes = [
        Node(1, "Picky", "first", attributes=Attributes({"layout": "NHWC"})),
        Node(2, "Unheard", "second", written_operator="Unheard"),
    ]
    problems = registry.problems(nodes)
    assert len(problems) == 2
    assert "“first”: layout=NHWC" in problems[0]
    assert "Unheard “second”" in problems[1]


def test_uses_of_one_operator_are_counted_and_not_listed():
    nodes = [Node(n, "QActivation", f"act{n}", written_operator="QActivation") for n in range(16)]
    assert Registry("converter").problems(nodes) == (
        "QActivation, 16 times: this operator is not known",
    )
