"""Writes the man page from the command line's help, so that the two never differ.

The form is that of man-pages(7) and man(7).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime

from birdeye.cli.main import parser_for

_DESCRIPTION = """\
Birdeye tells you which birds are in photos: a box around every bird and, for each bird, the likely
species with probabilities. It runs offline and changes photos only if told to. Without a command it
opens its window, with the photos and folders that are named; a second start hands them to the open
window.
"""

_FILES = (
    ("~/.local/share/birdeye", "the catalogue, and model packs that were added"),
    ("~/.config/birdeye", "settings"),
    ("~/.local/state/birdeye/log/birdeye.log", "the window's log, for bug reports"),
)

_ENVIRONMENT = (("BIRDEYE_DATA", "a folder for all of these instead"),)

_EXIT_STATUS = (
    ("0", "done"),
    ("1", "done in part, or not at all"),
    ("2", "mistake in the command"),
    ("130", "stopped by Ctrl-C or a request to end"),
    ("141", "nobody reads the output any longer"),
)


def man_page(version: str, epoch_s: int) -> str:
    """birdeye(1) in roff."""
    parser = parser_for([])
    day = datetime.fromtimestamp(epoch_s, UTC).date()
    lines = [
        f'.TH BIRDEYE 1 "{day}" "Birdeye {version}" "User Commands"',
        ".SH NAME",
        r"birdeye \- find out which birds are in photos",
        ".SH SYNOPSIS",
        ".B birdeye",
        '.RI [ PHOTO " or " FOLDER ...]',
        ".br",
        ".B birdeye",
        '.IR COMMAND " [" ARGUMENT ...]',
        ".SH DESCRIPTION",
        *_paragraph(_DESCRIPTION),
        ".SH COMMANDS",
    ]
    for words, says, command in _commands(parser, (), ""):
        lines += _section(words, says, command)
    lines += [".SH FILES", *_table(_FILES)]
    lines += [".SH ENVIRONMENT", *_table(_ENVIRONMENT)]
    lines += [".SH EXIT STATUS", *_table(_EXIT_STATUS)]
    return "\n".join(lines) + "\n"


def _commands(
    parser: argparse.ArgumentParser, words: tuple[str, ...], says: str
) -> Iterator[tuple[tuple[str, ...], str, argparse.ArgumentParser]]:
    """Every command that does something itself: the words that lead to it, and what it is for."""
    branches = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not branches:
        yield words, parser.description or says, parser
    for branch in branches:
        briefly = {each.dest: each.help or "" for each in branch._choices_actions}
        for word, child in branch.choices.items():
            yield from _commands(child, (*words, word), briefly.get(word, ""))


def _section(words: tuple[str, ...], says: str, command: argparse.ArgumentParser) -> list[str]:
    usage = " ".join(command.format_usage().removeprefix("usage: ").split())
    lines = [f".SS {_text(' '.join(words))}", *_paragraph(says), *_paragraph(usage)]
    for action in command._actions:
        if action.help is argparse.SUPPRESS or isinstance(action, argparse._HelpAction):
            continue
        names = action.option_strings or [str(action.metavar or action.dest)]
        shown = ", ".join(names)
        if action.option_strings and action.nargs != 0:
            shown += f" {action.metavar or action.dest.upper()}"
        lines += [".TP", rf"\fB{_text(shown)}\fR", _text(_help(command, action))]
    if command.epilog:
        lines += [".PP", ".nf", *map(_text, command.epilog.strip().splitlines()), ".fi"]
    return lines


def _help(command: argparse.ArgumentParser, action: argparse.Action) -> str:
    return " ".join(command._get_formatter()._expand_help(action).split()) if action.help else ""


def _paragraph(words: str) -> list[str]:
    return [".PP", *(_text(line) for line in words.strip().splitlines())]


def _table(rows: tuple[tuple[str, str], ...]) -> list[str]:
    return [line for term, says in rows for line in (".TP", rf"\fB{_text(term)}\fR", _text(says))]


def _text(words: str) -> str:
    """``words`` as roff prints them literally."""
    escaped = words.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
