"""The one entry to the command line: finds the command, runs it and turns errors into exit codes.

Exit codes: 0 done, 1 done in part or not at all, 2 mistake in the command, 130 stopped by Ctrl-C or
a request to end, 141 nobody reads the output any longer.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from birdeye import __version__
from birdeye.cli.display import warn
from birdeye.cli.parser import CommandMistake, CommandParser, Parser, nearest
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.terminal_text import printable_lines

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "identify": "birdeye.cli.identify",
        "export": "birdeye.cli.export",
        "import-detections": "birdeye.cli.import_detections",
        "import-results": "birdeye.cli.import_results",
        "set": "birdeye.cli.set_facts",
        "catalogue": "birdeye.cli.catalogue",
        "packs": "birdeye.cli.packs",
        "compare": "birdeye.cli.compare",
        "doctor": "birdeye.cli.doctor",
        "convert": "birdeye.cli.convert",
        "inspect": "birdeye.cli.inspect",
    }
)
"""Command to module. A module is imported only when its command runs, or for the general help."""

_GENERAL_OPTIONS = ("-h", "--help", "--version")

_EPILOGUE = """\
Without a command the window opens:
  birdeye                        an empty window
  birdeye heron.jpg ~/Pictures   the window with these photos

For help on a command: birdeye identify --help
"""

EXIT_FAILED = 1
EXIT_MISTAKE = 2
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141


def is_command(word: str) -> bool:
    """Whether ``word``, the first argument, calls for the command line rather than the window."""
    return word in COMMANDS or word in _GENERAL_OPTIONS


def meant_command(word: str) -> str:
    """The command that ``word`` was probably meant to be; empty if it may be a photo."""
    if not word.replace("-", "").isalpha() or Path(word).exists():
        return ""
    return nearest(word, COMMANDS, least_alike=0.75)


def run(words: Sequence[str]) -> int:
    """Run the command that ``words`` name and return the exit code of the process.

    A `BirdeyeError` becomes a sentence on standard error; any other exception is a bug and
    propagates with its traceback.
    """
    _write_utf8()
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_PrintableFormatter())
    if not sys.warnoptions:  # warnings of libraries are for programmers
        warnings.simplefilter("ignore")
    try:
        arguments = parser_for(words).parse_args(words)
        with _ended_like_interrupted():
            exit_code = arguments.run(arguments)
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse has already printed its message
        return leaving.code if isinstance(leaving.code, int) else EXIT_FAILED
    except BirdeyeError as error:
        warn(str(error))
        _drop_what_cannot_be_written()
        return EXIT_MISTAKE if isinstance(error, CommandMistake) else EXIT_FAILED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _forget_standard_output()
        return EXIT_BROKEN_PIPE
    return exit_code


def parser_for(words: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows the one command in ``words``, or all of them for the general help."""
    parser = Parser(
        prog="birdeye",
        description="Tells you which birds are in photos, without sending them anywhere.",
        epilog=_EPILOGUE,
    )
    parser.add_argument("--version", action="version", version=f"Birdeye {__version__}")
    subparsers = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=CommandParser
    )
    if words and words[0] in COMMANDS:
        wanted = [words[0]]
    else:
        wanted = [] if "--version" in words else list(COMMANDS)
    for command in wanted:
        module = import_module(COMMANDS[command])
        known = set(subparsers.choices)
        module.add_parser(subparsers)
        for name in set(subparsers.choices) - known:
            subparsers.choices[name].set_defaults(run=module.run)
    return parser


@contextmanager
def _ended_like_interrupted() -> Iterator[None]:
    """Let a request to end (SIGTERM: timeout, shutdown) keep what was written, like Ctrl-C."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not the main thread, which alone receives signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _PrintableFormatter(logging.Formatter):
    """Makes log messages printable, which may contain names of files."""

    def format(self, record: logging.LogRecord) -> str:
        return printable_lines(super().format(record))


def _write_utf8() -> None:
    """Make both outputs UTF-8 whatever the locale says, and writable even if they are closed.

    A file name that is not valid Unicode comes out as ``\\udcff``, which is also how JSON spells
    it, so that the output stays valid and the name can be recovered.
    """
    # None if the shell closed them, or in a Windows program without a console.
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _drop_what_cannot_be_written() -> None:
    """Empty the buffer for a full disk, or some versions of Python exit with 120."""
    try:
        sys.stdout.flush()
    except OSError:
        _forget_standard_output()


def _forget_standard_output() -> None:
    """Keep the interpreter from complaining about the closed pipe when it flushes at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
