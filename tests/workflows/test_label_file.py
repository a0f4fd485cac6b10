from __future__ import annotations

import pytest

from birdeye.domain.errors import CheckpointInvalid, PackInvalid
from birdeye.workflows.label_file import bird_line, read_label_file


@pytest.mark.parametrize(
    "line",
    [
        "Parus major",
        "Parus major (Great Tit)",
        "Great Tit (Parus major)",
        "Parus major_Great Tit",
        "17 Parus major, Great Tit",
        "n01530575 Parus major",
        '"Parus major"',
    ],
)
def test_species_is_found_in_a_line_of_any_form(line, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(f"{line}\nbackground\n", encoding="utf-8")
    labels = read_label_file(path)
    assert labels.species[0].scientific_name == "Parus major"
    assert labels.species[1] is None
    assert labels.claimable == (True, False)
    if "Tit" in line:
        assert labels.species[0].common_name("en") == "Great Tit"


@pytest.mark.parametrize("sign", ["×", "x", "\\xd7"])
def test_hybrid_is_no_species(sign, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text(
        f"Anas superciliosa {sign} platyrhynchos (a hybrid)\nParus major\n", encoding="utf-8"
    )
    assert read_label_file(path).species[0] is None


def test_common_name_may_hold_brackets(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Circus hudsonius (Northern Harrier (American))\n", encoding="utf-8")
    assert read_label_file(path).species[0].common_name("en") == "Northern Harrier (American)"


def test_pack_table_is_read_too(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "scientific_name,english_name,chinese_name,family\nParus major,Great Tit,大山雀,Paridae\n",
        encoding="utf-8",
    )
    labels = read_label_file(path)
    assert labels.species[0].family == "Paridae"


def test_line_that_is_no_species_is_named(tmp_path):
    path = tmp_path / "labels.txt"
    path.write_text("Parus major\nrobin\n", encoding="utf-8")
    with pytest.raises(CheckpointInvalid, match=r"labels.txt, line 2.*robin"):
        read_label_file(path)


@pytest.mark.parametrize("content", [b"", b"background\n", b"\xff\xfe\x00"])
def test_file_without_species_is_refused(content, tmp_path):
    path = tmp_path / "labels.txt"
    path.write_bytes(content)
    with pytest.raises(CheckpointInvalid):
        read_label_file(path)


def test_broken_table_is_refused(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("scientific_name\nParus major\n")
    with pytest.raises(PackInvalid):
        read_label_file(path)


def test_absent_file_is_refused(tmp_path):
    with pytest.raises(CheckpointInvalid, match="cannot be read"):
        read_label_file(tmp_path / "absent.txt")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("aeroplane\nbicycle\nbird\n", 2),
        ("background\naeroplane\nBird\n", 1),
        ("0 person\n1: bird\n", 1),
        ("cat\ndog\n", None),
    ],
)
def test_class_of_birds_is_found_among_a_detectors_classes(text, line, tmp_path):
    (tmp_path / "classes.txt").write_text(text)
    assert bird_line(tmp_path / "classes.txt") == line
