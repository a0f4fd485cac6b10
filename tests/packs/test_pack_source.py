"""Attacks on whoever opens a pack from elsewhere."""

from __future__ import annotations

import os
import random
import stat
import zipfile
from pathlib import Path

import pytest

from birdeye.domain.errors import CannotWrite, PackInvalid
from birdeye.packs.pack_source import MAX_ENTRIES, open_source
from birdeye.packs.transfer import pack_to_file, unpack


def _zip_with(tmp_path, folder, extra=(), prefix=""):
    """An archive of the pack in ``folder`` and of ``extra``: (ZipInfo or name, content)."""
    file = tmp_path / "attack.birdpack"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("manifest.toml", "labels.csv", "detector.onnx", "classifier.onnx"):
            archive.writestr(prefix + name, (folder / name).read_bytes())
        for info, content in extra:
            archive.writestr(info, content)
    return file


def _unpack(source, tmp_path):
    destination = tmp_path / "destination"
    destination.mkdir()
    with open_source(source) as opened:
        unpack(opened, destination, source.name)
    return destination


def _problems(source, tmp_path):
    with pytest.raises(PackInvalid) as caught:
        _unpack(source, tmp_path)
    return caught.value.problems


def _everything_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


PARTS = ["classifier.onnx", "detector.onnx", "labels.csv", "manifest.toml"]


def test_archive_is_unpacked(tmp_path, pack_folder):
    destination = _unpack(_zip_with(tmp_path, pack_folder), tmp_path)
    assert _everything_below(destination) == PARTS
    for name in PARTS:
        assert (destination / name).read_bytes() == (pack_folder / name).read_bytes()


def test_archive_of_a_folder_is_unpacked_too(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder, [("__MACOSX/._x", b"")], prefix="tiny/")
    assert _everything_below(_unpack(source, tmp_path)) == PARTS


def test_folder_is_copied(tmp_path, pack_folder):
    assert _everything_below(_unpack(pack_folder, tmp_path)) == PARTS


def test_documents_come_along_and_everything_else_stays_behind(tmp_path, pack_folder):
    for name in ("README.md", "LICENCE", "reliability.png"):
        (pack_folder / name).write_bytes(b"for people")
    for name in ("run.sh", "setup.py", "other.onnx", "weights.params", ".hidden.md.exe"):
        (pack_folder / name).write_bytes(b"not wanted")
    (pack_folder / "sub").mkdir()
    (pack_folder / "sub" / "README.md").write_bytes(b"not wanted")
    copied = _everything_below(_unpack(pack_folder, tmp_path))
    assert copied == sorted([*PARTS, "README.md", "LICENCE", "reliability.png"])


@pytest.mark.parametrize(
    "name",
    [
        "../escape.md",
        "../../escape.md",
        "sub/../../escape.md",
        "/etc/escape.md",
        "//host/share.md",
        "./a.md",
        "a//b.md",
        "..",
        "C:/escape.md",
        "C:escape.md",
        "..\\escape.md",
        "a.md:stream",
        "bell\a.md",
        "aux.md",
        "dot./a.md",
        "space /a.md",
        "n" * 251,
        "lpt¹.md",
        "COM² .md",
        "conin$",
        "x\u202e.md",
        "x\u2066.md",
        "x\u200b.md",
        "x\u2028.md",
        "x\ue000.md",
        "ＭＡＮＩＦＥＳＴ.toml",
        "\uff0fescape.md",
        "C\uff1aescape.md",
        "README\uff0emd",
        "\ufb01le.md",
    ],
)
def test_entry_that_leaves_the_folder_is_refused(tmp_path, pack_folder, name):
    source = _zip_with(tmp_path, pack_folder, [(name, b"x")])
    before = _everything_below(tmp_path)
    problems = _problems(source, tmp_path)
    assert len(problems) == 1
    assert problems[0].startswith("the entry “")
    assert _everything_below(tmp_path) == sorted([*before, "destination"])


