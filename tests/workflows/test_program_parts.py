from __future__ import annotations

import json

from birdeye import locations
from birdeye.workflows.program_parts import program_parts


def test_the_source_tree_lists_what_it_requires_with_texts():
    parts = {part.name.lower(): part for part in program_parts()}
    assert {"birdeye", "numpy", "onnxruntime", "pyside6_essentials"} <= set(parts)
    assert parts["numpy"].version and "BSD-3-Clause" in parts["numpy"].licence
    assert "Redistribution and use" in parts["numpy"].read_texts()
    assert "pytest" not in parts


def test_an_installed_program_is_described_by_its_bill_of_materials(tmp_path, monkeypatch):
    monkeypatch.setattr(locations, "installation_folder", lambda: tmp_path)
    component = {
        "bom-ref": "qt",
        "name": "Qt",
        "version": "6.1",
        "licenses": [{"expression": "LGPL-3.0-only"}],
    }
    own = {"bom-ref": "birdeye", "name": "Birdeye", "licenses": [{"license": {"name": "My own"}}]}
    bill = {"metadata": {"component": own}, "components": [component]}
    (tmp_path / "sbom.cdx.json").write_text(json.dumps(bill), "utf-8")
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "qt.txt").write_text("You may replace it.", "utf-8")
    birdeye, qt = program_parts()
    assert (birdeye.licence, birdeye.version, birdeye.read_texts()) == ("My own", "", "")
    assert (qt.name, qt.version, qt.licence) == ("Qt", "6.1", "LGPL-3.0-only")
    assert qt.read_texts() == "You may replace it."
