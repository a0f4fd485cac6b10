"""What the README promises, checked against the tree."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_links_and_pictures_of_the_readme_exist():
    targets = re.findall(r"\]\(([^)#]+)\)", README)
    missing = [t for t in targets if "://" not in t and not (ROOT / t).exists()]
    assert not missing


def test_both_commands_of_the_readme_are_one_line_each():
    commands = [
        block.strip().splitlines()
        for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
        if "venv" in block
    ]
    assert [len(lines) for lines in commands[:2]] == [1, 1]


def test_every_command_is_in_the_readme():
    from birdeye.cli.main import COMMANDS

    missing = [name for name in COMMANDS if f"birdeye {name}" not in README]
    assert not missing


def test_every_module_says_why_it_exists():
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "birdeye").rglob("*.py")
        if not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert not silent
