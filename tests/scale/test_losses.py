"""When workers die: is it the shard that kills them, or the machine that lets nobody live?"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from marsad.errors import MarsadError
from marsad.scale.machines import Lost, Work
from marsad.scale.progress import Watch
from marsad.scale.rounds import Rounds
from marsad.scale.shards import Piece, Shard
from marsad.scale.sources import Source
from marsad.scale.work import Report, code
from marsad.scale.work import look as looked


class Mortal:
    """One worker, which dies of the shards that ``kills`` names."""

    slots = 1

    def __init__(self, kills: Callable[[str], bool]) -> None:
        self._kills = kills
        self._out: list[tuple[str, bytes]] = []

    def submit(self, key: str, _: Work, payload: bytes) -> None:
        self._out.append((key, payload))

    def finished(self, _: float) -> list[tuple[str, bytes | Lost]]:
        done, self._out = self._out, []
        report = msgspec.json.encode(Report(documents=2))
        return [(key, Lost("killed") if self._kills(payload.decode()) else report) for key, payload in done]

    def close(self) -> None:
        pass


class Notes(Rounds):
    """Writes down what became of each shard; ``room`` shards may be ahead of the first that nothing is known of."""

    def __init__(self, names: str, machines: Mortal, room: int = 100) -> None:
        shards = [Shard(name, [Piece(Source(name, name))]) for name in names]
        super().__init__(shards, machines, Watch(None, quiet=True))
        self.room, self.names = room, names
        self.coded: list[str] = []
        self.poison: list[str] = []

    def task(self, shard: Shard, *, look: bool) -> tuple[Work, bytes]:
        return (looked if look else code), shard.id.encode()

    def fault(self, _: bytes) -> str | None:
        return None

    def done(self, shard: Shard, _: bytes) -> None:
        self.coded.append(shard.id)

    def divided(self, shard: Shard, smaller: list[Shard]) -> None:
        raise AssertionError(shard, smaller)

    def poisoned(self, shard: Shard, _: str, __: str) -> None:
        self.poison.append(shard.id)

    def may_begin(self, shard: Shard) -> bool:
        first = next(at for at, name in enumerate(self.names) if name not in {*self.coded, *self.poison})
        return self.names.index(shard.id) - first < self.room


@pytest.mark.parametrize("room", [1, 2, 100])
def test_files_that_kill_who_reads_them_are_poison_and_the_rest_is_done(room: int) -> None:
    run = Notes("abcdefgh", Mortal("bdeh".__contains__), room)
    run.through()
    assert (run.coded, run.poison) == (list("acfg"), list("bdeh"))


def test_a_machine_on_which_every_worker_dies_makes_no_file_poison() -> None:
    """They would pass for done when the same command goes on."""
    run = Notes("abcdefgh", Mortal(lambda _: True))
    with pytest.raises(MarsadError, match="workers die whatever they are given"):
        run.through()
    assert run.poison == []


def test_a_single_file_that_kills_who_reads_it_is_poison() -> None:
    run = Notes("a", Mortal(lambda _: True))
    run.through()
    assert run.poison == ["a"]
