"""The fixtures of all tests that drive the window."""

from __future__ import annotations

from tests.helpers.window import (  # noqa: F401 - fixtures are found by name
    data_folder,
    make_program,
    messages_stay,
    no_thread_left,
    no_unexpected_warning,
    tiny_pack,
)
