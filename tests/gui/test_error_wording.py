"""Errors of lower layers are said in the language of the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from birdeye.domain.errors import (
    CannotWrite,
    CheckpointInvalid,
    LabelsUnresolved,
    OperatorUnsupported,
    PackInvalid,
    PhotoUnreadable,
    RecipeMismatch,
    UnresolvedLabel,
)
from birdeye.gui import error_wording

ERRORS = (
    PhotoUnreadable(Path("a b.jpg"), "it is damaged", "Copy it again from the camera or the card."),
    PhotoUnreadable(Path("x. Y.jpg"), "the file is empty (0 bytes)", "Open it again."),
    CannotWrite(Path("birds.csv"), "No space left on device"),
    PackInvalid("tiny", ["it is not a file"]),
)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_in_english_nothing_is_changed(qapp, error):
    assert error_wording.in_words(str(error)) == str(error)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_in_chinese_only_names_stay(chinese, error):
    said = error_wording.in_words(str(error))
    names = ("a b.jpg", "x. Y.jpg", "birds.csv", "tiny")
    left = said
    for name in names:
        left = left.replace(name, "")
    assert not [letter for letter in left if letter.isascii() and letter.isalpha()], said
    assert any(name in said for name in names)


def test_what_is_not_known_stays_as_it_is(chinese):
    sentence = "The moon is in the way. Wait for a cloud."
    assert error_wording.in_words(sentence) == sentence


FROM_OUTSIDE = {
    CheckpointInvalid("“a-symbol.json”", "it has no outputs (“heads” is empty)", "Get it again."): (
        "“a-symbol.json”：它没有输出（“heads”为空）。请重新获取。"
    ),
    CheckpointInvalid("Pooling “pool1”", "a window of (3, 3) does not fit 2 rows"): (
        "Pooling “pool1”：大小为 (3, 3) 的窗口与 2 行不符。"
    ),
    OperatorUnsupported("“a”", ["Custom “x”: this operator is not known"]): (
        "无法转换“a”，因为它用到了 Birdeye 不支持的内容：Custom “x”：不认识这个算子。"
        "没有写入任何内容。"
    ),
    LabelsUnresolved("“names.txt”", [UnresolvedLabel(3, "Robn", ("Robin", "Rosn"))], 1200): (
        "“names.txt”：其 1,200 个标签中有 1 个不是 Birdeye 认识的鸟种："
        "第 3 行“Robn”（也许是 Robin, Rosn）。"
        "请更正它们，或标明它们不是鸟或不作命名。"
    ),
    PackInvalid(
        "tiny", ["title is missing; it must be a text in quotation marks", "x.csv is empty"]
    ): (
        "无法使用模型包“tiny”：缺少 title；它必须是引号中的文本；x.csv 为空。"
        "请重新获取一份，或询问其制作者。"
    ),
    RecipeMismatch("net.onnx", ["it has 3 bytes instead of 4"]): (
        "“net.onnx”与配方的要求不符：它有 3 字节，而应为 4 字节。没有安装任何内容。"
    ),
}


@pytest.mark.parametrize("error", FROM_OUTSIDE, ids=lambda error: type(error).__name__)
def test_errors_of_networks_and_packs_are_said_in_chinese(chinese, error):
    assert error_wording.in_words(str(error)) == FROM_OUTSIDE[error]


@pytest.mark.parametrize("error", FROM_OUTSIDE, ids=lambda error: type(error).__name__)
def test_and_in_english_as_they_are(qapp, error):
    assert error_wording.in_words(str(error)) == str(error)


def test_a_long_text_that_is_not_known_ends(chinese):
    """Its ends and colons could be combined in more ways than anybody can wait for."""
    sentence = "Foo: bar: baz; qux. Of: that. " * 30
    assert error_wording.in_words(sentence).replace(" ", "") == sentence.replace(" ", "")
