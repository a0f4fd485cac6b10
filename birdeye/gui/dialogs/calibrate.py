"""Shows what a model's figures are worth by the birds that the user named, and fits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLocale, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from birdeye.gui import pack_wording, wording
from birdeye.gui.dialogs.dialog_parts import column_of
from birdeye.gui.panels.plain_label import PlainLabel
from birdeye.gui.tasks.calibrating import Calibrating

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack
    from birdeye.workflows.calibration.calibrate_pack import Calibration
    from birdeye.workflows.calibration.share import Share

_WIDTH = 560
_PICTURE_SIDE = 380


class CalibrateDialog(QDialog):
    """Progress first, then the figures before and after; nothing changes until the user says."""

    def __init__(self, work: Calibrating, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Calibrate with reviewed birds"))
        self._work = work
        self._calibration: Calibration | None = None
        self.text = PlainLabel(
            self.tr(
                "Birdeye compares what “{0}” says of the birds that you named with the names that "
                "you gave, so that “likely” and “almost certain” are right as often as they say."
            ).format(pack_wording.title(pack))
        )
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("Reliability before and after"))
        self.picture.hide()
        self.progress = QProgressBar(textVisible=False, accessibleName=self.tr("Progress"))
        self.progress.setRange(0, 0)
        self.status = PlainLabel(objectName="fieldHint")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self.use_button = self.buttons.addButton(self.tr("&Use these figures"), role)
        self.use_button.setEnabled(False)
        parts = self.text, self.picture, self.progress, self.status, self.buttons
        whole = column_of(self, *parts, spacing=14)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # `_fit` does it
        self.setMinimumWidth(_WIDTH)
        self.buttons.accepted.connect(self._use)
        self.buttons.rejected.connect(self.reject)
        work.looked.connect(self._on_looked)
        work.found.connect(self._on_found)
        work.installed.connect(self._on_installed)
        work.failed.connect(self._on_failed)
        self.finished.connect(work.cancel)
        work.calibrate(pack)

    def _on_looked(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_found(self, calibration: Calibration) -> None:
        self._calibration = calibration
        self.progress.hide()
        locale, before, after = QLocale(), calibration.before, calibration.after
        errors = [locale.toString(100 * each.reliability.error, "f", 1) for each in (before, after)]
        rows = [
            self.tr("You named {0} of {1}.").format(
                wording.count_of_birds(calibration.known.photos),
                wording.count_of_species(calibration.known.species),
            ),
            self.tr(
                "Its percentages are {0} points off on average; fitted, they are {1} points off on "
                "photos that the fit did not see."
            ).format(*errors),
            self.tr("Of what it claims, {0} is right now, and {1} then.").format(
                *(self._share(each.shares["claimed: right"]) for each in (before, after))
            ),
            self.tr("It claims {0} of the birds now, and {1} then.").format(
                *(self._share(each.shares["claimed"]) for each in (before, after))
            ),
            self.tr(
                "If you mostly confirmed where it was right, these figures look better than they "
                "are."
            ),
        ]
        self.status.setText("\n".join(rows))
        self._show_picture(calibration.picture)
        self.use_button.setEnabled(True)
        self._fit()

    def _fit(self) -> None:
        """As high as the words and the picture need; as wide as the user wants."""
        width = max(_WIDTH, self.width())
        self.resize(width, self.layout().totalHeightForWidth(width))

    def _share(self, share: Share) -> str:
        if not share.n:
            return self.tr("nothing")
        return wording.percent_of(share.value)

    def _show_picture(self, svg: str) -> None:
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        size = renderer.defaultSize()
        size.scale(_PICTURE_SIDE, _PICTURE_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(size * ratio)
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        self.picture.show()

    def _use(self) -> None:
        if self._calibration is not None:
            self.use_button.setEnabled(False)
            self._work.install(self._calibration)

    def _on_installed(self, title: str) -> None:
        self.status.setText(self.tr("“{0}” is calibrated from now on.").format(title))

    def _on_failed(self, sentence: str) -> None:
        self.progress.hide()
        self.status.setText(sentence)
        self._fit()
