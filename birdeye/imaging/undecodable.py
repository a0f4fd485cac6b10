"""The error inside this package: why a picture cannot be decoded, without the path.

Readers know bytes, not paths; `birdeye.imaging.photo_file` adds the path and raises
`birdeye.domain.errors.PhotoUnreadable`.
"""

from __future__ import annotations

COPY_AGAIN = "Copy it again from the camera or the card."


class Undecodable(Exception):
    """``reason`` is a clause in plain words, ``next_step`` a sentence or empty."""

    def __init__(self, reason: str, next_step: str = "") -> None:
        super().__init__(f"{reason}. {next_step}".strip())
        self.reason = reason
        self.next_step = next_step

    def __reduce__(self) -> tuple[type[Undecodable], tuple[str, str]]:
        return type(self), (self.reason, self.next_step)  # to pass between processes


SAVE_OTHERWISE = "Save it as JPEG with the program that made it, and open that."


def unsupported(what: str) -> Undecodable:
    """The file may be valid, but ``what`` ("this kind of TIFF") is not read here."""
    return Undecodable(f"{what} is not supported", SAVE_OTHERWISE)


def damaged() -> Undecodable:
    """The most common reason: the pixels are broken or incomplete."""
    return Undecodable("its picture data is damaged or incomplete", COPY_AGAIN)
