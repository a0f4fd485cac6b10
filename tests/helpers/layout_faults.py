"""What is wrong with a window on show: cut text, overlaps, parts out of reach, faint text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QLabel,
    QListView,
    QPushButton,
    QSplitterHandle,
    QTabBar,
    QToolBar,
    QToolButton,
    QWidget,
)

from birdeye.gui.panels.elided_label import ElidedLabel
from birdeye.gui.panels.overlay import Overlay
from birdeye.gui.wording import without_mnemonic

SLACK = 2
"""Device-independent pixels that a measure of text may be off."""

LEAST_CONTRAST = 4.0
"""WCAG asks for 4.5 of the colours; the edges of thin strokes never quite reach theirs."""


def faults_of(window: QWidget) -> list[str]:
    """One line for each fault, empty where there is none."""
    image = window.grab().toImage()
    return [
        *_cut(window),
        *_overlaps(window),
        *_out_of_reach(window),
        *_faint(window, image),
    ]


def lasting_faults_of(window: QWidget, patience_s: float = 5.0) -> list[str]:
    """Those that are still there once layouts have come to rest, which takes some events."""
    until = time.monotonic() + patience_s
    while (faults := faults_of(window)) and time.monotonic() < until:
        QTest.qWait(50)
    return faults


def _shown(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and widget.window() is window:
            yield widget


def _who(widget: QWidget) -> str:
    text = _text(widget)
    return f"{type(widget).__name__} {widget.objectName()} “{text}”"


def _cut(window: QWidget) -> Iterator[str]:
    for widget in _shown(window):
        match widget:
            case ElidedLabel():
                # Made to be cut; its tooltip has the rest. Its lines may not be cut in height.
                need = (0, widget.fontMetrics().height())
            case QLabel() if widget.text():
                need = _size_of_text(widget)
            case QPushButton() | QToolButton() | QCheckBox() if widget.text():
                hint = widget.minimumSizeHint()
                if widget.property("chip") or not isinstance(widget, QAbstractButton):
                    continue
                need = (hint.width() - 8, min(hint.height(), widget.fontMetrics().height()))
            case QTabBar():
                for tab in range(widget.count()):
                    if widget.tabRect(tab).width() + SLACK < widget.tabSizeHint(tab).width():
                        yield f"cut: tab “{widget.tabText(tab)}”"
                continue
            case QListView() if widget.model() is not None and widget.model().rowCount():
                option_height = widget.sizeHintForRow(0)
                line = widget.fontMetrics().height()
                if option_height < line:
                    yield f"cut: rows of {widget.objectName()}"
                continue
            case _:
                continue
        if need[0] > widget.contentsRect().width() + SLACK and not isinstance(widget, QCheckBox):
            yield f"cut in width: {_who(widget)}: {widget.width()} of {need[0]}"
        if need[1] > widget.height() + SLACK:
            yield f"cut in height: {_who(widget)}: {widget.height()} of {need[1]}"


def _size_of_text(label: QLabel) -> tuple[int, int]:
    if label.textFormat() == Qt.TextFormat.RichText:
        document = QTextDocument()
        document.setDefaultFont(label.font())
        document.setHtml(label.text())
        width = document.idealWidth()
        if label.wordWrap():
            return 0, label.heightForWidth(label.width())
        return round(width), label.fontMetrics().height()
    if label.wordWrap():
        longest = max(re.split(r"[\s/\\-]+", label.text()), key=len)
        wide = 0 if not longest.isascii() else label.fontMetrics().horizontalAdvance(longest)
        return wide, label.heightForWidth(label.width())
    lines = without_mnemonic(label.text()).split("\n")
    return (
        max(label.fontMetrics().horizontalAdvance(line) for line in lines),
        label.fontMetrics().height() * len(lines),
    )


def _overlaps(window: QWidget) -> Iterator[str]:
    for parent in (window, *_shown(window)):
        if isinstance(parent, QAbstractScrollArea | QTabBar):
            continue
        children = [
            one
            for one in parent.children()
            if isinstance(one, QWidget)
            and one.isVisibleTo(window)
            and not one.isWindow()
            and not isinstance(one, Overlay | QSplitterHandle)
            and (_says_something(one) or one.layout() is not None)
        ]
        for place, one in enumerate(children):
            for other in children[place + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > SLACK and common.height() > SLACK:
                    yield f"overlap: {_who(one)} and {_who(other)}"


def _says_something(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return bool(widget.text()) or not widget.pixmap().isNull()
    return True


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _out_of_reach(window: QWidget) -> Iterator[str]:
    inside = QRect(QPoint(), window.size())
    for widget in _shown(window):
        if isinstance(widget, QToolBar):
            for action in widget.actions() if window.width() >= 1024 else ():
                button = widget.widgetForAction(action)
                if isinstance(button, QToolButton) and not button.isVisibleTo(window):
                    yield f"behind the edge: {_who(button)}"
        if not isinstance(widget, QLabel | QAbstractButton) or _scrolls(widget, window):
            continue
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        if not inside.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(place):
            yield f"outside the window: {_who(widget)} at {place.getRect()}"


def _scrolls(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _faint(window: QWidget, image: QImage) -> Iterator[str]:
    ratio = image.devicePixelRatio()
    for widget in _shown(window):
        is_text = isinstance(widget, QLabel | QPushButton | QToolButton | QCheckBox)
        if not is_text or not widget.text() or not widget.isEnabled():
            continue
        if isinstance(widget, QToolButton) and (
            widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        ):
            continue
        seen = widget.visibleRegion().boundingRect()
        if seen.height() < widget.height() or seen.width() < widget.width():
            continue
        place = QRect(widget.mapTo(window, QPoint()), widget.size())
        found = contrast_in(image, QRect(place.topLeft() * ratio, place.size() * ratio))
        if found and found < LEAST_CONTRAST:
            yield f"faint, {found:.1f}:1: {_who(widget)}"
        if isinstance(widget, QLabel) and "<a " in widget.text():
            ground = _ground(image, QRect(place.topLeft() * ratio, place.size() * ratio))
            link = contrast(widget.palette().link().color(), ground)
            if link < 4.5:
                yield f"faint link, {link:.1f}:1: {_who(widget)}"


def colours_in(image: QImage, place: QRect) -> list[tuple[QColor, int]]:
    """The colours in a part of ``image`` with how often each is there, the commonest first."""
    shown = image.copy(place.intersected(image.rect())).convertToFormat(QImage.Format.Format_RGB32)
    if shown.isNull():
        return []
    pixels = np.frombuffer(shown.constBits(), np.uint32)
    values, counts = np.unique(pixels, return_counts=True)
    order = np.argsort(-counts)
    return [(QColor(int(values[each])), int(counts[each])) for each in order]


def _ground(image: QImage, place: QRect) -> QColor:
    return colours_in(image, place)[0][0]


def contrast_in(image: QImage, place: QRect) -> float:
    """WCAG's contrast of the commonest colour there and the one furthest from it, 0 for a blank."""
    colours = [colour for colour, _count in colours_in(image, place)]
    if len(colours) < 3:
        return 0.0
    return max(contrast(colour, colours[0]) for colour in colours)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
