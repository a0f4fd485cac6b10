"""What is remembered of the looks of birds, so that names can be weighed anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.stored_looks import looks_from, stored_looks
from birdeye.domain.boxes import Box
from birdeye.domain.changes import AddBird, MoveBox
from birdeye.domain.identification import Looks, Rank
from tests.helpers.made_results import PACK, TOP, make_bird, make_result, seen, species_of

FIRST = Looks("f" * 64, (3, 0, 7), tuple(map(float, np.float32([0.5, 0.25, 0.1]))), Rank.GENUS)
OTHER = replace(FIRST, species=(1,), probabilities=(1.0,))


@given(
    st.lists(st.tuples(st.integers(0, 65_535), st.floats(0, 1, width=32)), max_size=128),
    st.sampled_from(Rank),
)
def test_looks_are_read_as_they_were_written(pairs, finest):
    species, probabilities = tuple(zip(*pairs, strict=True)) or ((), ())
    looks = Looks("0ab", species, probabilities, finest)
    assert looks_from(stored_looks(looks)) == looks


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "species f AAAA",
        "species f AAAA AAAAAA==",  # an index and a half
        "species f AAA= AADAfw==",  # not a number
        "species f AAA= AAAAQQ==",  # a probability of 8
        "species f AAA= AADAPw==",  # one of 1.5
        "order f AAA= AACAPw==",
        "species f *** AACAPw==",
        "species f A*AA= AACAPw==",
        "species f AAA= AACA*Pw==",
    ],
)
def test_nonsense_is_no_looks(stored):
    assert looks_from(stored) is None


@pytest.fixture
def catalogue(tmp_path):
    with Catalogue(tmp_path / "catalogue.sqlite", species_of) as catalogue:
        yield catalogue


def test_looks_are_found_by_the_bird_whatever_was_done_to_its_box(catalogue, tmp_path):
    path = tmp_path / "a.jpg"
    birds = [
        replace(make_bird(), looks=FIRST),
        replace(make_bird(box=(200, 10, 260, 60)), looks=OTHER),
    ]
    photo_id = catalogue.remember(seen(path), make_result(path, *birds), PACK, TOP)
    known = {each.bird.box.x1: each.bird_id for each in catalogue.record(photo_id).birds}
    assert catalogue.looks_of(photo_id) == {
        known[birds[0].box.x1]: FIRST,
        known[200.0]: OTHER,
    }
    moved = replace(birds[1], box=Box(210, 12, 270, 60), looks=FIRST)
    catalogue.carry_out(MoveBox(known[200.0], moved))
    drawn = replace(make_bird(box=(10, 150, 60, 200)), looks=OTHER)
    added = catalogue.carry_out(AddBird(photo_id, drawn)).bird_ids[0]
    found = catalogue.looks_of(photo_id)
    assert (found[known[200.0]], found[added]) == (FIRST, OTHER)
    catalogue.undo()
    catalogue.undo()
    assert catalogue.looks_of(photo_id)[known[200.0]] == OTHER
    assert (
        catalogue.found_before(seen(path), replace(PACK, networks=PACK.fingerprint), TOP)
        is not None
    )