def test_entry_with_a_null_byte_is_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder, [("goodXbad.md", b"x")])
    source.write_bytes(source.read_bytes().replace(b"goodXbad.md", b"good\0bad.md"))
    assert "control characters" in _problems(source, tmp_path)[0]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_entry_that_is_no_plain_file_is_refused(tmp_path, pack_folder, kind):
    info = zipfile.ZipInfo("README.md")
    info.external_attr = (kind | 0o777) << 16
    source = _zip_with(tmp_path, pack_folder, [(info, b"/etc/passwd")])
    assert _problems(source, tmp_path) == (
        "the entry “README.md” is a link or a device, not a file",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("README.md", "readme.MD"), ("manifest.toml", "Manifest.toml"), ("Ä.md", "A\u0308.md")],
)
def test_names_that_collide_on_other_computers_are_refused(tmp_path, pack_folder, one, other):
    extra = [(name, b"x") for name in (one, other) if name != "manifest.toml"]
    (problem,) = _problems(_zip_with(tmp_path, pack_folder, extra), tmp_path)
    assert "the same file" in problem


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_same_name_twice_is_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder, [("detector.onnx", b"another")])
    assert "the same file" in _problems(source, tmp_path)[0]


def test_bomb_is_refused_by_its_ratio(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder, [("README.md", bytes(12_000_000))])
    (problem,) = _problems(source, tmp_path)
    assert "bomb" in problem


def test_too_many_entries_are_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder, [(f"{n}.md", b"") for n in range(MAX_ENTRIES)])
    assert _problems(source, tmp_path) == ("it holds 204 files, more than the limit of 200",)


def test_table_of_contents_too_large_for_memory_is_refused_unread(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder, [(f"{n}" + "x" * 240, b"") for n in range(4200)])
    assert _problems(source, tmp_path) == ("its table of contents is too large for a pack",)


def test_64_bit_archive_is_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder)
    content = source.read_bytes()
    end = content.rfind(b"PK\x05\x06")
    locator = b"PK\x06\x07" + bytes(16)
    source.write_bytes(content[:end] + locator + content[end:])
    assert _problems(source, tmp_path) == ("its table of contents is too large for a pack",)


def test_sum_of_declared_sizes_is_bounded(tmp_path, pack_folder, monkeypatch):
    monkeypatch.setattr("birdeye.packs.pack_source.MAX_TOTAL_BYTES", 1000)
    assert "limit of 1000" in _problems(_zip_with(tmp_path, pack_folder), tmp_path)[0]


def test_entry_larger_than_its_kind_allows_is_refused(tmp_path, pack_folder, monkeypatch):
    monkeypatch.setattr("birdeye.packs.pack_source.MAX_DOCUMENT_BYTES", 10)
    source = _zip_with(tmp_path, pack_folder, [("README.md", b"x" * 11)])
    assert _problems(source, tmp_path) == ("README.md is larger than the limit of 10 bytes (11)",)


def _patch_entry(content, name, offset_local, offset_central, value):
    """Overwrite a field of the entry in both headers (ZIP specification, 4.3.7 and 4.3.12)."""
    local = content.find(name) - 30
    central = content.rfind(name) - 46
    for start in (local + offset_local, central + offset_central):
        content = content[:start] + value + content[start + len(value) :]
    return content


def test_encrypted_entry_is_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder)
    source.write_bytes(_patch_entry(source.read_bytes(), b"labels.csv", 6, 8, b"\x01\x00"))
    assert _problems(source, tmp_path) == ("the entry “labels.csv” is encrypted",)


def test_unusual_compression_is_refused(tmp_path, pack_folder):
    info = zipfile.ZipInfo("README.md")
    info.compress_type = zipfile.ZIP_LZMA
    source = _zip_with(tmp_path, pack_folder, [(info, b"x")])
    assert "compressed in a way" in _problems(source, tmp_path)[0]


def test_declared_size_that_is_a_lie_is_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder)
    smaller = (20).to_bytes(4, "little")
    source.write_bytes(_patch_entry(source.read_bytes(), b"detector.onnx", 22, 24, smaller))
    assert _problems(source, tmp_path)


def test_damaged_content_is_refused(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder)
    content = bytearray(source.read_bytes())
    start = content.find(b"detector.onnx") + 20
    content[start : start + 8] = b"\xff" * 8
    source.write_bytes(content)
    assert "damaged" in _problems(source, tmp_path)[0]


