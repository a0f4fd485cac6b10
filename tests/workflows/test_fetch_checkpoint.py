"""A published file without a checksum is shown, asked about once, and refused when it changes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from birdeye import locations
from birdeye.cli.main import run
from birdeye.domain.errors import BirdeyeError, FetchFailed
from birdeye.packs import zoo_2017
from birdeye.workflows.fetch_checkpoint import fetch_checkpoint
from tests.helpers.file_server import CONTENT, sends, serving

SHA256 = hashlib.sha256(CONTENT).hexdigest()
OTHER = b"another file" * 1000


@pytest.fixture(autouse=True)
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BIRDEYE_DATA", str(tmp_path / "data"))


def published(server):
    known = server.remote()
    return replace(known, size_bytes=None, sha256=None, about_bytes=len(CONTENT))


def fetch(remote, folder, answers=(), **options):
    """The path, and what was asked."""
    asked, remaining = [], list(answers)

    def ask(sha256, size_bytes):
        asked.append((sha256, size_bytes))
        return remaining.pop(0)

    *_, path = fetch_checkpoint(remote, folder, ask, **options)
    return path, asked


def test_the_first_time_it_is_asked_about_and_never_again(tmp_path):
    with serving() as server:
        path, asked = fetch(published(server), tmp_path / "here", [True])
        assert path.read_bytes() == CONTENT
        assert asked == [(SHA256, len(CONTENT))]
        assert fetch(published(server), tmp_path / "here") == (path, [])
        assert len(server.requests) == 1, "it is there"
        path, asked = fetch(published(server), tmp_path / "there")
        assert (path.read_bytes(), asked) == (CONTENT, [])


def test_another_file_at_the_same_address_is_refused(tmp_path):
    with serving() as server:
        fetch(published(server), tmp_path / "here", [True])
    with serving(sends(OTHER)) as second:
        record = json.loads((locations.data_folder() / "trusted-files.json").read_text())
        moved = {published(second).url: SHA256}
        assert list(record.values()) == [SHA256]
        (locations.data_folder() / "trusted-files.json").write_text(json.dumps(moved))
        with pytest.raises(FetchFailed, match=SHA256):
            fetch(published(second), tmp_path / "there")
    assert not (tmp_path / "there").exists()


def test_what_is_not_trusted_is_not_kept(tmp_path):
    with serving() as server, pytest.raises(BirdeyeError, match=SHA256):
        fetch(published(server), tmp_path / "here", [False])
    assert not (tmp_path / "here").exists()
    assert not list(locations.downloads_folder().iterdir())
    assert not (locations.data_folder() / "trusted-files.json").exists()


def test_a_checksum_from_elsewhere_asks_nothing_and_is_held_against_what_came(tmp_path):
    with serving(sends(OTHER)) as server:
        with pytest.raises(FetchFailed, match=SHA256):
            fetch(published(server), tmp_path / "here", sha256=SHA256)
        path, asked = fetch(published(server), tmp_path / "here", sha256=SHA256)
    assert (path.read_bytes(), asked) == (CONTENT, [])


@pytest.mark.parametrize("content", ["", "[]", '{"x": 1}', '{"x": "abc"}', "[" * 100_000])
def test_a_record_that_makes_no_sense_trusts_nothing(tmp_path, content):
    with serving() as server:
        locations.data_folder().mkdir()
        record = content.replace("x", published(server).url)
        (locations.data_folder() / "trusted-files.json").write_text(record)
        assert fetch(published(server), tmp_path / "here", [True])[1] == [(SHA256, len(CONTENT))]


def test_the_command_asks_nobody_where_nobody_is(tmp_path, monkeypatch, capsys):
    with serving() as server:
        checkpoint = zoo_2017.PublishedCheckpoint("ssd", "SSD", published(server))
        monkeypatch.setattr(zoo_2017, "CHECKPOINTS", (checkpoint,))
        words = ["packs", "fetch-detector", "ssd", "--into", str(tmp_path / "here")]
        assert run(words) == 1
        captured = capsys.readouterr()
        assert SHA256 in captured.out
        assert f"--sha256 {SHA256}" in captured.err
        assert not (tmp_path / "here").exists()
        assert run([*words, "--sha256", SHA256.upper()]) == 0
        assert len(server.requests) == 1, "what came is still there"
    assert f"--bird-class {zoo_2017.BIRD_CLASS}" in capsys.readouterr().out
    assert (tmp_path / "here" / "net.tflite").read_bytes() == CONTENT


def test_the_command_lists_what_there_is(capsys):
    assert run(["packs", "fetch-detector"]) == 0
    told = capsys.readouterr().out
    assert told.count("https://github.com/zhreshold/mxnet-ssd/releases/download/") == 4
    assert run(["packs", "fetch-detector", "ssd-of-nobody"]) == 2
    assert "ssd-vgg16-300" in capsys.readouterr().err
    assert run(["packs", "fetch-detector", "ssd-vgg16-300", "--sha256", "abc"]) == 2
