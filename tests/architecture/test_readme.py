"""What the README promises, checked against the tree."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


MANUAL = (ROOT / "assets" / "manual.md").read_text(encoding="utf-8")


def test_links_and_pictures_of_all_pages_exist():
    tracked = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    missing = [
        (page, target)
        for page in set(tracked.stdout.split()) - {"models/training/card.md"}  # a template
        for target in re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))
        if "://" not in target and not ((ROOT / page).parent / target).exists()
    ]
    assert not missing


def test_both_commands_of_the_readme_are_one_line_each():
    commands = [
        block.strip().splitlines()
        for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
        if "venv" in block
    ]
    assert [len(lines) for lines in commands[:2]] == [1, 1]


def test_every_command_is_in_the_manual():
    from birdeye.cli.main import COMMANDS

    missing = [name for name in COMMANDS if f"birdeye {name}" not in MANUAL]
    assert not missing


def test_every_module_says_why_it_exists():
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "birdeye").rglob("*.py")
        if not path.read_text(encoding="utf-8").lstrip().startswith('"""')
    ]
    assert not silent
