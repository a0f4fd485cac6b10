"""Adding, removing and choosing packs, and what is left when any of it fails."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from birdeye.domain.errors import BirdeyeError, CannotWrite, PackInvalid, PackNotFound
from birdeye.packs.default_choice import write_default_choice
from birdeye.packs.library import PackLibrary
from birdeye.packs.library_lock import LOCK_NAME, held
from birdeye.packs.pack import BrokenPack
from birdeye.packs.transfer import pack_to_file
from tests.helpers.tiny_pack import make_tiny_pack

ROOT = Path(__file__).resolve().parents[2]

_LIST = """
import sys
from pathlib import Path
from birdeye.packs import library_lock
from birdeye.packs.library import PackLibrary

library_lock._PATIENCE_S = 0.1
folder = Path(sys.argv[1])
PackLibrary(folder / "none", folder, folder / "settings.toml").packs()
"""


def _user_folders(library):
    return sorted(path.name for path in library.user_folder.iterdir() if path.name != LOCK_NAME)


def _version(library, pack_id="tiny"):
    return library.get(pack_id).manifest.version


def test_empty_library_says_how_to_add_a_pack(library):
    assert library.packs() == []
    with pytest.raises(PackNotFound, match="birdeye packs add"):
        library.default()
    with pytest.raises(PackNotFound, match="none is installed"):
        library.get("tiny")


def test_folder_is_installed_under_its_id(library, pack_folder):
    renamed = pack_folder.rename(pack_folder.with_name("some other name"))
    pack = library.install(renamed)
    assert pack.folder == library.user_folder / "tiny"
    assert [each.id for each in library.packs()] == ["tiny"]
    assert not pack.builtin
    assert library.default().id == "tiny"


def test_birdpack_file_is_installed(library, pack_folder, tmp_path):
    file = pack_to_file(pack_folder, tmp_path / "a pack 鳥.birdpack")
    assert library.install(file).id == "tiny"
    assert _user_folders(library) == ["tiny"]


def test_installed_pack_does_not_need_its_source(library, pack_folder):
    library.install(pack_folder)
    shutil.rmtree(pack_folder)
    assert library.get("tiny").detector_file.is_file()


def test_pack_is_replaced_by_another_version(library, tmp_path):
    for version in ("1.0", "1.10", "1.9"):
        source = tmp_path / version
        make_tiny_pack(source, version=version)
        (source / f"{version}.md").write_text("card")
        library.install(source)
        assert _version(library) == version
    assert _user_folders(library) == ["tiny"]
    assert not (library.user_folder / "tiny" / "1.0.md").exists()


def test_pack_can_be_installed_over_itself(library, pack_folder):
    folder = library.install(pack_folder).folder
    assert library.install(folder).id == "tiny"


@pytest.mark.parametrize("damage", ["manifest.toml", "labels.csv", "detector.onnx"])
def test_failed_replacement_leaves_the_old_pack_whole(library, pack_folder, tmp_path, damage):
    library.install(pack_folder)
    worse = make_tiny_pack(tmp_path / "worse", version="2.0").folder
    (worse / damage).write_bytes(b"damaged")
    with pytest.raises(PackInvalid, match="worse"):
        library.install(worse)
    assert _version(library) == "1.0"
    assert _user_folders(library) == ["tiny"]


def test_rename_that_fails_brings_the_old_pack_back(library, pack_folder, tmp_path, monkeypatch):
    library.install(pack_folder)
    newer = make_tiny_pack(tmp_path / "newer", version="2.0").folder
    rename = Path.rename

    def refuse_incoming(self, target):
        if self.name.startswith(".incoming"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_incoming)
    with pytest.raises(CannotWrite, match="Permission denied"):
        library.install(newer)
    assert _version(library) == "1.0"
    assert _user_folders(library) == ["tiny"]


def test_full_disk_is_said_and_leaves_nothing(library, pack_folder, monkeypatch):
    class FullDisk(io.BytesIO):
        def write(self, block):
            raise OSError(28, "No space left on device")

    opened = Path.open

    def open_on_full_disk(self, mode="r", *more, **options):
        return FullDisk() if "x" in mode else opened(self, mode, *more, **options)

    monkeypatch.setattr(Path, "open", open_on_full_disk)
    with pytest.raises(CannotWrite, match="No space left"):
        library.install(pack_folder)
    assert _user_folders(library) == []


def test_replacement_that_was_cut_off_is_undone(library, pack_folder):
    folder = library.install(pack_folder).folder
    folder.rename(folder.with_name(".replaced-tiny"))  # the power fails here
    assert _version(library) == "1.0"
    assert _user_folders(library) == ["tiny"]


def test_replacement_that_is_going_on_is_not_undone(library, pack_folder, monkeypatch):
    """`packs list` at the worst moment of `packs add`: between its two renames."""
    folder = library.install(pack_folder).folder
    monkeypatch.setattr("birdeye.packs.library_lock._PATIENCE_S", 0.1)
    with held(library.user_folder) as has_it:
        assert has_it
        replaced = folder.rename(folder.with_name(".replaced-tiny"))
        other = subprocess.run(
            [sys.executable, "-c", _LIST, str(library.user_folder)], cwd=ROOT, check=True
        )
        assert other.returncode == 0
        assert replaced.is_dir()
        replaced.rename(folder)
    assert _version(library) == "1.0"


def test_lists_beside_replacements_always_show_the_pack(library, pack_folder, tmp_path):
    """One thread adds version after version, and what is listed meanwhile is always whole."""
    library.install(pack_folder)
    sources = [make_tiny_pack(tmp_path / v, version=v).folder for v in ("2.0", "3.0", "4.0", "5.0")]
    failures = []

    def add():
        try:
            for source in sources * 3:
                library.install(source)
        except BirdeyeError as error:
            failures.append(error)

    adding = threading.Thread(target=add)
    adding.start()
    seen = []
    while adding.is_alive():
        seen.append([(each.id, isinstance(each, BrokenPack)) for each in library.packs()])
    adding.join()
    assert failures == []
    assert seen and all(packs == [("tiny", False)] for packs in seen)
    assert _user_folders(library) == ["tiny"]


def test_half_done_installations_are_not_packs_and_are_swept_after_a_day(library, pack_folder):
    stale, fresh = (library.user_folder / name for name in (".incoming-old", ".incoming-new"))
    for folder in (stale, fresh):
        shutil.copytree(pack_folder, folder)
    os.utime(stale, (0, 0))
    assert library.packs() == []
    library.install(pack_folder)
    assert _user_folders(library) == [".incoming-new", "tiny"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission_is_said(library, pack_folder, tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(CannotWrite):
            library.install(pack_folder)
    finally:
        tmp_path.chmod(0o700)


def test_user_folder_that_is_a_file_is_said(library, pack_folder):
    library.user_folder.write_text("in the way")
    with pytest.raises(CannotWrite):
        library.install(pack_folder)


def test_broken_pack_stays_in_the_list_with_its_reason(library, pack_folder):
    library.install(pack_folder)
    (library.user_folder / "stray").mkdir()
    good, broken = library.packs()
    assert good.id == "tiny"
    assert isinstance(broken, BrokenPack)
    assert broken.id == "stray"
    assert "manifest.toml is missing" in str(broken.error)
    with pytest.raises(PackInvalid, match="stray"):
        library.get("stray")


def test_library_of_broken_packs_says_why(library):
    (library.user_folder / "stray").mkdir(parents=True)
    with pytest.raises(PackNotFound, match=r"stray.*manifest\.toml is missing"):
        library.default()


def test_builtin_packs_come_first_and_other_folders_there_are_no_packs(library):
    make_tiny_pack(library.builtin_folder / "z", pack_id="z-builtin", title="Zebra")
    make_tiny_pack(library.user_folder / "a", pack_id="a-mine", title="Aardvark")
    (library.builtin_folder / "training").mkdir()
    (library.builtin_folder / "README.md").write_text("the format")
    packs = library.packs()
    assert [(pack.id, pack.builtin) for pack in packs] == [("z-builtin", True), ("a-mine", False)]
    assert library.default().id == "z-builtin"


@pytest.mark.parametrize(
    ("builtin", "mine", "winner_is_builtin"),
    [("1.0", "1.0", False), ("1.0", "2.0", False), ("1.10", "1.9", True)],
)
def test_newer_version_counts_and_of_equal_ones_the_users(
    library, builtin, mine, winner_is_builtin
):
    make_tiny_pack(library.builtin_folder / "tiny", version=builtin)
    make_tiny_pack(library.user_folder / "tiny", version=mine)
    (pack,) = library.packs()
    assert pack.builtin is winner_is_builtin


def test_update_of_the_builtin_pack_stays_the_default(library):
    make_tiny_pack(library.builtin_folder / "birdeye", pack_id="birdeye", title="Birdeye")
    make_tiny_pack(library.user_folder / "asia", pack_id="asia", title="Asia")
    make_tiny_pack(library.user_folder / "birdeye", pack_id="birdeye", title="Birdeye", version="2")
    assert [pack.id for pack in library.packs()] == ["birdeye", "asia"]
    assert library.default().manifest.version == "2"


def test_version_older_than_the_builtin_one_is_not_installed(library, tmp_path):
    make_tiny_pack(library.builtin_folder / "tiny", version="1.10")
    older = make_tiny_pack(tmp_path / "older", version="1.9").folder
    with pytest.raises(BirdeyeError, match=r"1\.9 is older than version 1\.10"):
        library.install(older)
    assert _user_folders(library) == []


def test_broken_copy_does_not_hide_the_builtin_pack(library):
    make_tiny_pack(library.builtin_folder / "tiny")
    make_tiny_pack(library.user_folder / "tiny", version="2.0")
    (library.user_folder / "tiny" / "labels.csv").unlink()
    assert library.get("tiny").builtin


def test_choice_is_kept(library):
    for name in ("one", "two"):
        make_tiny_pack(library.user_folder / name, pack_id=name, title=name)
    assert library.default().id == "one"
    library.set_default("two")
    again = PackLibrary(library.builtin_folder, library.user_folder, library.settings_file)
    assert again.default().id == "two"


def test_pack_that_is_not_there_cannot_be_chosen(library, pack_folder):
    library.install(pack_folder)
    with pytest.raises(PackNotFound, match="Perhaps “tiny” is meant"):
        library.set_default("tinny")
    assert not library.settings_file.exists()


def test_choice_that_is_gone_falls_back_with_a_warning(library, pack_folder, caplog):
    library.install(pack_folder)
    library.settings_file.write_text('[packs]\ndefault = "gone"\n')
    assert library.default().id == "tiny"
    assert "gone" in caplog.text


def test_removed_pack_is_gone_and_no_longer_chosen(library, pack_folder):
    library.install(pack_folder)
    library.set_default("tiny")
    library.remove("tiny")
    assert library.packs() == []
    assert _user_folders(library) == []
    assert "tiny" not in library.settings_file.read_text()


def test_removing_the_users_copy_brings_the_builtin_pack_back_and_keeps_the_choice(library):
    make_tiny_pack(library.builtin_folder / "tiny")
    make_tiny_pack(library.user_folder / "tiny", version="2.0")
    library.set_default("tiny")
    library.remove("tiny")
    assert library.default().builtin
    assert 'default = "tiny"' in library.settings_file.read_text()


def test_broken_pack_can_be_removed(library):
    (library.user_folder / "stray").mkdir(parents=True)
    library.remove("stray")
    assert library.packs() == []


def test_builtin_pack_cannot_be_removed(library):
    make_tiny_pack(library.builtin_folder / "tiny")
    with pytest.raises(BirdeyeError, match="came with Birdeye and cannot be removed"):
        library.remove("tiny")
    assert library.get("tiny")


@pytest.mark.parametrize("pack_id", ["nope", "..", "../builtin", "/etc", ""])
def test_only_packs_can_be_removed(library, pack_folder, pack_id):
    library.install(pack_folder)
    with pytest.raises(PackNotFound):
        library.remove(pack_id)
    assert _user_folders(library) == ["tiny"]


def test_the_installer_chooses_until_the_user_does(library):
    for name in ("asia", "world"):
        make_tiny_pack(library.builtin_folder / name, pack_id=name)
    assert library.default().id == "asia"
    write_default_choice(library.builtin_folder / "settings.toml", "world")
    assert library.default().id == "world"
    library.set_default("asia")
    assert library.default().id == "asia"
    assert len(library.packs()) == 2
