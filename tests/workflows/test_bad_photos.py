"""The command on the worst that a folder may hold: a sentence for each, and the batch goes on."""

from __future__ import annotations

import json
import os
import shutil
import struct
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path

import pytest

from birdeye.cli.main import run
from birdeye.vision.identifier import Identifier
from birdeye.workflows.find_photos import find_photos
from birdeye.workflows.identify_photos import identify_photos
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack


def png_bomb(side):
    """A small PNG that claims ``side`` x ``side`` pixels."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10 * (1 + 3 * side)), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


@pytest.fixture
def bad_folder(tmp_path, monkeypatch):
    make_tiny_pack(tmp_path / "data" / "packs" / "tiny")
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "data"))
    folder = tmp_path / "photos"
    good = draw_photo(folder / "1 good.jpg", RED).read_bytes()
    (folder / "2 empty.jpg").touch()
    (folder / "3 truncated.jpg").write_bytes(good[:300])  # not one row
    (folder / "4 text.jpg").write_text("This is not a photo.\n" * 100)
    (folder / "5 bomb.png").write_bytes(png_bomb(60_000))
    (folder / "6 noise.heic").write_bytes(os.urandom(5000))
    (folder / "7 raw.nef").write_bytes(b"II*\0" + bytes(2000))
    draw_photo(folder / "8 good.png", BLUE)
    return folder


def test_each_is_a_sentence_and_the_exit_code_is_1(bad_folder, capsys):
    gone = bad_folder / "9 vanished.jpg"
    words = ["identify", str(bad_folder), str(gone), "--format", "json", "--threads", "2"]
    assert run(words) == 1
    captured = capsys.readouterr()
    photos = json.loads(captured.out)["photos"]
    assert [Path(photo["photo"]).name[0] for photo in photos] == list("123456789")
    errors = [photo["error"] for photo in photos]
    assert [error is None for error in errors] == [number in (1, 8) for number in range(1, 10)]
    for photo in photos:
        name = Path(photo["photo"]).name
        if photo["error"] is not None:
            assert photo["error"].startswith(f"“{name}” could not be read: ")
            assert photo["error"].endswith(".")
            assert len(photo["error"]) < 300
    assert len(captured.err.splitlines()) == 7
    assert "Traceback" not in captured.err


def test_bomb_is_refused_by_its_size_before_memory_is_taken(bad_folder):
    identifier = Identifier(make_tiny_pack(bad_folder.parent / "tiny"))
    (result,) = identify_photos([bad_folder / "5 bomb.png"], identifier)
    assert "pixels" in result.error


@contextmanager
def as_nobody():
    """Give up root's right to open everything, for the effective user only, and take it back."""
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="becoming another user needs root"
)
def test_folder_and_photo_without_permission_are_sentences(tmp_path):
    identifier = Identifier(make_tiny_pack(tmp_path / "tiny"))
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        draw_photo(folder / "closed" / "a.png", RED)
        draw_photo(folder / "secret.png", RED).chmod(0)
        draw_photo(folder / "shown.png", BLUE)
        (folder / "closed").chmod(0)
        with as_nobody():
            results = list(identify_photos(find_photos([folder]), identifier))
    finally:
        shutil.rmtree(folder)
    assert [result.path.name for result in results] == ["secret.png", "shown.png", "closed"]
    assert [result.error is None for result in results] == [False, True, False]
    assert "permission" in results[0].error.lower()
    assert results[2].error == (
        "“closed” could not be read: the folder cannot be opened (Permission denied)."
    )


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may open every folder"
)
def test_folder_without_permission_is_a_sentence_to_its_owner(tmp_path):
    identifier = Identifier(make_tiny_pack(tmp_path / "tiny"))
    closed = tmp_path / "photos" / "closed"
    draw_photo(closed / "a.png", RED)
    closed.chmod(0)
    try:
        (result,) = identify_photos(find_photos([tmp_path / "photos"]), identifier)
    finally:
        closed.chmod(0o755)
    assert "the folder cannot be opened" in result.error
