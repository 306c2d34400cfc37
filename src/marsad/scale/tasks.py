"""How are tasks given to machines that may lose them? As many as they take; what is lost or fails is given again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from marsad.errors import MarsadError
from marsad.scale.machines import Lost, Machines, Work

ATTEMPTS = 3
"""Times a task is given out before its loss or fault ends the run."""

Task = tuple[str, Work, bytes]
"""A name of its own, what to do, with what."""


def carried(
    tasks: Iterable[Task],
    machines: Machines,
    fault: Callable[[bytes], str | None],
    tick: Callable[[int, bool], None],
) -> Iterator[tuple[str, bytes]]:
    """The answers of tasks as they come; ``fault`` finds the error in one, ``tick`` hears how many are out.

    Tasks are drawn as machines are free, so that they may be made as they go. The same task may be worked on twice.

    Raises:
        MarsadError: a task was lost, or failed, too often.
    """
    rest, flying, attempts = iter(tasks), dict[str, Task](), Counter[str]()
    drawn = False
    while flying or not drawn:
        while not drawn and len(flying) < machines.slots:
            task = next(rest, None)
            drawn = task is None
            if task is not None:
                flying[task[0]] = task
                machines.submit(*task)
        for key, answer in machines.finished(1.0):
            why = f"worker lost: {answer.why}" if isinstance(answer, Lost) else fault(answer)
            if why is None and not isinstance(answer, Lost):
                del flying[key]
                yield key, answer
                continue
            attempts[key] += 1
            if attempts[key] >= ATTEMPTS:
                raise MarsadError(f"{key}, {ATTEMPTS} times: {why}. The same command begins anew.")
            tick(len(flying), True)
            machines.submit(*flying[key])
        tick(len(flying), False)
