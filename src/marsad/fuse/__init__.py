"""Which claims are about one happening, who stands behind it, where do they disagree, who held which place?"""

from __future__ import annotations

from marsad.fuse.accounts import accounts
from marsad.fuse.blocks import block_keys
from marsad.fuse.fusing import fuse
from marsad.fuse.records import Account, DocumentClaims, Fused, Membership
from marsad.fuse.spread import Rule
from marsad.fuse.weights import version

__all__ = [
    "Account",
    "DocumentClaims",
    "Fused",
    "Membership",
    "Rule",
    "accounts",
    "block_keys",
    "fuse",
    "version",
]
