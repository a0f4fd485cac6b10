"""Whether int8 needs the careful way, by what Linux says of processors."""

from __future__ import annotations

import pytest

from birdeye.vision import processor
from birdeye.vision.session import _options

ZEN_4 = "processor\t: 0\nflags\t\t: fpu sse avx2 avx512f avx512_vnni\n"
ALDER_LAKE = "flags\t\t: fpu avx2 avx_vnni\n"
HASWELL = "flags\t\t: fpu sse avx2 fma\n"


@pytest.fixture
def facts(tmp_path, monkeypatch):
    """Says what the processor is, from then on."""

    def tell(text, machine="x86_64"):
        path = tmp_path / "cpuinfo"
        if text is not None:
            path.write_text(text)
        monkeypatch.setattr(processor, "_CPU_FACTS", path)
        monkeypatch.setattr(processor.platform, "machine", lambda: machine)
        processor.may_overflow.cache_clear()

    yield tell
    processor.may_overflow.cache_clear()


@pytest.mark.parametrize(
    ("text", "machine", "careful"),
    [
        (ZEN_4, "x86_64", False),
        (ALDER_LAKE, "x86_64", False),
        (HASWELL, "x86_64", True),
        (HASWELL, "aarch64", False),
        (None, "AMD64", False),
        ("", "x86_64", False),
    ],
)
def test_only_x86_known_to_lack_vnni_needs_care(facts, text, machine, careful):
    facts(text, machine)
    assert processor.may_overflow() is careful


def test_sessions_take_care_where_it_is_needed(facts):
    facts(HASWELL)
    assert _options(1).get_session_config_entry("session.x64quantprecision") == "1"
    facts(ZEN_4)
    with pytest.raises(RuntimeError):  # onnxruntime has no such entry
        _options(1).get_session_config_entry("session.x64quantprecision")
