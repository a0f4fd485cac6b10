"""No folder of the user's in what they pass on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from birdeye.domain.without_folders import without_folders


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FileNotFoundError: '/home/ann/My Photos/a b.jpg'", "FileNotFoundError: '…/a b.jpg'"),
        ("“/media/ann/CARD/heron.jpg” is a folder.", "“…/heron.jpg” is a folder."),
        (
            '  File "/home/ann/v/birdeye/gui/app.py", line 3',
            '  File "…/birdeye/gui/app.py", line 3',
        ),
        (r"OSError: 'C:\\Users\\Ann\\Pictures\\a.jpg'", "OSError: '…/a.jpg'"),
        (r"C:\Users\Ann\a.jpg is gone", "…/a.jpg is gone"),
        (r"'\\server\ann\a.jpg'", "'…/a.jpg'"),
        ("~/Pictures/a.jpg and /tmp/x/y.png", "…/a.jpg and …/y.png"),
        ("PosixPath('/home/ann')", "PosixPath('…/ann')"),
        ("1/2 of 3/4; text/plain; https://example.org/a/b", None),
        ("Linux-6.1/x86_64, 50 photos/s", None),
    ],
)
def test_a_path_becomes_the_name_at_its_end(text, told):
    assert without_folders(text) == (text if told is None else told)


_WORDS = st.text("abcXYZ 0123", min_size=1, max_size=8).map(str.strip).filter(bool)


@given(st.lists(_WORDS, min_size=1, max_size=5), _WORDS)
def test_no_folder_of_a_quoted_path_is_left(folders, name):
    secret = [f"secret-{folder}" for folder in folders]
    path = "/" + "/".join([*secret, f"{name}.jpg"])
    for text in (f"cannot open {path!r}", f"“{path}” is gone", f"File “{path}”"):
        assert "secret" not in without_folders(text)
        assert f"{name}.jpg" in without_folders(text)
