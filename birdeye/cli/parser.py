"""Reads the words of a command; of a mistyped option, action or value it offers the nearest."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from birdeye.domain.errors import BirdeyeError
from birdeye.domain.terminal_text import printable_lines


class CommandMistake(BirdeyeError):
    """A mistake that the words of a command show by themselves, whatever the computer has."""


def nearest(word: str, known: Iterable[str], least_alike: float = 0.6) -> str:
    """The one of ``known`` that ``word`` was probably meant to be; empty if it is like none.

    ``least_alike`` is the share of letters that they have in common, as `difflib` counts it.
    """
    return next(iter(difflib.get_close_matches(word, list(known), 1, least_alike)), "")


class Parser(argparse.ArgumentParser):
    """Prints what it does not understand safely: a shell may have put file names there."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        # The lines of examples and notes stay as they are written.
        named.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(*arguments, **named)
        # Positions in the south and offsets in the west are values, not options.
        self._negative_number_matcher = re.compile(r"-\.?[0-9]")

    def parse_args(self, *arguments: Any, **named: Any) -> Any:
        """As ``argparse``, which would not offer an option for a mistyped one."""
        found, unknown = self.parse_known_args(*arguments, **named)
        self._refuse(unknown)
        return found

    def _refuse(self, unknown: Sequence[str]) -> None:
        """End with a mistake if there are words that nothing takes."""
        for word in unknown:
            if word.startswith("-"):
                option = word.partition("=")[0]
                meant = nearest(option, self._option_string_actions)
                self.error(f"unknown option {option}{_offer(meant)}")
        if unknown:
            self.error(f"unexpected: {' '.join(unknown)}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        offer = _offer(nearest(str(value), known))
        raise argparse.ArgumentError(
            action, f"there is no “{value}”{offer} (choose from {', '.join(known)})"
        )

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(printable_lines(message), file)


class CommandParser(Parser):
    """Takes paths before, between and after options, which argparse does not do by default."""

    _is_mixing = False

    def parse_known_args(self, *arguments: Any, **named: Any) -> Any:
        """As ``argparse``, except that a command with subcommands has to keep their order, and
        that nothing stays unknown: the general parser would not know what was meant."""
        if self._is_mixing:
            return super().parse_known_args(*arguments, **named)
        if self._subparsers is not None:
            found, unknown = super().parse_known_args(*arguments, **named)
        else:
            self._refuse(self._unknown_options(*arguments[:1]))
            self._is_mixing = True  # what mixes calls this again, for options and for paths
            try:
                found, unknown = self.parse_known_intermixed_args(*arguments, **named)
            finally:
                self._is_mixing = False
        self._refuse(unknown)
        return found, unknown

    def _unknown_options(self, words: Sequence[str]) -> list[str]:
        """Long options in ``words`` that begin none; found first, since their values would be taken
        for paths, and paths that are missing would be complained of instead."""
        unknown = []
        for word in words:
            if word == "--":
                break
            option = word.partition("=")[0]
            if option.startswith("--") and " " not in word:
                known = any(each.startswith(option) for each in self._option_string_actions)
                unknown += [] if known else [word]
        return unknown


def _offer(meant: str) -> str:
    return f"; did you mean {meant}?" if meant else ""
