"""Damages files as broken cards, broken programs and people with bad intentions do."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

_NASTY = (0, 1, 0x7F, 0x80, 0xFF)
_NASTY_WORDS = tuple(
    value.to_bytes(size, order)
    for size in (2, 4)
    for value in (0, 1, 2 ** (8 * size - 1) - 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1, 65_535)
    for order in ("little", "big")
)


def _flip_bits(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 8)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _nasty_bytes(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 6)):
        data[dice.randrange(len(data))] = dice.choice(_NASTY)


def _nasty_words(data: bytearray, dice: random.Random) -> None:
    """Lengths, counts and offsets are words: the largest, the smallest, and those with a sign."""
    for _ in range(dice.randint(1, 3)):
        word = dice.choice(_NASTY_WORDS)
        at = dice.randrange(len(data))
        data[at : at + len(word)] = word


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(1, len(data)) :]


def _leave_out(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    del data[at : at + dice.randint(1, 64)]


def _repeat(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    piece = bytes(data[at : at + dice.randint(1, 64)])
    data[at:at] = piece * dice.randint(1, 200)


def _swap(data: bytearray, dice: random.Random) -> None:
    size = dice.randint(1, max(1, min(64, len(data) // 4)))
    one, other = (dice.randrange(len(data) - size + 1) for _ in range(2))
    data[one : one + size], data[other : other + size] = (
        bytes(data[other : other + size]),
        bytes(data[one : one + size]),
    )


_MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip_bits,
    _nasty_bytes,
    _nasty_words,
    _nasty_words,
    _cut,
    _leave_out,
    _repeat,
    _swap,
)


def damaged(seeds: Mapping[str, bytes], number: int) -> tuple[str, bytes]:
    """The damaged file of that number, the same each time: the name of its seed, and its bytes.

    Half of all changes fall into the first kilobyte, where headers and metadata are, and one file
    in twenty has the end of another format.
    """
    dice = random.Random(number)
    name = sorted(seeds)[number % len(seeds)]
    data = bytearray(seeds[name])
    if dice.random() < 0.05:
        other = seeds[dice.choice(sorted(seeds))]
        at = dice.randrange(len(data))
        data[at:] = other[min(at, len(other)) :]
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        if not data:
            break
        mutate = dice.choice(_MUTATIONS)
        if dice.random() < 0.5 and len(data) > 1024:
            head, rest = data[:1024], data[1024:]
            mutate(head, dice)
            data = head + rest
        else:
            mutate(data, dice)
    return name, bytes(data)
