from __future__ import annotations

import pytest

from birdeye.imaging import fonts


def drawn(text, size_px=24):
    return bytes(fonts.font_for(text, size_px).getmask(text))


def test_latin_needs_no_system_font(monkeypatch):
    monkeypatch.setattr(fonts, "_system_fonts", lambda: ())
    assert fonts.can_draw("Passer domesticus") and fonts.can_draw("Kühlé Çañón · 97 %")
    assert drawn("Wren") != drawn("Rook")
    assert not fonts.can_draw("麻雀")


@pytest.mark.parametrize(
    ("text", "other"),
    [("普通翠鸟", "家麻雀鸟"), ("スズメ", "カラス"), ("참새", "까치"), ("Чиж", "Грач")],
)
def test_other_scripts_are_drawn_where_a_font_is_installed(text, other):
    if not fonts.can_draw(text):
        pytest.skip("no installed font has these letters")
    assert drawn(text) != drawn(other)  # letters, not the same empty box over and over


def test_size_is_the_height_of_a_line():
    small, large = fonts.font_for("Wren", 12), fonts.font_for("Wren", 120)
    assert large.getlength("Wren") == pytest.approx(10 * small.getlength("Wren"), rel=0.1)


def test_damaged_font_file_is_passed_over(tmp_path, monkeypatch):
    broken = tmp_path / "NotoSans-Regular.ttf"
    broken.write_bytes(b"not a font")
    monkeypatch.setattr(fonts, "_system_fonts", lambda: (str(broken),))
    assert fonts.font_for("Ж", 20).getlength("A") > 0
