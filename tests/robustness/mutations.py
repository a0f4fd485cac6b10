"""Damages files as broken cards, broken programs and people with bad intentions do."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from birdeye.imaging.formats import PHOTO_SUFFIXES
from tests.robustness.structures import fields, with_checksums

_SUFFIXES = (*sorted(PHOTO_SUFFIXES), ".txt", "")
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


def _nasty_fields(data: bytearray, dice: random.Random) -> None:
    """One to three numbers that decide how the file is read become others: see `structures`."""
    found = fields(bytes(data))
    if not found:
        _nasty_words(data, dice)
        return
    parts = sorted({field.part for field in found})
    part = dice.choice(parts)  # a block of three numbers is hit as often as one of a thousand
    among = [field for field in found if field.part == part]
    for _ in range(dice.randint(1, 3)):
        field = dice.choice(among)
        old = int.from_bytes(data[field.offset : field.offset + field.size], field.order)
        most = 256**field.size - 1
        value = dice.choice(
            (
                *(0, 1, 2, most, most // 2, most // 2 + 1, 65_535, 14_000, 30_000),
                *(old + 1, old - 1, old * 2, old // 2, len(data), len(data) - 1, field.offset),
                dice.getrandbits(8 * field.size),
            )
        )
        value = min(max(value, 0), most)
        data[field.offset : field.offset + field.size] = value.to_bytes(field.size, field.order)
    data[:] = with_checksums(bytes(data))


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


def scratched(content: bytes, dice: random.Random) -> bytes:
    """``content`` damaged in one to three places, whatever it is."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 3)):
        if len(data) > 1:
            dice.choice(_MUTATIONS)(data, dice)
    return bytes(data)


def damaged(seeds: Mapping[str, bytes], number: int) -> tuple[str, bytes, str]:
    """The damaged file of that number, the same each time: (name of its seed, bytes, suffix).

    Half of all files are changed in what decides how they are read, the others anywhere, half of
    that in the first kilobyte, where headers and metadata are. One in twenty has the end of another
    format, one in twenty another format behind it, and one in four the suffix of another.
    """
    dice = random.Random(number)
    names = sorted(seeds)
    name = names[number % len(names)]
    data = bytearray(seeds[name])
    suffix = dice.choice(_SUFFIXES) if dice.random() < 0.25 else f".{name.split('-')[0]}"
    other, draw = seeds[dice.choice(names)], dice.random()
    if draw < 0.5:
        _nasty_fields(data, dice)
        return name, bytes(data), suffix
    if draw < 0.55:
        at = dice.randrange(len(data))
        data[at:] = other[min(at, len(other)) :]
    elif draw < 0.6:
        data += other
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
    return name, bytes(data), suffix
