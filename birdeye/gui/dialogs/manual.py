"""Shows the manual that comes with the program, to be read beside the window and searched."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDesktopServices,
    QFont,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QWidget,
)

from birdeye.gui.layouts import in_column
from birdeye.gui.theme import Theme

_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_BLOCK = Qt.ItemDataRole.UserRole


class ManualDialog(QDialog):
    """Headings on the left, the text on the right.

    A link to another text of the program is followed here, one to the web by the browser of the
    desktop; to what is not installed there is no link.
    """

    def __init__(self, file: Path, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._file = file
        self.setWindowTitle(self.tr("Manual"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setSizeGripEnabled(True)
        self.contents = QListWidget(objectName="formatList", accessibleName=self.tr("Contents"))
        self.text = QTextBrowser(accessibleName=self.tr("Manual"), openLinks=False)
        self.search = QLineEdit(
            clearButtonEnabled=True, placeholderText=self.tr("Find in the text")
        )
        self.search.setAccessibleName(self.tr("Find in the text"))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(self.contents)
        halves.addWidget(self.text)
        halves.setSizes([200, 920])
        halves.setStretchFactor(1, 1)
        halves.setChildrenCollapsible(False)
        in_column(self.search, (halves, 1), spacing=10, margins=(14, 12, 14, 12), of=self)
        self.resize(1140, 680)
        self.contents.itemClicked.connect(self._go_to)
        self.contents.itemActivated.connect(self._go_to)
        self.text.anchorClicked.connect(self._follow)
        self.search.textEdited.connect(self._find_anew)
        self.search.returnPressed.connect(self._find_next)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.search.setFocus)
        QShortcut(QKeySequence(QKeySequence.StandardKey.FindNext), self, self._find_next)
        theme.changed.connect(self._show)
        self._show()
        self.text.setFocus()

    def _show(self) -> None:
        """Show `_file`, in the colours of the theme."""
        written = self._file.read_text(encoding="utf-8")
        document = self.text.document()
        self.text.setMarkdown(without_dead_links(written, self._file.parent))
        document.setDocumentMargin(18)
        _dress(document, self._theme)
        self.contents.clear()
        for block in _blocks(document):
            level = block.blockFormat().headingLevel()
            if level in (2, 3):
                item = QListWidgetItem("    " * (level - 2) + block.text())
                item.setData(_BLOCK, block.blockNumber())
                self.contents.addItem(item)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _go_to(self, item: QListWidgetItem) -> None:
        block = self.text.document().findBlockByNumber(item.data(_BLOCK))
        place = self.text.document().documentLayout().blockBoundingRect(block)
        self.text.verticalScrollBar().setValue(round(place.top()) - 8)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() in ("http", "https"):
            QDesktopServices.openUrl(link)
        elif not link.scheme():
            target = _target(link.path(), self._file.parent)
            if target.is_file():
                self._file = target
                self._show()

    def _find_anew(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self._find_next()

    def _find_next(self) -> None:
        words = self.search.text()
        if words and not self.text.find(words):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words)


def without_dead_links(markdown: str, folder: Path) -> str:
    """``markdown`` with plain words for pictures, and for links to files that are not there, seen
    from ``folder``."""

    def kept(link: re.Match[str]) -> str:
        picture, words, target = link.groups()
        url = QUrl(target)
        is_alive = not picture and (
            url.scheme() in ("http", "https")
            or (
                not url.scheme()
                and url.path().endswith(".md")
                and _target(url.path(), folder).is_file()
            )
        )
        return link.group() if is_alive else words

    return _LINK.sub(kept, markdown)


def _target(path: str, folder: Path) -> Path:
    return (folder / path).resolve()


def _blocks(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def _dress(document: QTextDocument, theme: Theme) -> None:
    """Give tables lines, code its ground, and headings room, none of which Markdown has."""
    colours = theme.colours
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format().toTableFormat()
            shape.setBorder(1)
            shape.setBorderCollapse(True)
            shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            shape.setBorderBrush(QBrush(QColor(colours.border)))
            shape.setCellPadding(5)
            frame.setFormat(shape)
    for block in _blocks(document):
        cursor = QTextCursor(block)
        spacing = block.blockFormat()
        if spacing.headingLevel():
            spacing.setTopMargin(18)
            spacing.setBottomMargin(6)
            cursor.setBlockFormat(spacing)
        for one in block.textFormats():
            if one.format.fontFixedPitch():
                _set_code(cursor, block.position() + one.start, one.length, colours.hover)


def _set_code(cursor: QTextCursor, start: int, length: int, ground: str) -> None:
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    shape = cursor.charFormat()
    shape.setFontFamilies(["monospace"])
    shape.setFontStyleHint(QFont.StyleHint.Monospace)
    shape.setBackground(QColor(ground))
    cursor.setCharFormat(shape)
