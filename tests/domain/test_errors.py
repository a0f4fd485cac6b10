from __future__ import annotations

from pathlib import Path

from birdeye.domain.errors import OperatorUnsupported, PackInvalid, PhotoUnreadable


def test_photo_unreadable_reads_as_sentences():
    error = PhotoUnreadable(Path("鸟/a.jpg"), "the file is empty", "Copy it again.")
    assert str(error) == "“a.jpg” could not be read: the file is empty. Copy it again."


def test_a_reason_ends_in_one_full_stop():
    error = PhotoUnreadable(Path("a.jpg"), "it is no picture.", "Open another.")
    assert str(error) == "“a.jpg” could not be read: it is no picture. Open another."


def test_pack_invalid_names_every_problem():
    error = PackInvalid("x", ["the detector has no file", "the version is missing."])
    assert "the detector has no file; the version is missing. Get a fresh copy" in str(error)
    assert len(error.problems) == 2


def test_operator_unsupported_lists_all_at_once():
    error = OperatorUnsupported("net-symbol.json", ["Correlation (node corr)", "RNN (node lstm0)"])
    assert "Correlation (node corr); RNN (node lstm0)" in str(error)
