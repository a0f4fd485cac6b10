from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.export.plain_text import file_name, one_line, safe_cell


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("\u202egpj.exe\u202c", "gpj.exe"),
        ("bell\x07 and\x00 nothing", "bell and nothing"),
        ("half \ud800 a character", "half a character"),
        ("  欧乌鸫  ", "欧乌鸫"),
    ],
)
def test_one_line_takes_out_what_commands_and_what_misleads(text, line):
    assert one_line(text) == line


@given(st.text())
def test_a_line_is_always_writable_and_single(text):
    line = one_line(text)
    line.encode("utf-8")
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "\uff201"]
)
def test_formulas_are_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"),
        ("..", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("trailing. . ", "trailing"),
        ("Parus major (大山雀)", "Parus major (大山雀)"),
    ],
)
def test_file_names_suit_every_system_and_never_lead_out_of_a_folder(text, name):
    assert file_name(text) == name


@given(st.text())
def test_a_file_name_is_one_part_of_a_path_and_short(text):
    name = file_name(text)
    assert name and not set(name) & set("/\\:\0") and name not in (".", "..")
    assert len(name.encode("utf-8")) <= 121
