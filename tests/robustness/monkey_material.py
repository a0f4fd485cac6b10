"""What the monkey throws at the window: photos, things that are none, and text in many scripts."""

from __future__ import annotations

import os
import random
import shutil
from collections import deque
from pathlib import Path

from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import BLUE, LIME, ORANGE, RED, VIOLET, make_tiny_pack

TEXTS = (
    *("finch", "Alcedo atthis", "a", "  ", "x" * 3000, "0", "-1", "1e309", "2026-13-45"),
    *("喜鹊", "普通翠鸟", "ｶﾜｾﾐ", "까치", "عقعق", "עורבני", "\u202eevil\u202c.gpj", "é", "é"),
    *("🐦‍⬛", "👩🏽‍🔬🦜", "𠮷野家", "ZALGO ͇̿H̶͐", "\u200b\ufeff", "a\nb\tc", "'; DROP TABLE photo;--"),
    *("=1+1", "../../..", "/dev/null", "CON", "51.5, -0.12", "99°N 200°W", "%s {0} &x <b>"),
)
_COLOURS = (RED, BLUE, LIME, ORANGE, VIOLET, None)
_FOLDERS_KEPT = 8


class Material:
    """Lies below ``folder``; whatever the monkey writes, it writes there."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.folder = folder
        self.exports = folder / "exports"
        self.packs = tuple(folder / "pack sources" / name for name in ("tiny", "other"))
        self._dice = dice
        self._made = 0
        self._fresh: deque[Path] = deque()
        self.first = folder / "photos"
        self.broken: tuple[Path, ...] = ()

    def prepare(self, count: int) -> None:
        """Write ``count`` photos to begin with, the broken ones, and packs to choose from."""
        for number in range(count):
            suffix = "jpg" if number % 3 else "png"
            path = self.first / f"{number:04} 鸟.{suffix}"
            draw_photo(path, _COLOURS[number % len(_COLOURS)], size=(320 + number, 240))
        self.exports.mkdir(exist_ok=True)
        for number, pack in enumerate(self.packs):
            make_tiny_pack(pack, pack_id=pack.name, title=f"Tiny pack {number}")
        self.broken = tuple(self._write_broken(self.folder / "broken"))

    def fresh_folder(self, count: int) -> Path:
        """A folder of photos that nobody has seen; one of long ago goes from the disk for it."""
        folder = self.folder / f"fresh {self._made:05}"
        picture = draw_photo(
            self.folder / "fresh.jpg",
            self._dice.choice(_COLOURS),
            size=self._dice.choice(((320, 240), (1600, 1200), (2400, 1800))),
        )
        content = picture.read_bytes()
        folder.mkdir()
        for _ in range(count):
            self._made += 1
            # What follows the last marker of a JPEG makes it another photo with the same picture.
            photo = content + self._made.to_bytes(4, "big")
            (folder / f"{self._made:06}.jpg").write_bytes(photo)
        self._fresh.append(folder)
        if len(self._fresh) > _FOLDERS_KEPT:
            shutil.rmtree(self._fresh.popleft())
        return folder

    def some_photos(self) -> list[Path]:
        """A few that are there already, as a rule."""
        folder = self._dice.choice((self.first, *self._fresh))
        photos = sorted(folder.iterdir())
        return self._dice.sample(photos, k=min(3, len(photos)))

    def some_folder(self) -> Path:
        """One with photos in it, or none at all."""
        return self._dice.choice((self.first, *self._fresh, self.broken[0].parent, self.exports))

    def some_broken(self) -> list[Path]:
        """A few things that are no photos."""
        return self._dice.sample(self.broken, k=3)

    def _write_broken(self, folder: Path) -> list[Path]:
        whole = draw_photo(folder / "whole.jpg", RED, size=(1200, 900)).read_bytes()
        contents = {
            "no photo.jpg": b"no photo",
            "empty.jpg": b"",
            "cut off.jpg": whole[: len(whole) // 3],
            "head only.jpg": whole[:200],
            "huge.bmp": b"BM" + b"\xff" * 60,
            "picture.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
            "raw.cr2": b"II*\0\x10\0\0\0CR\2\0" + b"\xff" * 100,
            "text.txt": "喜鹊".encode(),
            "\u202egnp.exe.jpg": whole[:-40],
        }
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        (folder / "folder.jpg").mkdir()
        (folder / "round and round").symlink_to(folder)
        (folder / "dangling.jpg").symlink_to(folder / "nowhere.jpg")
        os.mkfifo(folder / "pipe.jpg")
        return [*sorted(folder.iterdir()), folder / "gone.jpg", Path("/dev/null")]
