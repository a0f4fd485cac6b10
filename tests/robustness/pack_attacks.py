"""Damaged packs: each follows from its number, so that one that did harm can be had again."""

from __future__ import annotations

import io
import random
import stat
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import onnx
import tomli_w
from onnx import TensorProto, helper

Files = dict[str, bytes]

_NUMBERS = (0, 1, -1, 2, 15, 4096, 4097, 65_535, 2**31, -(2**63), 2**63 - 1)
_FRACTIONS = (float("nan"), float("inf"), float("-inf"), 1e308, -1e308, 5e-324, 0.5, -0.0)
_TEXTS = (
    *(
        "",
        "..",
        "../x.onnx",
        "/etc/passwd",
        "C:\\x.onnx",
        "con.onnx",
        "a\0b",
        "\u202egpj",
        "x" * 5000,
    ),
    *(
        "yolox",
        "ssd",
        "NHWC",
        "uint8",
        "detector.onnx",
        "classifier.onnx",
        "0" * 64,
        "javascript:1",
    ),
)
_NAMES = (
    *(
        "../x.md",
        "/x.md",
        "C:/x.md",
        "a\\..\\x.md",
        "x.md:s",
        "aux.md",
        "x\a.md",
        "n" * 251,
        "..",
        ".",
    ),
    *(
        "MANIFEST.toml",
        "manifest.toml",
        "sub/manifest.toml",
        "a//b.md",
        "x.onnx",
        "README.md",
        "x.exe",
    ),
)
_SIZES = (-(2**63), -1, 0, 1, 3, 7, 1000, 2**31, 2**40, 2**63 - 1)


def attacked(pack: Mapping[str, bytes], number: int) -> tuple[str, bytes]:
    """What was attacked, and the bytes of a .birdpack file."""
    dice = random.Random(number)
    part = dice.choice(sorted(_ATTACKS))
    files = dict(pack)
    _ATTACKS[part](files, dice)
    if part in ("detector.onnx", "classifier.onnx") and dice.random() < 0.9:
        _sign(files, part)
    content = _archive(files, dice if part == "archive" else None)
    if dice.random() < 0.1:
        content = _scratched(content, dice)
    return part, content


def _sign(files: Files, name: str) -> None:
    """Let the manifest's hash follow, as whoever makes a hostile pack would."""
    manifest = tomllib.loads(files["manifest.toml"].decode())
    manifest[name.removesuffix(".onnx")]["sha256"] = sha256(files[name]).hexdigest()
    files["manifest.toml"] = tomli_w.dumps(manifest).encode()


def _attack_manifest(files: Files, dice: random.Random) -> None:
    if dice.random() < 0.2:
        files["manifest.toml"] = _scratched(files["manifest.toml"], dice)
        return
    manifest = tomllib.loads(files["manifest.toml"].decode())
    for _ in range(dice.randint(1, 3)):
        table: dict[str, Any] = manifest
        while tables := [value for value in table.values() if isinstance(value, dict)]:
            if dice.random() < 0.3:
                break
            table = dice.choice(tables)
        key = dice.choice([*table, "format", "unknown"])
        if dice.random() < 0.1:
            table.pop(key, None)
            continue
        simple = dice.choice((dice.choice(_NUMBERS), dice.choice(_FRACTIONS), dice.choice(_TEXTS)))
        table[key] = dice.choice((simple, simple, [simple] * 3, {"a": simple}, True, [[]] * 50))
    files["manifest.toml"] = tomli_w.dumps(manifest).encode("utf-8", "surrogatepass")


