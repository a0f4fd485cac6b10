"""What model packs and recipes say of themselves, in the language of the window.

Their files are in English. The texts of those that come with Birdeye are translated as they are
(packaging/translations.py collects them); what a pack of others says is shown unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from birdeye.packs.pack import Pack

_CONTEXT = "Packs"
_DETECTOR = ", detector "
"""What `birdeye.workflows.build_pack` puts between the licences of the two networks."""

_translate = QCoreApplication.translate
_look_up = QCoreApplication.translate


def title(pack: Pack) -> str:
    """What a model is called."""
    if pack.builtin and pack.id == "birdeye-1":
        return _translate("Wording", "Birdeye’s own models")
    return in_words(pack.title)


def in_words(text: str) -> str:
    """A text of a manifest or a recipe, in one line."""
    return _look_up(_CONTEXT, " ".join(text.split()))


def licence(text: str) -> str:
    """The licence of a pack; where its detector has one of its own, both."""
    own, detector, lent = text.partition(_DETECTOR)
    if not detector:
        return in_words(text)
    return _translate("Wording", "{0}, detector {1}").format(in_words(own), in_words(lent))
