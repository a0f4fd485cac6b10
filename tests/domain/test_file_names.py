from __future__ import annotations

import pytest

from birdeye.domain.file_names import is_windows_device, looks_like_another
from birdeye.export.plain_text import file_name


@pytest.mark.parametrize(
    "name",
    ["con", "CON.txt", "Lpt1", "lpt¹", "COM³.a.b", "nul .md", "CONIN$", "conout$.x", "ｃｏｎ.md"],
)
def test_names_of_devices(name):
    assert is_windows_device(name)
    assert not is_windows_device(file_name(name))


@pytest.mark.parametrize("name", ["icon.md", "com.md", "lpt10", "console", "a.con"])
def test_names_that_only_begin_like_them(name):
    assert not is_windows_device(name)


@pytest.mark.parametrize(
    "name",
    ["x\u202e.md", "a\u200bb", "a\u2028b", "ＭＡＮＩＦＥＳＴ.toml", "x²", "\ufb01le", "a\ufeff"],
)
def test_characters_that_do_not_show_or_stand_for_others(name):
    assert looks_like_another(name)


@pytest.mark.parametrize("name", ["README.md", "说明.md", "Ä.md", "A\u0308.md", "птица-1_b"])
def test_usual_names_in_any_script(name):
    assert not looks_like_another(name)
