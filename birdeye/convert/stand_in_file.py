"""Names what is often downloaded instead of a model: a Git LFS pointer, a web page."""

from __future__ import annotations

from birdeye.domain.errors import CheckpointInvalid

_LFS = b"version https://git-lfs.github.com/spec/"
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<head")


def refuse_stand_in(head: bytes, subject: str) -> None:
    """Raise `CheckpointInvalid` if a file that begins with ``head`` is only a stand-in for the
    model."""
    start = head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_LFS):
        raise CheckpointInvalid(
            subject,
            "it is only the pointer that Git LFS stores instead of a large file",
            "Get the file itself with “git lfs pull”, or with the page's download button.",
        )
    if start.startswith(_PAGES):
        raise CheckpointInvalid(
            subject,
            "it is a web page, not a model",
            "Download the file itself: the address may lead to a page about it, or ask to sign in.",
        )
