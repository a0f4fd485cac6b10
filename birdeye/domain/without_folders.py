"""Removes the folders from a text that the user may pass on: a bug report, a diagnosis.

Names of folders reveal who somebody is, where they live and whom they photograph; to fix a bug the
name of the file is enough.
"""

from __future__ import annotations

import re

_START = r"(?:~|[A-Za-z]:|\\\\)?[\\/]"
_QUOTED = re.compile(rf"""(?P<quote>['"“])(?P<path>{_START}[^'"“”\n]*)(?P<end>['"”])""")
_BARE = re.compile(rf"""(?<![\w.…~/\\:-])(?P<path>{_START}[^\s'"“”,;()<>]*[\\/][^\s'"“”,;()<>]*)""")
_CODE_PARTS = 3
"""How many parts of the path of a source file are left, so that it can be found."""


def without_folders(text: str) -> str:
    """``text`` with ``…/name`` instead of each full path; source files keep two folders."""
    text = _QUOTED.sub(
        lambda found: found["quote"] + _shortened(found["path"]) + found["end"], text
    )
    return _BARE.sub(lambda found: _shortened(found["path"]), text)


def _shortened(path: str) -> str:
    parts = [part for part in re.split(r"[\\/]+", path) if part]
    kept = parts[-_CODE_PARTS:] if path.endswith((".py", ".pyc")) else parts[-1:]
    return "/".join(["…", *kept])
