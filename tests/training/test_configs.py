"""Which sides crops have in the course of a run."""

from __future__ import annotations

from models.training.configs import enlarged_at_last, side_at


def test_a_cooldown_ends_on_larger_crops():
    sizes = enlarged_at_last([{"from_crops": 0, "side": 128}], 1000, 100, side=160, share=0.25)
    assert [side_at(sizes, crops) for crops in (1000, 1074, 1075, 1100)] == [128, 128, 160, 160]
    whole = enlarged_at_last([{"from_crops": 0, "side": 128}], 1000, 100, side=160, share=1.0)
    assert side_at(whole, 1000) == 160