def test_any_damage_gives_the_pack_or_pack_invalid(tmp_path, pack_folder):
    source = _zip_with(tmp_path, pack_folder)
    whole = source.read_bytes()
    chance = random.Random(4)
    for attempt in range(400):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.2:
            del content[chance.randrange(len(content)) :]
        source.write_bytes(content)
        destination = tmp_path / str(attempt)
        destination.mkdir()
        try:
            with open_source(source) as opened:
                unpack(opened, destination, source.name)
        except PackInvalid as error:
            assert error.problems
        assert set(_everything_below(destination)) <= set(PARTS)


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"no archive at all" * 100, b"PK\x05\x06" + bytes(18)]
)
def test_file_that_is_no_archive_is_refused(tmp_path, content):
    source = tmp_path / "pack.birdpack"
    source.write_bytes(content)
    assert _problems(source, tmp_path)


def test_source_that_is_gone_is_said(tmp_path):
    (problem,) = _problems(tmp_path / "gone.birdpack", tmp_path)
    assert "cannot be opened" in problem


def test_source_that_is_a_device_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.birdpack")
    (problem,) = _problems(tmp_path / "pipe.birdpack", tmp_path)
    assert "neither a folder nor a file" in problem


@pytest.mark.parametrize("name", ["lpt¹.md", "aux.md", "ｘ.md"])
def test_name_in_a_folder_that_not_every_computer_takes_is_refused(tmp_path, pack_folder, name):
    (pack_folder / name).write_text("x")
    (problem,) = _problems(pack_folder, tmp_path)
    assert problem.startswith(f"the file “{name}” has")


def test_names_in_other_scripts_are_taken(tmp_path, pack_folder):
    (pack_folder / "说明 ñandú.md").write_text("x")
    unpack_to = tmp_path / "destination"
    unpack_to.mkdir()
    with open_source(pack_folder) as source:
        unpack(source, unpack_to, "pack")
    assert (unpack_to / "说明 ñandú.md").read_text() == "x"


@pytest.mark.parametrize("name", ["detector.onnx", "manifest.toml", "README.md"])
def test_link_in_a_folder_is_refused(tmp_path, pack_folder, name):
    (pack_folder / name).unlink(missing_ok=True)
    (pack_folder / name).symlink_to("/etc/passwd")
    assert _problems(pack_folder, tmp_path) == (
        f"{name} is a link; a pack must contain the file itself",
    )


def test_pipe_in_a_folder_is_not_read(tmp_path, pack_folder):
    (pack_folder / "detector.onnx").unlink()
    os.mkfifo(pack_folder / "detector.onnx")
    assert "detector.onnx is missing" in _problems(pack_folder, tmp_path)[0]


def test_problems_of_manifest_and_labels_come_at_once(tmp_path, pack_folder):
    (pack_folder / "manifest.toml").write_text("id = 3")
    (pack_folder / "labels.csv").write_text("x")
    problems = _problems(pack_folder, tmp_path)
    assert any(problem.startswith("id ") for problem in problems)
    assert any(problem.startswith("labels.csv ") for problem in problems)


def test_packed_file_is_the_same_every_time(tmp_path, pack_folder):
    (pack_folder / "README.md").write_text("# Tiny")
    for name in ("secret.key", "older.onnx"):
        (pack_folder / name).write_text("not for others")
    one = pack_to_file(pack_folder, tmp_path / "one.birdpack").read_bytes()
    os.utime(pack_folder / "README.md", (0, 0))
    assert pack_to_file(pack_folder, tmp_path / "two.birdpack").read_bytes() == one
    with zipfile.ZipFile(tmp_path / "one.birdpack") as archive:
        assert sorted(archive.namelist()) == sorted([*PARTS, "README.md"])


def test_packed_file_unpacks_to_the_same_pack(tmp_path, pack_folder):
    packed = pack_to_file(pack_folder, tmp_path / "tiny.birdpack")
    destination = _unpack(packed, tmp_path)
    for name in PARTS:
        assert (destination / name).read_bytes() == (pack_folder / name).read_bytes()


def test_broken_pack_is_not_packed(tmp_path, pack_folder):
    (pack_folder / "labels.csv").unlink()
    with pytest.raises(PackInvalid):
        pack_to_file(pack_folder, tmp_path / "tiny.birdpack")
    assert not list(Path(tmp_path).glob("*.birdpack"))


@pytest.mark.skipif(os.name != "posix", reason="pipes as POSIX has them")
def test_a_pack_does_not_replace_a_pipe(pack_folder, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotWrite, match="not a file"):
        pack_to_file(pack_folder, tmp_path / "pipe")
    assert (tmp_path / "pipe").is_fifo()
