"""The attacks on a catalogue, by name, and what is noted of each: for `attack_catalogue`."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.robustness.bad_disks import (
    SLOW,
    Begin,
    cut,
    forbidden,
    full,
    gone,
    held,
    injected,
    newer,
    on_file,
    on_index,
    on_log,
    once,
    others_write,
    overwrite,
    put_back_the_copy,
    replace,
    set_back,
)


@dataclass(frozen=True)
class Attack:
    """``begin`` is the block. ``destroys``: bytes of the catalogue are gone for good with it, so
    that what was done since its last copy may be lost, if that is said."""

    name: str
    begin: Begin
    destroys: bool = False
    needs: str = ""
    """``mount``, ``trace`` or ``drop`` (to do without root's power over permissions)."""
    is_dead: bool = False
    """It happens after a kill, while no program runs."""


@dataclass
class Found:
    """What came of one attack."""

    attack: str
    met_by: str
    confirmed: set[str] = field(default_factory=set)
    """The photos whose birds were told to be confirmed."""
    refused: int = 0
    sentences: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def note(self, name: str, told: dict[str, object]) -> None:
        """Take in the answer to a review."""
        if "confirmed" in told:
            self.confirmed.add(name)
        elif "refused" in told:
            self.refused += 1
            self.sentences.append(str(told["refused"]))


_DAMAGE: list[tuple[str, Begin, bool]] = [
    ("file cut off", on_file(lambda path: cut(path, 0.6)), True),
    ("file emptied", on_file(lambda path: cut(path, 0)), True),
    ("start of the file overwritten", on_file(lambda path: overwrite(path, 0, 0.1)), True),
    ("middle of the file overwritten", on_file(lambda path: overwrite(path, 0.5, 0.2)), True),
    ("all of the file overwritten", on_file(lambda path: overwrite(path, 0, 1)), True),
    ("file deleted", on_file(gone), True),
    ("file replaced by another", on_file(lambda path: replace(path, b"text" * 5000)), True),
    ("file replaced by an older copy", once(put_back_the_copy), True),
    ("log deleted", on_log(gone), False),
    ("log cut off", on_log(lambda path: cut(path, 0.6)), True),
    ("log overwritten", on_log(lambda path: overwrite(path, 0, 1)), True),
    ("index of the log deleted", on_index(gone), False),
    ("index of the log overwritten", on_index(lambda path: overwrite(path, 0, 1)), False),
]

LIVE = [
    Attack("disk full", full, needs="mount"),
    Attack("permission lost: folder", lambda site: forbidden(site, 0o000, 0o644), needs="drop"),
    Attack("permission lost: read only", lambda site: forbidden(site, 0o555, 0o444), needs="drop"),
    Attack("slow disk", injected(SLOW), needs="trace"),
    Attack("writing fails", injected("pwrite64:error=EIO"), needs="trace"),
    Attack("disk confirms nothing", injected("fsync,fdatasync:error=EIO"), needs="trace"),
    Attack("reading fails", injected("pread64:error=EIO"), needs="trace"),
    Attack("opening fails", injected("openat:error=EIO"), needs="trace"),
    Attack("clock set back three days", set_back),
    Attack("held by another program", held),
    Attack("written by two others at once", others_write),
    Attack("migrated by a newer version", newer),
    *(Attack(name, begin, destroys) for name, begin, destroys in _DAMAGE),
]

DEAD = [
    Attack("migrated by a newer version", newer, is_dead=True),
    Attack("read only", lambda site: forbidden(site, 0o555, 0o444), needs="drop", is_dead=True),
    *(
        # Without its log, what was not in the file yet is gone.
        Attack(name, begin, destroys or name == "log deleted", is_dead=True)
        for name, begin, destroys in _DAMAGE
    ),
]
