"""Questions to the user, each a function that returns plain values, so that tests can answer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

_translate = QCoreApplication.translate


def for_photos(parent: QWidget, folder: str) -> list[Path]:
    """The photos that were chosen, none when the dialog was cancelled."""
    from birdeye.imaging.formats import PHOTO_SUFFIXES

    patterns = " ".join(f"*{suffix}" for suffix in sorted(PHOTO_SUFFIXES))
    photos = _translate("Ask", "Photos ({0})").format(patterns)
    everything = _translate("Ask", "All files (*)")
    names, _ = QFileDialog.getOpenFileNames(
        parent, _translate("Ask", "Open photos"), folder, f"{photos};;{everything}"
    )
    return [Path(name) for name in names]


def for_folder(parent: QWidget, folder: str) -> Path | None:
    """The folder of photos that was chosen, None when the dialog was cancelled, as for those
    below."""
    return _folder(parent, _translate("Ask", "Open folder"), folder)


def for_pack_file(parent: QWidget, folder: str) -> Path | None:
    """The .birdpack file that was chosen."""
    kind = _translate("Ask", "Model packs (*.birdpack *.zip)")
    return _file(parent, _translate("Ask", "Add a model"), folder, kind)


def for_pack_folder(parent: QWidget, folder: str) -> Path | None:
    """The folder of a model pack that was chosen."""
    return _folder(parent, _translate("Ask", "Add a model"), folder)


def for_model_files(parent: QWidget, folder: str) -> Path | None:
    """The folder with a model's published files."""
    return _folder(parent, _translate("Ask", "Choose the folder with the model’s files"), folder)


def for_checkpoint(parent: QWidget, folder: str) -> Path | None:
    """The file of a network, one of the two of a checkpoint."""
    kind = _translate("Ask", "Networks (*-symbol.json *.params *.onnx *.tflite *.zip)")
    return _file(parent, _translate("Ask", "Choose a checkpoint"), folder, kind)


def for_label_file(parent: QWidget, folder: str) -> Path | None:
    """The file with the names of a network's outputs."""
    kind = _translate("Ask", "Labels (*.txt *.csv *.names);;All files (*)")
    return _file(parent, _translate("Ask", "Choose the names of the classes"), folder, kind)


def for_export_folder(parent: QWidget, folder: str) -> Path | None:
    """The folder to export to."""
    return _folder(parent, _translate("Ask", "Export"), folder)


def for_export_file(parent: QWidget, suggested: Path) -> Path | None:
    """The file to export to; asks before one is replaced."""
    name, _ = QFileDialog.getSaveFileName(parent, _translate("Ask", "Export"), str(suggested))
    return Path(name) if name else None


def _folder(parent: QWidget, title: str, folder: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(name) if name else None


def _file(parent: QWidget, title: str, folder: str, kind: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kind)
    return Path(name) if name else None


def whether_to_remove_pack(parent: QWidget, title: str) -> bool:
    """Whether the user really wants the model of that name deleted."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon, _translate("Ask", "Remove a model"), "", parent=parent
    )
    box.setText(_translate("Ask", "Remove the model “{0}”?").format(title))
    box.setInformativeText(
        _translate("Ask", "Its files are deleted from this computer. Your photos are not touched.")
    )
    remove = box.addButton(_translate("Ask", "&Remove"), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    return box.clickedButton() is remove


def show_dialog(dialog: QDialog) -> None:
    """Open ``dialog`` over its window, which goes on, and forget it once it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
