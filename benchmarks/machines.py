"""What does a worker of many machines cost: CPU, memory, bytes on disk and on the way? For docs/scale.md.

python benchmarks/machines.py ../shared/data/newspapers-2015.jsonl.gz --every 10
"""

from __future__ import annotations

import argparse
import gzip
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from marsad.observatory.ingesting import coder_version, keep
from marsad.scale.work import Brought, Order, Task, bring, code
from marsad.store import Store

WORKER = "import sys; sys.path.insert(0, sys.argv[1]); import machines; machines.worker(*sys.argv[2:])"


def main() -> None:
    """Prints a line for each figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", type=Path)
    asked.add_argument("--every", type=int, default=10, help="one article of so many")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = sample(told.corpus, folder / "sample.jsonl", told.every)
        (folder / "none.jsonl").write_bytes(first_line(folder / "sample.jsonl"))
        size = (folder / "sample.jsonl").stat().st_size
        print(f"articles {count:,}, bytes of JSON an article {size / count:,.0f}")
        for what in ("bring", "code"):
            start, _ = worked(what, folder / "none.jsonl", folder / "out0")
            seconds, memory = worked(what, folder / "sample.jsonl", folder / "out")
            rate = count / (seconds - start)
            print(f"{what}: {rate:,.0f} articles a CPU second, {memory:,.0f} MB, start {start:.1f} CPU seconds")
        for part in ("documents", "claims", "mentions"):
            written = sum(file.stat().st_size for file in (folder / "out" / part).iterdir())
            print(f"dataset, {part}: {written / count:,.0f} bytes an article")
        kept(folder, count)


def sample(corpus: Path, goal: Path, every: int) -> int:
    """Writes one line of so many to a file; how many they are."""
    count = 0
    with gzip.open(corpus) if corpus.suffix == ".gz" else corpus.open("rb") as lines, goal.open("wb") as out:
        for number, line in enumerate(lines):
            if number % every == 0:
                out.write(line)
                count += 1
    return count


def first_line(path: Path) -> bytes:
    """The first line of a file."""
    with path.open("rb") as lines:
        return next(lines)


def worked(what: str, path: Path, out: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of a worker of its own that does one task."""
    command = [sys.executable, "-c", WORKER, str(Path(__file__).parent), what, str(path), str(out)]
    seconds, kilobytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), int(kilobytes) / 1024


def worker(what: str, path: str, out: str) -> None:
    """Does the work of one shard; prints CPU seconds and kilobytes of this process."""
    import msgspec

    from marsad import __version__
    from marsad.scale.shards import planned

    order = Order(__version__, [path], shard_bytes=1 << 40)
    (shard,) = planned(order.paths, order.shard_bytes)
    task = msgspec.json.encode(Task(order, out, shard, str(Path.cwd())))
    answer = bring(task) if what == "bring" else code(task)
    if what == "bring":
        Path(out).parent.mkdir(parents=True, exist_ok=True)
        Path(f"{out}.{what}").write_bytes(answer)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss)


def kept(folder: Path, count: int) -> None:
    """What the process does that keeps what workers bring."""
    import msgspec

    answer = (folder / "out.bring").read_bytes()
    print(f"travels: {len(answer) / count:,.0f} bytes an article")
    brought = msgspec.msgpack.decode(answer, type=Brought)
    with Store.open(str(folder / "a.sqlite")) as store:
        began = time.process_time()
        msgspec.msgpack.decode(answer, type=Brought)
        keep([brought.documents], store, coder_version())
        seconds = time.process_time() - began
    size = (folder / "a.sqlite").stat().st_size
    print(
        f"kept: {count / seconds:,.0f} articles a CPU second; SQLite, not fused: {size / count:,.0f} bytes an article"
    )


if __name__ == "__main__":
    main()
