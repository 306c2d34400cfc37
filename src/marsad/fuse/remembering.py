"""What was weighed when a component was grouped, to be looked up when accounts have joined it.

Grouping asks how alike two accounts are, and how alike two groups are. Both answers hang on nothing but the accounts in
question, those of groups in the order in which they came together; so an answer for the same accounts is the same in
every run, and looking it up instead of weighing changes nothing. Accounts are known by a number made of all that they
say, lists of accounts by a number made of theirs.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterable, Sequence

import msgspec
import numpy as np

from marsad.fuse.records import Account

WORTH = 16
"""Components of fewer accounts are weighed anew in less time than it takes to remember them."""

_PRIME = (1 << 61) - 1
_BASE, _LEFT, _NEAR = 1_338_947_019_264_118_729, 904_625_697_166_532_777, 1_776_356_839_400_250_465
_MANY = 400
_FAST = 1
_encode = msgspec.msgpack.Encoder().encode


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """Little-endian numbers: of the accounts, of the pairs (by steps) with their scores, of what was asked."""

    marks: bytes
    steps: bytes
    scores: bytes
    asked: bytes
    answers: bytes


_packed = msgspec.msgpack.Decoder(_Packed)


def mark(account: Account) -> int:
    """The number of what an account says."""
    return int.from_bytes(hashlib.blake2b(_encode(account), digest_size=8).digest(), "little") % _PRIME


def marks(numbers: Iterable[int]) -> int:
    """The number of a list of accounts, given by their own numbers."""
    found = 0
    for number in numbers:
        found = (found * _BASE + number) % _PRIME
    return found


def followed(one: int, other: int, length: int) -> int:
    """The number of a list with another of some length behind it."""
    return (one * pow(_BASE, length, _PRIME) + other) % _PRIME


class Remembered:
    """Answers about some accounts, given by their numbers in an order that is the same in every run.

    ``scores`` are those of pairs: the place of the first in that order times their count, plus that of the second,
    which is later. ``before`` is what :meth:`packed` gave of earlier runs over some of these accounts, and others.
    """

    def __init__(self, numbers: Sequence[int], before: Iterable[bytes] = ()) -> None:
        self.marks = list(numbers)
        self.scores: dict[int, float] = {}
        self._before: dict[int, float] = {}
        self._now: dict[int, float] = {}
        for each in before:
            self._take(_packed.decode(zlib.decompress(each)))

    def _take(self, before: _Packed) -> None:
        place = {number: at for at, number in enumerate(self.marks)}
        old = np.frombuffer(before.marks, "<u8")
        now = np.array([place.get(number, -1) for number in old.tolist()], dtype=np.int64)
        ones, others = np.divmod(np.cumsum(np.frombuffer(before.steps, "<i8")), max(len(old), 1))
        ones, others = now[ones], now[others]
        here = (ones >= 0) & (others >= 0)
        keys = np.minimum(ones, others)[here] * len(self.marks) + np.maximum(ones, others)[here]
        values = np.frombuffer(before.scores, "<f8")[here]
        self.scores.update(zip(keys.tolist(), values.tolist(), strict=True))
        answers = np.frombuffer(before.answers, "<f8").tolist()
        self._before.update(zip(np.frombuffer(before.asked, "<u8").tolist(), answers, strict=True))

    def alike(self, left: int, right: int, weigh: Callable[[], float]) -> float:
        """How alike two lists are as groups: looked up, or weighed."""
        return self._answer((left * _LEFT + right) % _PRIME, weigh)

    def near(self, member: int, group: int, weigh: Callable[[], float]) -> float:
        """How near an account is to a list, which may be its own: looked up, or weighed."""
        return self._answer((member * _NEAR + group) % _PRIME, weigh)

    def _answer(self, key: int, weigh: Callable[[], float]) -> float:
        found = self._now.get(key)
        if found is None:
            found = self._before.get(key)
            self._now[key] = found = weigh() if found is None else found
        return found

    def packed(self, without: Iterable[int] = ()) -> bytes:
        """Everything, but scores of the pairs in ``without`` and answers that nobody asked for this time.

        Where so many pairs are known that most of them must be of groups that are no more, none is kept.
        """
        rest = self.scores.keys() - set(without) if len(self.scores) <= _MANY * len(self.marks) else ()
        keys = np.sort(np.fromiter(rest, dtype=np.int64, count=len(rest)))
        scores = np.fromiter(map(self.scores.__getitem__, keys.tolist()), dtype="<f8", count=len(keys))
        asked = np.sort(np.fromiter(self._now, dtype="<u8", count=len(self._now)))
        answers = np.fromiter(map(self._now.__getitem__, asked.tolist()), dtype="<f8", count=len(asked))
        return zlib.compress(
            _encode(
                _Packed(
                    np.array(self.marks, dtype="<u8").tobytes(),
                    np.diff(keys, prepend=0).astype("<i8").tobytes(),
                    scores.tobytes(),
                    asked.tobytes(),
                    answers.tobytes(),
                )
            ),
            _FAST,
        )
