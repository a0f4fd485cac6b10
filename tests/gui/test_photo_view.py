"""The photo view by itself, with real mouse events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage

from birdeye.gui.models.photo_levels import PhotoLevels
from birdeye.gui.photo_view.bird_overlay import BirdMark, Line
from birdeye.gui.photo_view.photo_view import PhotoView
from birdeye.gui.pixels import halved_levels
from birdeye.gui.store.bird_selection import NO_BIRD, BirdSelection
from birdeye.gui.theme import CANVAS
from tests.helpers.mouse import at, drag

LEFT = Qt.MouseButton.LeftButton
MARKS = (
    BirdMark(QRectF(200, 150, 240, 180), "House Sparrow", Line.NAMED),
    BirdMark(QRectF(600, 100, 100, 100), "Wren", Line.UNNAMED),
)


def a_photo(width=1000, height=600, colour="#404040"):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return PhotoLevels(width, height, halved_levels(image))


@pytest.fixture
def selection(qapp):
    return BirdSelection()


@pytest.fixture
def view(selection, qtbot):
    """A photo of two birds, fitted, the first of them selected."""
    view = PhotoView(selection)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    view.show_photo(a_photo())
    selection.settle(2, 0)
    view.set_marks(MARKS)
    view.boxes.set_enabled(True)
    return view


def box_near(*expected):
    """Within what a pixel of the view is in the photo."""
    return pytest.approx(expected, abs=2.0)


def test_a_box_is_drawn_where_the_mouse_went(view, qtbot):
    view.boxes.set_drawing(True)
    assert view.cursor().shape() is Qt.CursorShape.CrossCursor
    with qtbot.waitSignal(view.boxes.drawn) as drawn:
        drag(qtbot, view, (750, 500), (500, 350))
    assert drawn.args[0].as_tuple() == box_near(500, 350, 750, 500)
    # There may be more birds to draw.
    assert view.boxes.is_drawing
    view.boxes.cancel()
    assert not view.boxes.is_drawing
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_box_that_is_drawn_over_the_edge_ends_there(view, qtbot):
    view.boxes.set_drawing(True)
    with qtbot.waitSignal(view.boxes.drawn) as drawn:
        begin = at(view, 900, 500)
        qtbot.mousePress(view, LEFT, pos=begin)
        qtbot.mouseMove(view, begin + QPoint(30, 30))
        qtbot.mouseMove(view, QPoint(798, 498))
        qtbot.mouseRelease(view, LEFT, pos=QPoint(798, 498))
    assert drawn.args[0].as_tuple() == box_near(900, 500, 1000, 600)


def test_a_box_too_small_to_be_meant_is_not_drawn(view, qtbot):
    view.boxes.set_drawing(True)
    with qtbot.assertNotEmitted(view.boxes.drawn):
        drag(qtbot, view, (500, 300), (504, 420))
        qtbot.mouseClick(view, LEFT, pos=at(view, 500, 300))
    assert view.boxes.is_drawing


def test_while_drawing_the_birds_cannot_be_selected(view, selection, qtbot):
    view.boxes.set_drawing(True)
    qtbot.mouseMove(view, at(view, 650, 150))
    assert selection.hovered == NO_BIRD
    drag(qtbot, view, (610, 110), (690, 190))
    assert selection.selected == 0


def test_drawing_goes_on_with_the_next_photo_until_it_is_given_up(view, qtbot):
    view.boxes.set_drawing(True)
    with qtbot.assertNotEmitted(view.boxes.drawing_chosen):
        view.clear()
        view.boxes.set_enabled(False)  # it is not identified yet
        assert not view.boxes.is_drawing
        view.boxes.set_enabled(True)
    assert view.boxes.is_drawing
    with qtbot.waitSignal(view.boxes.drawing_chosen) as chosen:
        assert view.boxes.cancel()
    assert chosen.args == [False]


def test_giving_up_in_mid_drag_draws_nothing(view, qtbot):
    view.boxes.set_drawing(True)
    with qtbot.assertNotEmitted(view.boxes.drawn):
        drag(qtbot, view, (500, 300), (700, 500), release=False)
        assert view.boxes.cancel()
        qtbot.mouseRelease(view, LEFT, pos=at(view, 700, 500))
    assert not view.boxes.is_drawing
    assert not view.boxes.cancel()


def test_a_corner_resizes_the_selected_box(view, qtbot):
    with qtbot.waitSignal(view.boxes.reshaped) as reshaped:
        drag(qtbot, view, (440, 330), (500, 400))
    index, box = reshaped.args
    assert index == 0
    assert box.as_tuple() == box_near(200, 150, 500, 400)


def test_a_drag_inside_moves_the_box_while_the_whole_photo_is_seen(view, qtbot):
    with qtbot.waitSignal(view.boxes.reshaped) as reshaped:
        drag(qtbot, view, (320, 240), (220, 300))
    assert reshaped.args[1].as_tuple() == box_near(100, 210, 340, 390)


def test_zoomed_in_a_drag_inside_pans_and_the_outline_moves(view, qtbot):
    view.viewport.zoom_to(2.0, QPointF(view.viewport.to_view(QPointF(320, 240))))
    before = view.viewport.photo_rect
    with qtbot.assertNotEmitted(view.boxes.reshaped):
        drag(qtbot, view, (320, 240), (300, 220))
    assert view.viewport.photo_rect != before
    with qtbot.waitSignal(view.boxes.reshaped) as reshaped:
        drag(qtbot, view, (270, 150), (280, 160))
    assert reshaped.args[1].as_tuple() == box_near(210, 160, 450, 340)


def test_a_drag_on_a_box_that_is_not_selected_changes_nothing(view, selection, qtbot):
    with qtbot.assertNotEmitted(view.boxes.reshaped):
        drag(qtbot, view, (650, 150), (500, 300))
    assert selection.selected == 0


def test_a_click_on_the_selected_box_moves_nothing(view, selection, qtbot):
    with qtbot.assertNotEmitted(view.boxes.reshaped):
        qtbot.mouseClick(view, LEFT, pos=at(view, 320, 240))
        qtbot.mouseClick(view, LEFT, pos=at(view, 650, 150))
    assert selection.selected == 1


def test_the_cursor_tells_what_a_drag_would_do(view, qtbot):
    for point, shape in (
        ((200, 150), Qt.CursorShape.SizeFDiagCursor),
        ((440, 150), Qt.CursorShape.SizeBDiagCursor),
        ((440, 240), Qt.CursorShape.SizeHorCursor),
        ((320, 330), Qt.CursorShape.SizeVerCursor),
        ((320, 240), Qt.CursorShape.SizeAllCursor),
        ((650, 150), Qt.CursorShape.ArrowCursor),
    ):
        qtbot.mouseMove(view, at(view, *point))
        assert view.cursor().shape() is shape, point


def test_without_leave_boxes_stay_as_they_are(view, qtbot):
    view.boxes.set_enabled(False)
    view.boxes.set_drawing(True)
    assert not view.boxes.is_drawing
    with qtbot.assertNotEmitted(view.boxes.reshaped):
        drag(qtbot, view, (440, 330), (500, 400))


def test_another_photo_ends_a_drag(view, qtbot):
    with qtbot.assertNotEmitted(view.boxes.reshaped):
        drag(qtbot, view, (440, 330), (500, 400), release=False)
        view.show_photo(a_photo())
        qtbot.mouseRelease(view, LEFT, pos=at(view, 500, 400))


def test_grips_keep_their_size_at_any_zoom(view):
    def white_run():
        """View pixels of grip along the upper edge of the box, from its left corner on."""
        picture = view.grab().toImage()
        corner = at(view, 200, 150)
        row = [picture.pixelColor(corner.x() + dx, corner.y()).lightness() for dx in range(-6, 7)]
        return sum(lightness > 250 for lightness in row)

    fitted = white_run()
    view.viewport.zoom_to(3.0, QPointF(at(view, 200, 150)))
    assert white_run() == fitted
    assert 6 <= fitted <= 8


def test_zoom_and_place_are_kept_from_photo_to_photo(view):
    view.viewport.zoom_to(2.0, QPointF(at(view, 600, 300)))
    seen = view.viewport.to_photo(QPointF(400, 250))
    view.show_photo(a_photo())
    assert view.viewport.zoom == 2.0
    assert view.viewport.to_photo(QPointF(400, 250)) == seen
    view.show_photo(a_photo(2000, 1200))
    assert view.viewport.zoom == 2.0
    middle = view.viewport.to_photo(QPointF(400, 250))
    assert (middle.x(), middle.y()) == pytest.approx((2 * seen.x(), 2 * seen.y()))


def test_a_gap_without_a_photo_does_not_lose_the_place(view):
    view.viewport.zoom_to(2.0, QPointF(at(view, 600, 300)))
    seen = view.viewport.to_photo(QPointF(400, 250))
    view.clear()
    view.replace_pixels(a_photo())
    assert view.viewport.to_photo(QPointF(400, 250)) == seen


def test_a_fitted_photo_is_followed_by_a_fitted_one(view):
    view.show_photo(a_photo(300, 900))
    assert view.viewport.is_fitted
    assert view.rect().contains(view.viewport.photo_rect.toAlignedRect())


def test_a_bird_that_is_chosen_comes_into_view_and_one_that_comes_along_does_not(view, selection):
    view.viewport.zoom_to(4.0, QPointF(at(view, 210, 160)))
    before = view.viewport.photo_rect
    selection.settle(2, 1)
    view.set_marks(MARKS)
    assert view.viewport.photo_rect == before
    selection.select(0)
    selection.select(1)
    shown = QRectF(view.viewport.rect_to_view(MARKS[1].rect))
    assert QRectF(view.rect()).contains(shown)


@pytest.mark.parametrize("value", [0, 12, 64, 128, 250, 255])
def test_brightening_lifts_shadows_and_leaves_white(view, value):
    view.show_photo(a_photo(colour=QColor(value, value, value).name()))
    view.set_brightened(True)
    shown = view.grab().toImage().pixelColor(400, 250)
    expected = 255 * (1 - (1 - value / 255) ** 3)
    assert shown.red() == pytest.approx(expected, abs=3)
    ground = QColor(CANVAS.ground).lightness()
    assert view.grab().toImage().pixelColor(3, 3).lightness() == ground
    view.set_brightened(False)
    assert view.grab().toImage().pixelColor(400, 250).red() == value


def test_the_hint_is_there_only_while_drawing(view):
    def upper_edge():
        return view.grab(view.rect().adjusted(200, 0, -200, -440)).toImage()

    before = upper_edge()
    assert before.size() == QSize(400, 60)
    view.boxes.set_drawing(True)
    assert upper_edge() != before
    view.boxes.cancel()
    assert upper_edge() == before


def test_who_does_not_see_is_told_what_is_selected(view, selection):
    assert view.accessibleDescription() == "House Sparrow"
    selection.select(NO_BIRD)
    assert view.accessibleDescription() == "House Sparrow; Wren"


def test_marks_beyond_the_selection_are_only_drawn(view, selection, qtbot):
    waiting = BirdMark(QRectF(800, 400, 100, 100), "Looking…", Line.UNNAMED)
    view.set_marks((*MARKS, waiting))
    qtbot.mouseClick(view, LEFT, pos=at(view, 850, 450))
    assert selection.selected == NO_BIRD
