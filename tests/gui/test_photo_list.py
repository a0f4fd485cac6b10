"""The photos on show as the views see them: rows, selection and current photo in any order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QPixmap

from birdeye.domain.arrangement import ArrangedPhotos, Section
from birdeye.domain.identification import Rank
from birdeye.domain.overviews import PhotoOverview
from birdeye.domain.records import PackVersion, PhotoState
from birdeye.domain.species import Species
from birdeye.gui.models.kept_thumbnails import KeptThumbnails
from birdeye.gui.models.photo_list import PhotoListModel, PhotoRole
from birdeye.gui.models.photo_navigation import PhotoNavigation
from birdeye.gui.models.species_names import SpeciesNames
from birdeye.gui.store.photo_store import PhotoStore
from tests.helpers.shelf import ShelfCatalogue

SPARROW = (Rank.SPECIES, "Passer domesticus")
MANY = 200


def overview(photo_id, *taxa, **facts):
    facts = {"state": PhotoState.BIRDS if taxa else PhotoState.NO_BIRD, **facts}
    count = facts.pop("bird_count", len(taxa))
    return PhotoOverview(
        photo_id,
        Path(f"/照片/{photo_id}.jpg"),
        taxa=taxa,
        bird_count=count,
        **{"unreviewed_count": count, **facts},
    )


def rows(*ids, bursts=()):
    """These rows; each of ``bursts`` is one row, that of its first photo."""
    of = {photo_id: row for row, photo_id in enumerate(ids)}
    for burst in bursts:
        of.update((photo_id, of[burst[0]]) for photo_id in burst)
    return ArrangedPhotos(
        list(ids),
        of,
        [Section(None, 0, len(ids), len(of))],
        {photo_id: tuple(burst) for burst in bursts for photo_id in burst},
    )


@pytest.fixture
def photos(qapp):
    photos = PhotoStore(ShelfCatalogue())
    photos.add(overview(number, SPARROW) for number in range(1, MANY + 1))
    return photos


@pytest.fixture
def kept(qapp):
    return KeptThumbnails(byte_limit=3 * 4 * 8 * 8)


@pytest.fixture
def model(photos, kept):
    names = SpeciesNames("en")
    names.use_table(lambda name: Species(name, "", {"en": "House Sparrow", "zh": "家麻雀"}))
    model = PhotoListModel(photos, kept, names)
    model.names = names
    model.show(rows(*range(1, MANY + 1)))
    return model


@pytest.fixture
def navigation(photos, model):
    navigation = PhotoNavigation(photos, model)
    navigation.go_to(1)
    return navigation


def ids(model):
    return [model.index(row).data(PhotoRole.ID) for row in range(model.rowCount())]


def select(navigation, *photo_ids):
    for photo_id in photo_ids:
        index = navigation.selection_model.model().index_of(photo_id)
        navigation.selection_model.select(index, QItemSelectionModel.SelectionFlag.Select)


def test_the_list_keeps_the_rules_of_models(qtmodeltester, model, photos, kept):
    qtmodeltester.check(model)
    model.show(rows(5, 1))
    model.show(rows(5, 9, 1))
    model.show(rows(5, 9, 1, 8, bursts=[(9, 7)]))
    photos.update([overview(5)])
    kept.keep(5, QPixmap(4, 4))
    photos.close([9, 5])
    model.show(rows(1))
    photos.close()
    model.show(ArrangedPhotos())
    model.show(rows(1, 2))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((1, 2), (1, 2, 3, 4), [("in", 2, 3)]),
        ((1, 2), (3, 1, 2), [("in", 0, 0)]),
        ((1, 2, 3, 4), (1, 4), [("out", 1, 2)]),
        ((1, 2), (), [("out", 0, 1)]),
        ((1, 2, 1), (1, 1), [("out", 1, 1)]),
        ((1, 2), (1, 2), []),
        ((1, 2, 3), (1, 3, 2), ["reset"]),
    ],
)
def test_views_hear_of_as_little_as_possible(model, before, after, told):
    model.show(rows(*before))
    heard = []
    model.rowsInserted.connect(lambda _parent, first, last: heard.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: heard.append(("out", first, last)))
    model.modelReset.connect(lambda: heard.append("reset"))
    model.show(rows(*after))
    assert heard == told
    assert ids(model) == list(after)


def test_a_row_says_what_is_known(model, photos):
    photos.update(
        [
            overview(2, SPARROW, unreviewed_count=0),
            overview(3),
            overview(4, state=PhotoState.UNREADABLE, error="“4.jpg” is empty."),
            overview(5, state=PhotoState.WAITING),
            overview(6, bird_count=1, uncertain_count=1, state=PhotoState.BIRDS),
        ]
    )
    titles = [model.index(row).data(PhotoRole.TITLE) for row in range(6)]
    assert titles == [
        *("House Sparrow", "House Sparrow", "No bird"),
        *("Unreadable", "Not identified yet", "Not sure"),
    ]
    spoken = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "2.jpg, House Sparrow, reviewed"
    assert "“4.jpg” is empty." in model.index(3).data(Qt.ItemDataRole.ToolTipRole)
    model.names.set_language("zh")
    assert model.index(0).data(PhotoRole.TITLE) == "家麻雀"


def test_only_the_rows_that_changed_are_told(model, photos):
    heard = []
    model.dataChanged.connect(lambda first, last, *_: heard.append((first.row(), last.row())))
    photos.update([overview(3), overview(4, SPARROW), replace(overview(9), photo_id=999)])
    assert heard == [(2, 2)]
    heard.clear()
    photos.update(overview(number) for number in range(10, 160))
    assert heard == [(9, 158)]


def test_closed_and_open_bursts_say_how_many_they_are(model):
    model.show(rows(1, 2, bursts=[(2, 3, 4)]))
    assert [model.index(row).data(PhotoRole.BURST) for row in range(2)] == [0, 3]
    opened = rows(1, 2, 3, 4)
    model.show(replace(opened, bursts=dict.fromkeys((2, 3, 4), (2, 3, 4))))
    assert [model.index(row).data(PhotoRole.BURST) for row in range(4)] == [0, -3, -3, -3]


def test_photos_are_dragged_as_files_with_those_of_a_burst(model):
    model.show(rows(1, 2, bursts=[(2, 3)]))
    mime = model.mimeData([model.index(1), model.index(0)])
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [
        Path(f"/照片/{number}.jpg") for number in (1, 2, 3)
    ]
    assert model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.supportedDragActions() == Qt.DropAction.CopyAction


def test_kept_thumbnails_are_bounded_and_those_wanted_last_stay(kept):
    for photo_id in (1, 2, 3):
        kept.keep(photo_id, QPixmap(8, 8))
    kept.touch(1)
    kept.keep(4, QPixmap(8, 8))
    assert [kept.get(photo_id) is not None for photo_id in (1, 2, 3, 4)] == [
        True,
        False,
        True,
        True,
    ]
    kept.keep(3, QPixmap(4, 4))
    assert kept.byte_count == 4 * (64 + 64 + 16)


def test_selection_and_current_photo_survive_another_order(model, navigation):
    heard = []
    navigation.current_changed.connect(heard.append)
    navigation.go_to(7)
    select(navigation, 3, 150)
    model.show(rows(150, 9, 7, 3, 1))
    assert navigation.current_id == 7
    assert navigation.selection_model.currentIndex().row() == 2
    assert navigation.selected_ids() == (150, 7, 3)
    assert heard == [7]


def test_what_is_no_longer_on_show_is_no_longer_selected(model, navigation):
    navigation.go_to(7)
    select(navigation, 3, 150)
    model.show(rows(9, 8, 3))
    assert navigation.current_id == 9
    assert 150 not in navigation.selected_ids()
    model.show(ArrangedPhotos())
    assert navigation.current_id is None
    assert navigation.selected_ids() == ()


def test_a_closed_burst_is_selected_whole(model, navigation):
    model.show(rows(1, 2, 5, bursts=[(2, 3, 4)]))
    navigation.select_all()
    assert navigation.selected_ids() == (1, 2, 3, 4, 5)


def test_all_photos_are_not_the_one_that_the_filter_leaves_out(model, navigation):
    navigation.go_to(7)
    model.show(replace(rows(2, 7, 8), kept={7}))
    assert model.ids_on_show() == [2, 8]
    navigation.select_all()
    assert navigation.selected_ids() == (2, 8)
    assert navigation.current_id == 7
    model.show(replace(rows(1, 7, 2, 8), kept={7}))
    model.show(replace(rows(8, 7, 2), kept={7}))
    assert navigation.selected_ids() == (8, 2)
    assert navigation.current_id == 7


def test_a_photo_inside_a_closed_burst_is_taken_out_before_it_is_current(model, navigation):
    model.show(rows(1, 2, 5, bursts=[(2, 3, 4)]))
    asked = []
    navigation.expansion_asked.connect(asked.append)
    navigation.go_to(3)
    assert asked == [3]
    model.show(rows(1, 2, 3, 4, 5))
    assert navigation.current_id == 3


def test_a_photo_that_is_not_on_show_yet_is_current_when_it_comes(model, photos, navigation):
    photos.add([overview(900, SPARROW)])
    navigation.go_to(900)
    assert navigation.current_id == 1
    model.show(rows(*range(1, MANY + 1), 900))
    assert navigation.current_id == 900


def test_steps_stop_at_the_ends(navigation):
    navigation.step(-1)
    assert navigation.current_id == 1
    navigation.go_to_last()
    navigation.step(1)
    assert navigation.current_id == MANY
    navigation.go_to_row(-5)
    assert navigation.current_id == 1


def test_the_next_photo_to_review_is_found_all_round(model, photos, navigation):
    photos.update(
        overview(number, SPARROW, unreviewed_count=0)
        for number in range(1, MANY + 1)
        if number not in (3, 9)
    )
    assert navigation.next_unreviewed(1) == 3
    assert navigation.next_unreviewed(3) == 9
    assert navigation.next_unreviewed(9) == 3
    photos.update([overview(9, SPARROW, unreviewed_count=0)])
    assert navigation.next_unreviewed(3) is None


def test_neighbours_are_those_on_show(model, navigation):
    model.show(rows(4, 1, 8, 2))
    navigation.go_to(1)
    assert navigation.neighbour_ids() == [8, 4, 2]
    assert navigation.neighbour_paths()[0] == Path("/照片/8.jpg")
    navigation.go_to(2)
    assert navigation.neighbour_ids() == [8]


def test_names_of_another_or_unmeasured_model_are_marked_until_reviewed(photos, model):
    photos.update([replace(overview(1, SPARROW), unreviewed_count=1, pack=("small", "1.0"))])

    def marks():
        index = model.index(0)
        tooltip = index.data(Qt.ItemDataRole.ToolTipRole)
        note = index.data(PhotoRole.MODEL_NOTE)
        assert (note in tooltip.splitlines()) == bool(note)
        return note

    assert marks() == ""  # nobody knows yet which model is in use
    model.naming_model.use(PackVersion("small", "1.1", ""))
    assert marks() == "Identified by another model: small 1.0."
    model.naming_model.use(PackVersion("small", "1.0", ""))
    assert marks() == ""
    model.naming_model.use(PackVersion("large", "2.0", ""), [PackVersion("small", "1.0", "")])
    assert "another model, which was never calibrated: small 1.0" in marks()
    model.naming_model.use(PackVersion("small", "1.0", ""), [PackVersion("small", "1.0", "")])
    assert "more than likely" in marks()
    photos.update([replace(overview(1, SPARROW), unreviewed_count=0, pack=("small", "1.0"))])
    assert marks() == ""
