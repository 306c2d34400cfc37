"""How fast is the coder on one core, and in how much memory, beside tools that only split or only lemmatise?

Every contender runs in a process of its own over the same articles, which are read one by one and not kept; reading is
not timed. The first article is timed apart, as the start.
Run by ``make bench``; without the corpus it repeats the samples.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

CONTENDERS = {
    "marsad": ("marsad", "claims with their evidence"),
    "spacy-tokenizer": ("spacy", "tokens only (blank Arabic)"),
    "simplemma": ("simplemma", "tokens and lemmas"),
}
SAMPLES = Path(__file__).parent.parent / "samples"


def marsad() -> Callable[[str, str | None], int]:
    """Codes an article into claims."""
    from marsad import Article, Coder

    coder = Coder()
    return lambda text, published: len(coder.code(Article(doc="bench", text=text, published=published)))


def spacy_tokenizer() -> Callable[[str, str | None], int]:
    """Splits a text into tokens with spaCy's rules for Arabic."""
    import spacy

    tokenizer = spacy.blank("ar").tokenizer
    return lambda text, _: len(tokenizer(text))


def simplemma() -> Callable[[str, str | None], int]:
    """Splits a text and looks every token's lemma up."""
    from simplemma import lemmatize, simple_tokenizer

    return lambda text, _: sum(1 for token in simple_tokenizer(text) if lemmatize(token, lang="ar"))


MAKERS = {"marsad": marsad, "spacy-tokenizer": spacy_tokenizer, "simplemma": simplemma}


def texts(corpus: Path, articles: int) -> Iterator[tuple[str, str | None]]:
    """Text and date of so many articles spread evenly over the corpus, or of the samples over and over."""
    from marsad.ingest import count, read
    from marsad.model import Article

    paths = [corpus] if corpus.exists() else itertools.repeat(SAMPLES)
    step = max((count([corpus]) or 0) // articles, 1) if corpus.exists() else 1
    found = ((item.full, item.published) for path in paths for item in read([path]) if isinstance(item, Article))
    return itertools.islice(found, 0, articles * step, step)


def measure(name: str, corpus: Path, articles: int) -> dict[str, float]:
    """Runs one contender in this process: rates, seconds to its first result, and peak memory in megabytes.

    The memory is that of the whole process, with Python, the reader of the corpus and one article at a time.
    """
    stream = texts(corpus, articles)
    opening = next(stream)
    before = _peak_mb()
    started = time.perf_counter()
    run = MAKERS[name]()
    run(*opening)
    first = time.perf_counter() - started
    seconds = worked = 0.0
    read = words = results = 0
    for text, published in itertools.chain([opening], stream):
        started, began = time.perf_counter(), time.process_time()
        results += run(text, published)
        seconds, worked = seconds + time.perf_counter() - started, worked + time.process_time() - began
        read, words = read + 1, words + len(text.split())
    return {
        "articles": read,
        "words": words,
        "articles_per_second": read / seconds,
        "articles_per_cpu_second": read / worked,
        "words_per_second": words / seconds,
        "first_result_seconds": first,
        "peak_mb": _peak_mb(),
        "reader_mb": before,
        "results": results,
    }


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measured_apart(name: str, corpus: Path, articles: int) -> dict[str, float]:
    """The same in a fresh process on one core."""
    command = [sys.executable, __file__, "--only", name, "--corpus", str(corpus), "--articles", str(articles)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    return dict(json.loads(done.stdout))


def command_line_start() -> float:
    """Seconds from calling ``marsad code`` on a sample report to its line: the median of five, after one for warmth."""
    report = (SAMPLES / "aleppo-siege.json").read_bytes()
    took = []
    for _ in range(6):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "marsad.cli", "code", "-", "-q"],
            input=report,
            stdout=subprocess.PIPE,
            check=True,
            env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        )
        took.append(time.perf_counter() - started)
    return sorted(took[1:])[2]


def table(rows: dict[str, dict[str, float]]) -> Iterator[str]:
    """The comparison as Markdown."""
    yield "| tool | gives | articles/s | words/s | import and first result, s | peak memory, MB |"
    yield "|---|---|---:|---:|---:|---:|"
    for name, row in rows.items():
        rates = f"{row['articles_per_second']:,.0f} | {row['words_per_second']:,.0f}"
        cost = f"{row['first_result_seconds']:.2f} | {row['peak_mb']:.0f}"
        yield f"| {name} | {CONTENDERS[name][1]} | {rates} | {cost} |"


def main() -> None:
    """Prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus.jsonl.gz"), help="JSON lines of documents")
    parser.add_argument("--articles", type=int, default=3000, help="how many articles each tool reads")
    parser.add_argument("--only", choices=sorted(MAKERS), help="measure this one here and print JSON")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(measure(given.only, given.corpus, given.articles)))
        return
    rows = {}
    for name, (package, _) in CONTENDERS.items():
        if importlib.util.find_spec(package) is None:
            print(f"{name}: not installed, left out (pip install 'marsad[bench]')", file=sys.stderr)
        else:
            rows[name] = measured_apart(name, given.corpus, given.articles)
    some = next(iter(rows.values()))
    print(
        f"{some['articles']:,.0f} articles of {some['words'] / some['articles']:.0f} words, one core; "
        f"reading them, one after the other, takes {some['reader_mb']:.0f} MB\n"
    )
    print("\n".join(table(rows)))
    print(f"\nfrom the shell to the first coded line: {command_line_start():.2f} s")
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