def _attack_table(name: str, lines: tuple[bytes, ...]) -> Callable[[Files, random.Random], None]:
    def attack(files: Files, dice: random.Random) -> None:
        rows = files.get(name, b"scientific_name,region,months\nParus major,CN,1-3\n").split(b"\n")
        for _ in range(dice.randint(1, 4)):
            place = dice.randrange(len(rows) + 1)
            change = dice.randrange(5)
            if change == 0:
                line = dice.choice(lines)
                rows[place:place] = [line] * dice.choice((1, 2, 2_000_000 // (50 + len(line))))
            elif change == 1:
                del rows[place : place + dice.randint(1, 3)]
            elif change == 2 and rows:
                rows.insert(place, dice.choice(rows))
            elif change == 3:
                rows.append(b"\n" * dice.choice((1, 1_000_000)))
            elif rows:
                rows[place % len(rows)] = _scratched(rows[place % len(rows)] or b" ", dice)
        content = b"\n".join(rows)
        if dice.random() < 0.1:
            content = content.decode("latin-1").encode(dice.choice(("utf-16", "utf-7", "utf-32")))
        files[name] = content

    return attack


def _attack_network(name: str) -> Callable[[Files, random.Random], None]:
    def attack(files: Files, dice: random.Random) -> None:
        if dice.random() < 0.2:
            files[name] = _scratched(files[name], dice)
            return
        model = onnx.ModelProto.FromString(files[name])
        for _ in range(dice.randint(1, 3)):
            dice.choice(_NETWORK_CHANGES)(model, dice)
        files[name] = model.SerializeToString()

    return attack


def _weight(model: onnx.ModelProto, dice: random.Random) -> None:
    if not model.graph.initializer:
        return
    weight = dice.choice(model.graph.initializer)
    change = dice.randrange(5)
    if change == 0:
        weight.dims.append(dice.choice(_SIZES))
    elif change == 1:
        weight.data_type = dice.randint(0, 30)
    elif change == 2:
        weight.raw_data = weight.raw_data[: dice.randint(0, len(weight.raw_data))]
    elif change == 3:
        weight.raw_data = b"\0\0\xc0\x7f" * (len(weight.raw_data) // 4)
    else:
        weight.data_location = TensorProto.EXTERNAL
        weight.external_data.add(key="location", value=dice.choice(_TEXTS).replace("\0", ""))


def _shape(model: onnx.ModelProto, dice: random.Random) -> None:
    value = dice.choice([*model.graph.input, *model.graph.output]).type.tensor_type
    if dice.random() < 0.3:
        value.elem_type = dice.randint(0, 30)
    elif value.shape.dim and dice.random() < 0.7:
        dice.choice(value.shape.dim).dim_value = dice.choice(_SIZES)
    else:
        value.shape.dim.add(dim_value=dice.choice(_SIZES))


def _node(model: onnx.ModelProto, dice: random.Random) -> None:
    node = dice.choice(model.graph.node)
    change = dice.randrange(4)
    if change == 0:
        node.domain = dice.choice(("com.microsoft", "evil.shell", "ai.onnx.ml"))
    elif change == 1:
        node.op_type = dice.choice(("Loop", "If", "Scan", "NoSuch", "Expand", "Reshape", "Tile"))
    elif change == 2 and node.input:
        node.input[0] = dice.choice(model.graph.node).output[0]
    else:
        value = dice.choice((*_SIZES, *_FRACTIONS, [1, 2, 2**62]))
        node.attribute.append(
            helper.make_attribute(dice.choice(("axis", "axes", "to", "x")), value)
        )


def _inner(model: onnx.ModelProto, dice: random.Random) -> None:
    """A graph within a graph within a graph, with what must not be at its bottom."""
    graph = helper.make_graph(
        [helper.make_node("Run", [], ["y"], domain="evil.shell")], "bottom", [], []
    )
    for _ in range(dice.choice((1, 5, 25))):  # protobuf itself ends at a hundred levels
        node = helper.make_node("If", ["c"], ["y"], then_branch=graph)
        graph = helper.make_graph([node], "between", [], [])
    if dice.random() < 0.5:
        model.graph.node.append(helper.make_node("If", ["c"], ["unused"], then_branch=graph))
    else:
        opset = [helper.make_opsetid("", 17)]
        model.functions.append(helper.make_function("f", "F", [], ["y"], list(graph.node), opset))


_NETWORK_CHANGES = (_weight, _weight, _shape, _node, _node, _inner)


def _attack_archive(files: Files, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 3)):
        files[dice.choice(_NAMES)] = bytes(dice.choice((0, 10, 10, 3_000_000)))
    if dice.random() < 0.2:
        files["nested.zip"] = _archive(files, None)
    if dice.random() < 0.1:
        files.update({f"{number}.md": b"" for number in range(dice.choice((100, 300)))})


def _archive(files: Files, dice: random.Random | None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if dice is not None and dice.random() < 0.2:
                kinds = (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFBLK, stat.S_IFCHR, stat.S_IFDIR)
                info.external_attr = (dice.choice(kinds) | 0o777) << 16
            archive.writestr(info, content)
    return buffer.getvalue()


def _scratched(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(data)) if data else 0
        change = dice.randrange(4)
        if change == 0:
            del data[place:]
        elif change == 1:
            data[place:place] = dice.randbytes(dice.randint(1, 20))
        else:
            data[place : place + 1] = dice.choice((b"\0", b"\xff", b'"', b"[", b".", b"=", b"-"))
    return bytes(data)


_LABELS = (
    b"Pica pica,Magpie,,Crows,,yes",
    b",,,,,",
    b'"',
    b"\0" * 50,
    b"=cmd(),a,b,c,d,e",
    b"x" * 200_000,
)
_RANGES = (b"Parus major,CN,1-12", b"A b,XX,13", b",,", b"Parus major,CN," + b"1 " * 9000, b'"')
_ATTACKS: Mapping[str, Callable[[Files, random.Random], None]] = {
    "archive": _attack_archive,
    "classifier.onnx": _attack_network("classifier.onnx"),
    "detector.onnx": _attack_network("detector.onnx"),
    "labels.csv": _attack_table("labels.csv", _LABELS),
    "manifest.toml": _attack_manifest,
    "ranges.csv": _attack_table("ranges.csv", _RANGES),
}
