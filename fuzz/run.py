"""How long is each reader, and the coder, fed with mangled bytes? ``python fuzz/run.py --seconds 60 --target all``.

What is found goes to ``out/fuzz``: inputs that reach new code beside the corpus kept here, and those that break
something as ``broken-…``. A repaired one belongs into ``fuzz/corpus/TARGET`` under the name of what was wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
CORPUS = HERE / "corpus"
OUT = ROOT / "out" / "fuzz"
SLOWEST, MEMORY, LONGEST = 25, 3000, 20_000
"""Seconds and megabytes that one input may cost, and the bytes that it may have."""

EMPTY = (
    "pip install 'marsad[fuzz]' brings atheris, which is not there (it has wheels for CPython 3.11 to 3.13 on Linux)"
)


def main() -> int:
    """The exit code: how many targets broke."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--target", default="all")
    given = asked.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.exit(EMPTY)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
    from fuzz.targets import TARGETS, dictionary

    names = list(TARGETS) if given.target == "all" else [given.target]
    if unknown := set(names) - set(TARGETS):
        sys.exit(f"{unknown.pop()}: no target. There are: {', '.join(TARGETS)}")
    OUT.mkdir(parents=True, exist_ok=True)
    words = OUT / "words.dict"
    words.write_text("".join(f'"{escaped(word)}"\n' for word in dictionary()), encoding="ascii")
    broken = [name for name in names if fed(name, given.seconds, words)]
    print(f"{len(names)} targets, {given.seconds} s each; broken: {', '.join(broken) or 'none'}")
    return len(broken)


def fed(name: str, seconds: int, words: Path) -> bool:
    """Feeds one target; whether it broke."""
    fresh = OUT / name
    fresh.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}",
        f"-dict={words}", f"-artifact_prefix={fresh}/broken-", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    command = [sys.executable, str(HERE / "one.py"), name, *options, str(fresh), str(CORPUS / name)]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with (OUT / f"{name}.log").open("wb") as log:
        done = subprocess.run(command, env=environment, stdout=log, stderr=log, check=False)
    text = (OUT / f"{name}.log").read_text(encoding="utf-8", errors="replace")
    runs = next((line.split()[-1] for line in text.splitlines() if "number_of_executed_units" in line), "?")
    print(
        f"{name:10} {runs:>9} inputs   {'BROKEN: see ' + str(OUT / name) + '.log' if done.returncode else 'holds'}",
        flush=True,
    )
    return bool(done.returncode)


def escaped(word: bytes) -> str:
    """A word as libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02x}" for byte in word)


if __name__ == "__main__":
    sys.exit(main())
