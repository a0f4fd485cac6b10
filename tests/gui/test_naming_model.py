"""What is said of the model that named a bird, where it is not the one in use."""

import pytest

from birdeye.domain.records import IMPORTED, UNKNOWN_PROGRAM, PackVersion
from birdeye.gui.models.naming_model import NamingModel


@pytest.mark.parametrize(
    ("pack", "note"),
    [
        (("world", "1.0"), ""),
        (("small", "1.0"), "Identified by another model: small 1.0."),
        (
            (IMPORTED, "MDV5A with speciesnet"),
            "Imported from the results of MDV5A with speciesnet.",
        ),
        ((IMPORTED, UNKNOWN_PROGRAM), "Imported from the results of another program."),
    ],
)
def test_what_named_a_bird_is_said_by_its_own_name(qapp, pack, note):
    naming = NamingModel()
    naming.use(PackVersion("world", "1.0"))
    assert naming.note(pack) == note
