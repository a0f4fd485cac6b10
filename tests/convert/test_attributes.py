from __future__ import annotations

import pytest

from birdeye.convert.mxnet.attributes import Attributes
from birdeye.domain.errors import CheckpointInvalid


def attributes(**values: str) -> Attributes:
    return Attributes(values, subject="Convolution “conv0”")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("(3, 3)", (3, 3)),
        ("[3,3]", (3, 3)),
        ("(3L, 3L)", (3, 3)),
        ("(3,)", (3,)),
        ("()", ()),
        ("7", (7,)),
        (" ( 1 ,-2 ) ", (1, -2)),
    ],
)
def test_tuples_of_every_era_are_read(text, values):
    assert attributes(kernel=text).integers("kernel") == values


def test_numbers_and_words_are_read():
    given = attributes(eps="2e-05", no_bias="1", layout=" NCHW ", axis="None", ratios="(1,2,.5)")
    assert given.number("eps") == 2e-5
    assert given.boolean("no_bias") is True
    assert given.text("layout") == "NCHW"
    assert given.optional_integer("axis", 1) is None
    assert given.numbers("ratios") == (1.0, 2.0, 0.5)


def test_none_may_stand_in_a_tuple():
    assert attributes(begin="(None, 2)").optional_integers("begin") == (None, 2)
    assert attributes(axis="None").optional_integers("axis") is None
    assert attributes(axis="(None,)").optional_integers("axis") == (None,)


def test_default_stands_in_for_what_is_left_out():
    assert attributes().integer("num_group", 1) == 1
    assert attributes().boolean("no_bias", False) is False


def test_missing_attribute_without_default_is_named():
    with pytest.raises(CheckpointInvalid, match=r"Convolution “conv0”.*“kernel” is missing"):
        attributes().integers("kernel")


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        ("integer", "3.5"),
        ("integer", "__import__('os')"),
        ("integer", "9" * 30),
        ("number", "one"),
        ("boolean", "yes"),
        ("integers", "(1, 2"),
        ("integers", "((1, 2), 3)"),
        ("integers", "(" + "1," * 5000 + ")"),
        ("numbers", "(1, x)"),
    ],
)
def test_what_does_not_parse_is_refused_with_node_and_attribute(reader, text):
    with pytest.raises(CheckpointInvalid, match=r"Convolution “conv0”.*“kernel”"):
        getattr(attributes(kernel=text), reader)("kernel")


def test_wrong_length_is_refused():
    with pytest.raises(CheckpointInvalid, match="does not have 2 items"):
        attributes(h_w="(1, 2, 3)").integers("h_w", length=2)


def test_unknown_choice_lists_the_known_ones():
    with pytest.raises(CheckpointInvalid, match="not one of channel, instance"):
        attributes(mode="both").text("mode", choices=("instance", "channel"))
