"""Decides between the window and the command line before anything heavy is imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence

_EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that ``arguments`` name, or open the window with the photos they name.

    A first word that is a command (``birdeye identify ...``) or an option of the command line
    (``--help``) goes to the command line; everything else, including nothing, opens the window. A
    photo with the name of a command is opened as ``./identify``.
    """
    try:
        return _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:  # while modules are loading, or the program ends
        return _EXIT_INTERRUPTED


def _run(words: list[str]) -> int:
    _become_worker_if_asked()
    _keep_from_other_users()
    if words:
        from birdeye.cli.main import is_command, meant_command, run

        if is_command(words[0]):
            return run(words)
        if meant := meant_command(words[0]):
            sys.stderr.write(f"birdeye: there is no command {words[0]}; did you mean {meant}?\n")
            return 2
    return _open_window(words)


def main_window(arguments: Sequence[str] | None = None) -> int:
    """Open the window with the photos and folders that ``arguments`` name."""
    try:
        _become_worker_if_asked()
        _keep_from_other_users()
        return _open_window(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED


def _open_window(words: list[str]) -> int:
    from birdeye.gui.app import run

    return run(words)


def _become_worker_if_asked() -> None:
    """Run as a process that decodes HEIF and RAW, if a frozen program was started as one.

    A frozen program starts itself for its worker processes, which would open more windows.
    """
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()


def _keep_from_other_users() -> None:
    """Make private the folders and settings that earlier versions left open to others."""
    from birdeye.locations import own_places
    from birdeye.private_files import withdraw_from_others

    withdraw_from_others(own_places())


if __name__ == "__main__":
    sys.exit(main())
