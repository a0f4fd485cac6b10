"""Fonts and line heights for names in any script, next to each other.

Most fonts have no Chinese characters: Qt takes them from another font, which is higher and may be
of another weight. `QFontMetrics` knows nothing of it, so what is drawn by hand asks here.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QTextLayout

_WITH_CHINESE = (
    *("Microsoft YaHei UI", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC"),
    *("Source Han Sans SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei"),
)
"""The sans-serif fonts for simplified Chinese of Windows, macOS and the Linux desktops."""

_TALL = "Åg鳥鴉ぱ한"


def with_chinese(font: QFont) -> QFont:
    """``font``, with a Chinese one of the same weight for the characters that it lacks.

    Without it the system picks any font, which may be a bold or a Japanese one.
    """
    whole = QFont(font)
    own = font.families() or [font.family()]
    whole.setFamilies([*own, *(name for name in _WITH_CHINESE if name not in own)])
    return whole


def line_height(font: QFont) -> float:
    """Device-independent pixels that a line of names in any script takes."""
    return _line_height(font.toString(), tuple(font.families()))


@lru_cache(maxsize=64)
def _line_height(font_key: str, families: tuple[str, ...]) -> float:
    layout = QTextLayout(_TALL, font_of(font_key, families))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.height()


def font_of(font_key: str, families: tuple[str, ...]) -> QFont:
    """The font that `QFont.toString` wrote as ``font_key``, with the families that it omits."""
    font = QFont()
    font.fromString(font_key)
    if families:
        font.setFamilies(families)
    return font
