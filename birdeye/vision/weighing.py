"""Names birds again for another place or date, from the classifier's results for their looks."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from birdeye.domain.identification import Bird
from birdeye.domain.plausibility import Circumstances
from birdeye.domain.records import PackVersion
from birdeye.packs.pack import Pack
from birdeye.vision.expected import Expecting, nothing_expected
from birdeye.vision.naming import Namer


def version_expecting(pack: Pack, expecting_key: str) -> PackVersion:
    """The key for results of ``pack`` with this key for places; "" if places do not count."""
    version = replace(pack.pack_version, networks=pack.pack_version.fingerprint)
    if not expecting_key:
        return version
    digest = hashlib.sha256(f"{version.fingerprint} {expecting_key}".encode())
    return replace(version, fingerprint=digest.hexdigest())


class Weigher:
    """One pack without its networks.

    ``expecting`` returns what the place of a photo says about the species of the pack, and
    ``expecting_key`` changes with its answers.
    """

    def __init__(
        self, pack: Pack, expecting: Expecting = nothing_expected, expecting_key: str = ""
    ) -> None:
        self.pack = pack
        self.expecting = expecting
        self.namer = Namer(
            pack.labels,
            pack.manifest.classifier,
            pack.pack_version.fingerprint,
            pack.manifest.surest,
        )
        self.pack_version = version_expecting(pack, expecting_key)

    def weigh(self, bird: Bird, circumstances: Circumstances) -> Bird | None:
        """``bird`` as it would be named with that place and date; None if this pack did not
        identify it.

        As many species are listed as before.
        """
        looks = bird.looks
        if looks is None or not self.namer.may_name(looks):
            return None
        claim, candidates = self.namer.name_by_looks(
            looks, max(1, len(bird.candidates)), self.expecting(circumstances)
        )
        return replace(bird, claim=claim, candidates=candidates, burst_vote=None)
