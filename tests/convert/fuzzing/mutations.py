"""Damaged files: every mutation follows from a seed, so that a failure can be had again."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence

INTERESTING = (
    b"\x00" * 8,
    b"\xff" * 8,
    b"\xff\xff\xff\x7f",
    b"\x00\x00\x00\x80",
    b"\x12\x01\x00\x00\x00\x00\x00\x00",
    b"\xc8\xfa\x93\xf9",
    b"\xc9\xfa\x93\xf9\x01\x00\x00\x00",
    b"\xca\xfa\x93\xf9\xff\xff\xff\xff",
    b"\x20\x00\x00\x00",
    b"\x00\x00\x00\x00\x01\x00\x00\x00",
)
WORDS = (
    b"null", b"[]", b"{}", b"-1", b"0", b"1e400", b"99999999999999999999", b'"nodes"', b'"attrs"',
    b'"(-1,)"', b'"(99999999, 99999999)"', b'"None"', b'"True"', b'"nan"', b'"inf"', b'"0"',
    b'"-2147483648"', b'"(0, 0)"', b'"(1,"', b"[[0, 0, 0]]", b"[[4000000, 0, 0]]", b'"Convolution"',
    b'"Reshape"', b'"Custom"', b'"tile"', b'"_full"', b'"Pad"', b'"Pooling"', b'"_arange"',
    b'"transpose"', b'"BatchNorm"', b'"\\ud800"', b"true", b"[" * 50, b'"repeat"', b'"UpSampling"',
)  # fmt: skip


VALUES = (
    "(3, 3)", "(1,)", "()", "(0, 0)", "(-1, -1)", "(2, 2, 2)", "(1000000, 1000000)", "3", "0", "-1",
    "99999999999", "1e-5", "nan", "inf", "-inf", "True", "False", "None", "(None, None)", "(None,)",
    "valid", "full", "max", "avg", "sum", "lp", "relu", "prelu", "channel", "instance", "spatial",
    "constant", "edge", "reflect", "nearest", "bilinear", "float32", "int32", "both", "(0, -1)",
    "(-2, 0)", "(-3, -2)", "(-4, 2, -1, 0)", "(0, 2, 3, 1)", "(0, 1, 1, 0)", "like", "to_odd_up",
    "(0,0,0,0,1,1,2,2)", "(0.1, 0.2)", "", "(", "((1,2),(3,4))", "1L", "[1L, 2L]", "clip", "wrap",
)  # fmt: skip
KEYS = (
    "kernel", "stride", "pad", "dilate", "num_filter", "num_group", "no_bias", "axis", "axes",
    "shape", "act_type", "pool_type", "global_pool", "pooling_convention", "eps", "fix_gamma",
    "flatten", "num_outputs", "dim", "begin", "end", "step", "pad_width", "mode", "scalar", "scale",
    "sample_type", "k", "ret_typ", "dtype", "repeats", "reps", "sizes", "ratios", "steps", "topk",
    "nms_threshold", "layout", "target_shape", "adj", "height", "width", "output_size", "nsize",
    "keepdims", "exclude", "a_min", "a_max", "start", "stop", "repeat", "depth", "value", "size",
    "h_w", "offset", "center_crop", "reverse", "p_value", "block_size", "squeeze_axis", "alpha",
)  # fmt: skip


def rearranged(document: dict, seed: int, operators: Sequence[str]) -> bytes:
    """A symbol that is sound JSON, with one to five nodes changed into what nobody trained."""
    chance = random.Random(seed)
    nodes = document["nodes"]
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        index = chance.randrange(len(nodes))
        node = nodes[index]
        attributes = node.setdefault(chance.choice(("attrs", "attr", "param")), {})
        change = chance.randrange(6)
        if change == 0:
            node["op"] = chance.choice(operators)
        elif change in (1, 2):
            node["op"] = chance.choice(operators) if node["op"] != "null" else "null"
            for _ in range(chance.randrange(1, 6)):
                attributes[chance.choice(KEYS)] = chance.choice(VALUES)
        elif change == 3 and attributes:
            attributes[chance.choice(sorted(attributes))] = chance.choice(VALUES)
        elif change == 4 and index:
            count = chance.randrange(5)
            node["inputs"] = [[chance.randrange(index), chance.randrange(2), 0]] * count
        else:
            document["heads"] = [[index, chance.randrange(3), 0]]
    return json.dumps(document).encode()


def mutated(content: bytes, seed: int, *, words: bool) -> bytes:
    """``content`` with one to eight changes; ``words`` makes them changes of a text's tokens."""
    chance = random.Random(seed)
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        change = chance.randrange(8)
        at = chance.randrange(len(data) + 1)
        if words and change < 5:
            _replace_token(data, chance)
        elif change == 0 and data:
            data[at % len(data)] ^= 1 << chance.randrange(8)
        elif change == 1:
            piece = chance.choice(INTERESTING)
            data[at : at + len(piece)] = piece
        elif change == 2:
            del data[at:]
        elif change == 3:
            del data[at : at + chance.randrange(1, 64)]
        elif change == 4:
            data[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 32)))
        elif change == 5:
            source = chance.randrange(len(data) + 1)
            piece = data[source : source + chance.randrange(1, 200)]
            data[at:at] = piece
        elif change == 6 and len(data) >= 8:
            place = chance.randrange(len(data) // 4) * 4
            value = chance.choice((0, 1, 2, 7, 0x7FFFFFFF, 0xFFFFFFFF, chance.getrandbits(32)))
            data[place : place + 4] = value.to_bytes(4, "little")
        elif data:
            data[at % len(data)] = chance.randrange(256)
    return bytes(data)


def _replace_token(data: bytearray, chance: random.Random) -> None:
    """One quoted text, or one run of digits, becomes a word that is apt to hurt."""
    quotes = [index for index, byte in enumerate(data) if byte == 0x22]
    if len(quotes) < 2:
        return
    first = chance.randrange(len(quotes) - 1)
    begin, end = quotes[first], quotes[first + 1] + 1
    if chance.random() < 0.3:
        donor = chance.randrange(len(quotes) - 1)
        data[begin:end] = data[quotes[donor] : quotes[donor + 1] + 1]
    else:
        data[begin:end] = chance.choice(WORDS)
