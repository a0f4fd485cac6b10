"""What the user says of the birds of a species in a photo: number, sex, age, behaviour."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from birdeye.domain.counts import MOST_BIRDS, LifeStage, Sex, Statement
from birdeye.domain.records import BirdRecord, PhotoRecord
from birdeye.gui import enumeration, wording
from birdeye.gui.layouts import in_column, in_row
from birdeye.gui.panels.number_field import NumberField

_translate = QCoreApplication.translate

BEHAVIOURS = (
    *("foraging", "singing", "calling", "flying over", "resting", "preening", "bathing"),
    *("courtship display", "carrying nesting material", "building a nest", "on a nest"),
    *("carrying food", "feeding young", "begging"),
)
"""Words of Darwin Core's ``behavior`` and eBird's codes; stored in English, as databases want."""


class CountFields(QWidget):
    """A line that opens into fields. ``stated(Statement | None)`` when one of them was edited;
    None takes all back, so that boxes count. ``left()`` when keys mean commands again."""

    stated = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._statement = Statement()
        self._shown: tuple[object, ...] = ()
        self.toggle = QToolButton(objectName="linkButton", checkable=True)
        self.toggle.setText(self.tr("Count, sex, age…"))
        self.toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.summary = QLabel(objectName="photoFacts", wordWrap=True)
        self.count = NumberField(maximum=MOST_BIRDS, keyboardTracking=False)
        self.count.setAccessibleName(self.tr("How many birds"))
        self.is_minimum = QCheckBox(self.tr("or more"))
        self.sex = QComboBox(accessibleName=self.tr("Sex"))
        self.life_stage = QComboBox(accessibleName=self.tr("Age"))
        self.behaviour = QComboBox(editable=True, accessibleName=self.tr("Behaviour"))
        self._words = QLineEdit(placeholderText=self.tr("Behaviour"))
        self.behaviour.setLineEdit(self._words)
        self._fill()
        self._fields = QWidget()
        self._lay_out()
        for field in (self.count, self.sex, self.life_stage, self.behaviour, self._words):
            field.installEventFilter(self)
        for choice in (self.sex, self.life_stage, self.behaviour):
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.count.lineEdit().installEventFilter(self)
        self.toggle.toggled.connect(self._fields.setVisible)
        self.count.valueChanged.connect(self._on_edited)
        self.is_minimum.clicked.connect(self._on_edited)
        self.sex.activated.connect(self._on_edited)
        self.life_stage.activated.connect(self._on_edited)
        self._words.editingFinished.connect(self._on_edited)
        self.behaviour.activated.connect(self._on_edited)
        self._fields.hide()

    def show_bird(self, record: PhotoRecord, bird: BirdRecord) -> None:
        """Show what was said of the taxon by which ``bird`` goes, in this photo."""
        taxon = bird.rank, bird.taxon
        boxes = sum((each.rank, each.taxon) == taxon for each in record.birds)
        statement = record.statements.get(taxon, Statement())
        shown = (record.photo_id, taxon, boxes, statement)
        if shown == self._shown:
            return
        same_bird = shown[:2] == self._shown[:2]
        self._shown, self._statement = shown, statement
        self.count.setSpecialValueText(
            wording.counted(boxes, self.tr("{0} box"), self.tr("{0} boxes"))
        )
        with QSignalBlocker(self.count):  # the other fields tell only what the user does
            self.count.setValue(statement.count or 0)
        self.is_minimum.setChecked(statement.is_minimum)
        self.is_minimum.setEnabled(statement.count is not None)
        self.sex.setCurrentIndex(max(0, self.sex.findData(statement.sex)))
        self.life_stage.setCurrentIndex(max(0, self.life_stage.findData(statement.life_stage)))
        self._show_behaviour(statement.behaviour)
        self.summary.setText(in_words(statement))
        if not same_bird:
            self.toggle.setChecked(statement != Statement())

    @property
    def statement(self) -> Statement:
        """What the fields say."""
        count = self.count.value() or None
        behaviour = self.behaviour.currentText().strip()
        chosen = self.behaviour.findText(behaviour)
        return Statement(
            count,
            count is not None and self.is_minimum.isChecked(),
            self.sex.currentData(),
            self.life_stage.currentData(),
            self.behaviour.itemData(chosen) if chosen > 0 else behaviour,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys typed here are no commands; Enter and Escape lead back to the photo. The wheel
        scrolls the panel, so that nobody states by chance what they never saw."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        if isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.ShiftModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if event.type() is QEvent.Type.ShortcutOverride and plain:
                event.accept()
                return True
            ends = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
            if event.type() is QEvent.Type.KeyPress and event.key() in ends:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _show_behaviour(self, behaviour: str) -> None:
        known = self.behaviour.findData(behaviour) if behaviour else 0
        self.behaviour.setCurrentIndex(max(0, known))
        if known < 0:
            self.behaviour.setEditText(behaviour)

    def _fill(self) -> None:
        self.sex.addItem(self.tr("Sex"), None)
        for sex in Sex:
            self.sex.addItem(sex_name(sex), sex)
        self.life_stage.addItem(self.tr("Age"), None)
        for stage in LifeStage:
            self.life_stage.addItem(life_stage_name(stage), stage)
        self.behaviour.addItem("", "")
        for behaviour in BEHAVIOURS:
            self.behaviour.addItem(behaviour_name(behaviour), behaviour)

    def _lay_out(self) -> None:
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 6, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.count, 0, 0)
        grid.addWidget(self.is_minimum, 0, 1)
        grid.addWidget(self.sex, 1, 0)
        grid.addWidget(self.life_stage, 1, 1)
        grid.addWidget(self.behaviour, 2, 0, 1, 2)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        head = in_row((self.toggle, Qt.AlignmentFlag.AlignLeft), (self.summary, 1), spacing=8)
        in_column(head, self._fields, spacing=0, of=self)

    def _on_edited(self) -> None:
        statement = self.statement
        self.is_minimum.setEnabled(statement.count is not None)
        if statement != self._statement:
            self._statement = statement
            self.stated.emit(None if statement == Statement() else statement)


def in_words(statement: Statement) -> str:
    """“40 or more, male, adult, singing”."""
    count = ""
    if statement.count is not None:
        count = wording.count_of_birds(statement.count)
        if statement.is_minimum:
            count = _translate("CountFields", "{0} or more").format(wording.figure(statement.count))
    words = (
        count,
        "" if statement.sex is None else sex_name(statement.sex),
        "" if statement.life_stage is None else life_stage_name(statement.life_stage),
        behaviour_name(statement.behaviour),
    )
    return enumeration.listed(words)


def sex_name(sex: Sex) -> str:
    """The sex, translated."""
    return {
        Sex.FEMALE: _translate("CountFields", "female"),
        Sex.MALE: _translate("CountFields", "male"),
    }[sex]


def life_stage_name(stage: LifeStage) -> str:
    """The age, translated."""
    return {
        LifeStage.ADULT: _translate("CountFields", "adult"),
        LifeStage.SUBADULT: _translate("CountFields", "immature"),
        LifeStage.JUVENILE: _translate("CountFields", "juvenile"),
    }[stage]


def behaviour_name(behaviour: str) -> str:
    """One of `BEHAVIOURS`, translated; other words as they are."""
    return {
        "foraging": _translate("CountFields", "foraging"),
        "singing": _translate("CountFields", "singing"),
        "calling": _translate("CountFields", "calling"),
        "flying over": _translate("CountFields", "flying over"),
        "resting": _translate("CountFields", "resting"),
        "preening": _translate("CountFields", "preening"),
        "bathing": _translate("CountFields", "bathing"),
        "courtship display": _translate("CountFields", "courtship display"),
        "carrying nesting material": _translate("CountFields", "carrying nesting material"),
        "building a nest": _translate("CountFields", "building a nest"),
        "on a nest": _translate("CountFields", "on a nest"),
        "carrying food": _translate("CountFields", "carrying food"),
        "feeding young": _translate("CountFields", "feeding young"),
        "begging": _translate("CountFields", "begging"),
    }.get(behaviour, behaviour)
