"""Deciding about birds by keys and buttons, on a desk without catalogue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from birdeye.domain.changes import AcceptClaims, DeleteBirds, ReviewBirds
from birdeye.domain.counts import Statement
from birdeye.domain.identification import NOT_SURE, Bird, Rank
from birdeye.domain.review import NOT_A_BIRD, UNREVIEWED, UNSURE, confirmed
from birdeye.gui.models.candidate_ranking import RankedCandidate
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.records import a_record
from tests.helpers.review_desk import a_desk, press
from tests.helpers.tiny_pack import RED
from tests.helpers.window import KINGFISHER, a_bird

SPARROW_BIRD = a_bird((10, 40, 90, 120), probability=0.94)
GENUS_BIRD = a_bird((120, 60, 200, 160), KINGFISHER, 0.5, Rank.GENUS)
DOUBTFUL_BIRD = a_bird((220, 60, 300, 160), probability=0.4, rank=Rank.NONE)
THREE = (SPARROW_BIRD, GENUS_BIRD, DOUBTFUL_BIRD)
PASSER = confirmed(Rank.SPECIES, "Passer domesticus")


@pytest.fixture
def path(tmp_path):
    return draw_photo(tmp_path / "a.png", RED)


@pytest.fixture
def desk(qapp, qtbot, path):
    """A photo of three birds on the desk; the next two photos have one bird each."""
    return a_desk(
        qapp,
        qtbot,
        a_record(*THREE, path=path),
        a_record(SPARROW_BIRD, photo_id=2, path=path.with_name("b.png")),
        a_record(SPARROW_BIRD, photo_id=3, path=path.with_name("c.png")),
    )


def titles(desk):
    model = desk.species_panel.bird_model
    return [model.index(row).data() for row in range(model.rowCount())]


def test_return_accepts_the_claim_and_goes_on_to_the_next_bird(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == [ReviewBirds((100,), PASSER)]
    assert desk.selection.selected == 1
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked[1] == ReviewBirds((101,), confirmed(Rank.GENUS, "Alcedo"))


@pytest.mark.parametrize("candidates", [DOUBTFUL_BIRD.candidates, ()])
def test_return_confirms_nothing_where_nothing_is_claimed(desk, qtbot, path, candidates):
    desk.shelf.put(a_record(Bird(SPARROW_BIRD.box, 1.0, NOT_SURE, candidates), path=path))
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == []
    assert desk.species_panel.chooser.field.hasFocus()


@pytest.mark.parametrize(
    ("key", "review"),
    [
        (Qt.Key.Key_2, confirmed(Rank.SPECIES, "Passer montanus")),
        (Qt.Key.Key_3, confirmed(Rank.SPECIES, "Alcedo atthis")),
        (Qt.Key.Key_X, NOT_A_BIRD),
        (Qt.Key.Key_U, UNSURE),
    ],
)
def test_a_key_decides_and_goes_on(desk, qtbot, key, review):
    press(qtbot, desk, key)
    assert desk.catalogue.asked == [ReviewBirds((100,), review)]
    assert desk.store.birds[0].review == review
    assert desk.selection.selected == 1


def test_a_number_without_a_candidate_does_nothing(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_4, Qt.Key.Key_5)
    assert desk.catalogue.asked == []


def test_numbers_follow_the_order_in_which_candidates_are_listed(desk, qtbot):
    desk.ranking.use(
        lambda record, bird: [RankedCandidate(one) for one in reversed(bird.bird.candidates)]
    )
    assert desk.species_panel.candidates.rows[0].name == "Common Kingfisher"
    press(qtbot, desk, Qt.Key.Key_1)
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(Rank.SPECIES, "Alcedo atthis"))]


def unlikely_first(record, bird):
    """The first candidate is not known there; the others come before it."""
    first, *others = bird.bird.candidates
    expected = [RankedCandidate(one) for one in others]
    return [*expected, RankedCandidate(first, "Not known from France in May")]


def test_a_claim_that_is_unlikely_there_is_not_accepted_silently(desk, qtbot):
    desk.ranking.use(unlikely_first)
    details = desk.species_panel.details
    assert details.title == "House Sparrow"
    assert details.explanation == (
        "Not known from France in May. Choose one of those below, or type a name."
    )
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == []
    assert desk.species_panel.chooser.field.hasFocus()


def test_an_unlikely_species_can_be_chosen_all_the_same(desk, qtbot):
    desk.ranking.use(unlikely_first)
    row = desk.species_panel.candidates.rows[2]
    assert row.accessibleName().endswith("94%, Not known from France in May")
    press(qtbot, desk, Qt.Key.Key_3)
    assert desk.catalogue.asked == [ReviewBirds((100,), PASSER)]
    desk.selection.select(0)
    assert desk.species_panel.details.explanation == ""


def test_while_another_photo_is_on_its_way_nothing_is_decided(desk, qtbot):
    desk.catalogue.holds = True
    desk.store.show(77)
    press(qtbot, desk, Qt.Key.Key_X, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_Delete)
    assert desk.catalogue.asked == []


def test_a_click_on_a_candidate_chooses_it(desk, qtbot):
    row = desk.species_panel.candidates.rows[1]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert desk.catalogue.asked == [ReviewBirds((100,), confirmed(Rank.SPECIES, "Passer montanus"))]


def test_a_decision_is_seen_at_once_everywhere(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_2, Qt.Key.Key_U, Qt.Key.Key_X)
    assert titles(desk) == ["Eurasian Tree Sparrow", "Unsure", "No bird"]
    assert [mark.label for mark in desk.photo_view.marks] == [
        "✓ Eurasian Tree Sparrow",
        "Unsure",
        "No bird",
    ]
    details = desk.species_panel.details
    for index, title, word in (
        (0, "Eurasian Tree Sparrow", "✓  confirmed"),
        (1, "You said unsure", "unsure"),
        (2, "No bird here", "not a bird"),
    ):
        desk.selection.select(index)
        assert (details.title, details.word) == (title, word)


def test_a_box_that_is_no_bird_is_not_counted_as_one(desk, qtbot):
    def counted():
        titles = desk.species_panel.findChildren(QLabel)
        return [title.text() for title in titles if title.text().endswith("in this photo")]

    assert counted() == ["3 birds in this photo"]
    for left in ("2 birds in this photo", "1 bird in this photo", "0 birds in this photo"):
        press(qtbot, desk, Qt.Key.Key_X)
        assert counted() == [left]


def test_undo_is_offered_as_long_for_one_bird_as_for_several(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_U)
    assert desk.acknowledgement.button.text() == "Undo"
    assert desk.acknowledgement._time.interval() >= 8000


def test_backspace_takes_a_decision_back_and_stays(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_X)
    desk.selection.select(0)
    press(qtbot, desk, Qt.Key.Key_Backspace)
    assert desk.catalogue.asked[-1] == ReviewBirds((100,), UNREVIEWED)
    assert desk.selection.selected == 0
    assert desk.species_panel.details.title == "House Sparrow"
    assert not desk.all_actions.unreview.isEnabled()


def test_return_on_a_confirmed_bird_keeps_the_persons_name_and_goes_on(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_2)
    desk.selection.select(0)
    press(qtbot, desk, Qt.Key.Key_Return)
    assert len(desk.catalogue.asked) == 1
    assert desk.selection.selected == 1


def test_after_the_last_bird_of_a_photo_comes_the_next_photo(desk, qtbot):
    desk.shelf.next = 3
    press(qtbot, desk, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_U)
    assert desk.store.record.photo_id == 3
    press(qtbot, desk, Qt.Key.Key_X)
    assert desk.catalogue.asked[-2:] == [
        ReviewBirds((102,), UNSURE),
        ReviewBirds((300,), NOT_A_BIRD),
    ]


def test_a_bird_that_was_left_out_comes_before_the_next_photo(desk, qtbot):
    desk.shelf.next = 3
    desk.selection.select(2)
    press(qtbot, desk, Qt.Key.Key_U)
    assert desk.store.record.photo_id == 1
    assert desk.selection.selected == 0


def test_when_all_is_reviewed_the_window_says_so(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert desk.notice.text == "Every bird shown has been reviewed."


def test_the_next_bird_comes_into_view_when_zoomed_in(desk, qtbot):
    desk.photo_view.viewport.zoom_to(
        8.0, desk.photo_view.viewport.to_view(desk.photo_view.marks[0].rect.center())
    )
    press(qtbot, desk, Qt.Key.Key_Return)
    shown = desk.photo_view.viewport.rect_to_view(desk.photo_view.marks[1].rect)
    assert desk.photo_view.rect().contains(shown.center().toPoint())


def test_genus_and_family_are_accepted_from_the_menu(desk, qtbot):
    assert desk.all_actions.accept_genus.text() == "Accept as &genus Passer"
    assert desk.all_actions.accept_family.text() == "Accept as &family Old World Sparrows"
    desk.all_actions.accept_genus.trigger()
    desk.all_actions.accept_family.trigger()
    assert desk.catalogue.asked == [
        ReviewBirds((100,), confirmed(Rank.GENUS, "Passer")),
        ReviewBirds((101,), confirmed(Rank.FAMILY, "Kingfishers")),
    ]


def test_the_genus_that_is_claimed_is_the_one_that_is_offered(desk):
    desk.selection.select(1)
    assert desk.all_actions.accept_genus.text() == "Accept as &genus Alcedo"


def test_del_deletes_the_box_and_selects_another_bird(desk, qtbot):
    desk.selection.select(1)
    press(qtbot, desk, Qt.Key.Key_Delete)
    assert desk.catalogue.asked == [DeleteBirds((101,))]
    assert [bird.bird_id for bird in desk.store.birds] == [100, 102]
    assert len(desk.photo_view.marks) == 2
    assert desk.store.bird is not None


def test_without_a_bird_there_is_nothing_to_decide(desk, qtbot):
    desk.shelf.put(a_record(path=desk.store.record.path))
    assert not desk.all_actions.accept.isEnabled()
    assert not desk.species_panel.bar.isVisible()
    press(qtbot, desk, Qt.Key.Key_X, Qt.Key.Key_1, Qt.Key.Key_Delete)
    assert desk.catalogue.asked == []


def test_orders_go_to_all_birds_of_the_selected_photos(desk, qtbot):
    desk.shelf.select(1, 3)
    assert desk.species_panel.candidates.isHidden()
    press(qtbot, desk, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.catalogue.asked != [])
    assert desk.catalogue.asked == [ReviewBirds((100, 101, 102, 300), UNSURE)]
    assert desk.acknowledgement.text == "4 birds in 2 photos marked unsure."
    desk.acknowledgement.button.click()
    assert desk.catalogue.undone == desk.catalogue.asked
    assert desk.acknowledgement.text == "Undone: mark 4 birds unsure"


def test_return_accepts_the_claims_of_all_selected_photos(desk, qtbot):
    desk.shelf.select(1, 2)
    press(qtbot, desk, Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.catalogue.asked != [])
    assert desk.catalogue.asked == [AcceptClaims((100, 101, 200))]
    assert desk.acknowledgement.text == (
        "3 birds in 2 photos confirmed with Birdeye’s names. 1 bird without a name is left to you."
    )


TREE_SPARROW = confirmed(Rank.SPECIES, "Passer montanus")


@pytest.fixture
def decided(desk, path):
    """Two photos: named otherwise, unsure, open; no bird, open."""
    desk.shelf.put(
        a_record(SPARROW_BIRD, GENUS_BIRD, GENUS_BIRD, path=path, reviews=(TREE_SPARROW, UNSURE)),
        a_record(
            SPARROW_BIRD,
            SPARROW_BIRD,
            photo_id=2,
            path=path.with_name("b.png"),
            reviews=(NOT_A_BIRD,),
        ),
    )
    desk.shelf.select(1, 2)
    return desk


def reviews_of(desk):
    return [[bird.review for bird in desk.catalogue.photos[photo_id].birds] for photo_id in (1, 2)]


def test_accepting_for_several_photos_leaves_what_was_decided(decided, qtbot):
    before = reviews_of(decided)
    press(qtbot, decided, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: decided.catalogue.asked != [])
    assert reviews_of(decided) == [
        [TREE_SPARROW, UNSURE, confirmed(Rank.GENUS, "Alcedo")],
        [NOT_A_BIRD, PASSER],
    ]
    assert decided.acknowledgement.text == (
        "2 birds in 2 photos confirmed with Birdeye’s names. "
        "3 you had decided before stay as they are."
    )
    decided.acknowledgement.button.click()
    qtbot.waitUntil(lambda: reviews_of(decided) == before)
    assert decided.acknowledgement.text == "Undone: accept the names of 2 birds"


def test_where_all_is_decided_there_is_nothing_to_accept(decided, qtbot):
    press(qtbot, decided, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(decided.catalogue.asked) == 1)
    press(qtbot, decided, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            decided.notice.text == "There is no name to accept in the selected photos. "
            "5 you had decided before stay as they are."
        )
    )
    assert len(decided.catalogue.asked) == 1


def test_accepting_for_several_photos_leaves_what_is_unlikely_there(desk, qtbot):
    desk.ranking.use(
        lambda record, bird: [
            RankedCandidate(
                one, "Not known here" if one.species.scientific_name == PASSER.taxon else None
            )
            for one in bird.bird.candidates
        ]
    )
    desk.shelf.select(1, 2)
    press(qtbot, desk, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.catalogue.asked != [])
    assert desk.catalogue.asked == [AcceptClaims((101,))]
    assert desk.acknowledgement.text == (
        "1 bird in 1 photo confirmed with Birdeye’s names. "
        "2 birds whose names are unlikely there are left to you. "
        "1 bird without a name is left to you."
    )
    assert desk.acknowledgement._time.interval() >= 8000  # three sentences take reading


@pytest.mark.parametrize("review", [confirmed(Rank.SPECIES, "Corvus corax"), UNSURE])
def test_boxes_without_a_bird_get_no_name_with_the_others(decided, qtbot, review):
    decided.store.decide_all([1, 2], review, lambda record, bird: True, lambda tally: None)
    qtbot.waitUntil(lambda: decided.catalogue.asked != [])
    assert reviews_of(decided) == [[review] * 3, [NOT_A_BIRD, review]]
    overruled = 1 if review == UNSURE else 2
    assert decided.acknowledgement.text.endswith(
        f"{overruled} of them you had decided otherwise before. "
        "1 you had decided before stays as it is."
    )


def test_undo_takes_back_what_it_was_offered_for_and_nothing_else(desk, qtbot):
    press(qtbot, desk, Qt.Key.Key_X)
    undo = desk.acknowledgement._run
    press(qtbot, desk, Qt.Key.Key_U)
    undo()
    assert desk.catalogue.undone == []
    assert desk.notice.text.startswith("Something else has been changed since.")


def test_photos_without_birds_are_told(desk, qtbot, path):
    desk.shelf.put(a_record(path=path), a_record(photo_id=2, path=path.with_name("b.png")))
    desk.shelf.select(1, 2)
    press(qtbot, desk, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: desk.notice.text == "There is no bird in the selected photos.")
    assert desk.catalogue.asked == []


def test_buttons_say_what_they_do(desk):
    bar = desk.species_panel.bar
    assert bar.accept.accessibleName() == "Accept the name"
    assert bar.accept.text() == "Accept  ↵"
    desk.store.remember(
        replace(
            desk.store.record,
            birds=(replace(desk.store.birds[0], review=PASSER),),
        )
    )
    assert bar.accept.text() == "Next  ↵"


def test_a_stated_count_goes_with_the_name_and_the_message_says_so(desk, qtbot, path):
    flock, kept = Statement(40, is_minimum=True), (Rank.SPECIES, "Passer domesticus")
    desk.shelf.put(a_record(SPARROW_BIRD, GENUS_BIRD, path=path, statements={kept: flock}))
    press(qtbot, desk, Qt.Key.Key_2)
    assert desk.store.record.statements == {(Rank.SPECIES, "Passer montanus"): flock}
    assert desk.acknowledgement.text.endswith(
        ". The count and details that you stated go with the new name."
    )
    desk.acknowledgement.button.click()
    assert desk.store.record.statements == {kept: flock}


@pytest.mark.parametrize("review", [UNSURE, NOT_A_BIRD])
def test_return_asks_for_a_name_where_the_user_took_the_claim_away(desk, qtbot, path, review):
    desk.shelf.put(a_record(SPARROW_BIRD, path=path, reviews=(review,)))
    assert desk.species_panel.bar.accept.text() == "Name…  ↵"
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == []
    assert desk.species_panel.chooser.field.hasFocus()


def all_unlikely(record, bird):
    return [RankedCandidate(one, "Not known from France") for one in bird.bird.candidates]


@pytest.mark.parametrize(
    ("bird", "word", "doubt"),
    [
        (SPARROW_BIRD, "by looks  ·  94%", "Not known from France"),
        (
            a_bird((10, 40, 90, 120), probability=0.98, rank=Rank.FAMILY),
            "to be checked  ·  98%",
            "None of its species in the list is expected there",
        ),
    ],
)
def test_a_claim_that_does_not_hold_is_not_affirmed(desk, qtbot, path, bird, word, doubt):
    desk.shelf.put(a_record(bird, path=path))
    details, bar = desk.species_panel.details, desk.species_panel.bar
    affirming = details._chip.styleSheet()
    desk.ranking.use(all_unlikely)
    assert details.word == word
    assert details._chip.styleSheet() != affirming
    assert details.explanation == f"{doubt}. Choose one of those below, or type a name."
    assert bar.accept.text() == "Name…  ↵"
    spoken = desk.species_panel.bird_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(word)
    press(qtbot, desk, Qt.Key.Key_Return)
    assert desk.catalogue.asked == []


def test_by_looks_means_before_the_place_counted(desk, path):
    weighed = replace(SPARROW_BIRD.candidates[0], by_looks=0.97)
    bird = replace(SPARROW_BIRD, candidates=(weighed, *SPARROW_BIRD.candidates[1:]))
    desk.shelf.put(a_record(bird, path=path))
    desk.ranking.use(all_unlikely)
    assert desk.species_panel.details.word == "by looks  ·  97%"


def test_naming_all_birds_of_a_photo_says_what_the_user_had_decided_otherwise(desk, qtbot, path):
    reviews = (PASSER, TREE_SPARROW, NOT_A_BIRD)
    desk.shelf.put(a_record(SPARROW_BIRD, SPARROW_BIRD, GENUS_BIRD, path=path, reviews=reviews))
    desk.selection.select(0)
    desk.all_actions.name_all.trigger()
    qtbot.waitUntil(lambda: desk.catalogue.asked == [ReviewBirds((100, 101), PASSER)])
    assert desk.acknowledgement.text.endswith(
        "1 of them you had decided otherwise before. 1 you had decided before stays as it is."
    )
