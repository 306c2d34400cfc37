"""Why are the claims of an event together, and which account came nearest to joining them?"""

from __future__ import annotations

from marsad.fuse import accounts, block_keys
from marsad.fuse.explain import Explanation, explained
from marsad.observatory.fusing import texts
from marsad.store import Member, Store


def explain(store: Store, members: list[Member]) -> Explanation:
    """What holds the claims of an event together, beside all accounts that were candidates for it."""
    claims = {member.claim for member in members}
    docs = sorted({member.doc for member in members})
    told = [each for document in texts(store, docs) for each in accounts(document)]
    inside = [each for each in told if any(claim.claim in claims for claim in each.claims)]
    names = {each.id for each in inside}
    known = store.touched({key for each in inside for key in block_keys(each)}, docs).accounts
    return explained(inside, [each for each in known if each.id not in names])
