"""Which encoding are these bytes in? What was declared is believed only when Arabic comes out of it."""

from __future__ import annotations

import codecs
import functools
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from marsad.errors import DocumentError

LETTERS = Path(__file__).parent / "data" / "letters.toml"
SAMPLE = 1 << 16
"""Bytes that an encoding is told from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = ("cp1256", "iso8859_6", "cp720")
_WIDE = ("utf-16-le", "utf-16-be")
_RARE = math.log(2e-6)
_ARABIC_AT_LEAST = -4.6
"""Mean log-frequency of characters beyond ASCII: Arabic text has −2.9 to −3.6, the same bytes misread −5 and less."""

_BROKEN = 1000
"""Characters for each broken one that is let pass as U+FFFD."""

_FEWEST = 20
"""Bytes beyond ASCII from which an encoding is guessed that was not declared and is not of Arabic."""

_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(msgspec.Struct, frozen=True):
    """A text and the encoding that it was read in."""

    text: str
    encoding: str


def decoded(data: bytes, where: str, declared: str | None = None) -> Decoded:
    """The text of the bytes, whatever was ``declared``; text that was misread once before is set right.

    Raises:
        DocumentError: no encoding gives a readable text.
    """
    encoding = encoding_of(data[:SAMPLE], declared, whole=len(data) <= SAMPLE)
    text = _tolerant(data, encoding) if encoding else None
    if text is None and encoding:
        encoding = encoding_of(data, declared)
        text = _tolerant(data, encoding) if encoding else None
    if text is None or encoding is None:
        raise DocumentError(where, _why_not(data))
    return Decoded(restored(text), encoding)


def encoding_of(sample: bytes, declared: str | None = None, *, whole: bool = True) -> str | None:
    """The codec that reads a text or its beginning, ``None`` when none does.

    A mark at the beginning is believed, then valid UTF-8, then the Arabic encoding whose letters are the likeliest
    (the declared one among equals), then what was declared, then what charset-normalizer finds.
    """
    marked = next((codec for mark, codec in _MARKS if sample.startswith(mark)), None)
    if marked:
        return marked
    if _is_utf8(sample, whole):
        return "utf-8"
    likeliest = _likeliest_arabic(sample, _codec(declared))
    return likeliest or _declared(sample, declared) or _normalised(sample)


def likelihood(text: str) -> float:
    """Mean log-frequency of the characters beyond ASCII in Arabic newspapers; minus infinity without any."""
    return _mean(Counter(re.findall(r"[^\x00-\x7f]", text)))


def restored(text: str) -> str:
    """The text before its UTF-8 was read as Windows-1252 or Windows-1256 by mistake; else as it is."""
    if not _looks_misread(text[:SAMPLE]):
        return text
    for codec in ("cp1252", "cp1256"):
        again = _reread(text, codec)
        if again is not None and likelihood(again[:SAMPLE]) > max(_ARABIC_AT_LEAST, likelihood(text[:SAMPLE])):
            return again
    return text


def _is_utf8(sample: bytes, whole: bool) -> bool:
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        return False
    return text.count("\x00") * 20 <= len(text)


def _likeliest_arabic(sample: bytes, declared: str | None) -> str | None:
    scored = sorted(((score, codec == declared, codec) for codec, score in _arabic_scores(sample)), reverse=True)
    if not scored or scored[0][0] < _ARABIC_AT_LEAST:
        return None
    best = scored[0][0]
    return next((codec for score, said, codec in scored if said and score > best - 0.05), scored[0][2])


def _arabic_scores(sample: bytes) -> Iterator[tuple[str, float]]:
    """Each encoding of Arabic that can read the sample, with how likely its letters are."""
    if sample.count(0) * 5 > len(sample) or sample.count(6) * 5 > len(sample):
        for codec in _WIDE:
            text = sample[: len(sample) // 2 * 2].decode(codec, "replace")
            yield codec, likelihood(text)
        return
    high = Counter(byte for byte in sample if byte > 0x7F)
    for codec in _ARABIC:
        table = _table(codec)
        yield codec, _mean(Counter({table[byte]: n for byte, n in high.items()})) - _doubled(table, high)
    lenient = sample.decode("utf-8", "replace")
    if lenient.count("\ufffd") * _BROKEN <= len(lenient):
        yield "utf-8", likelihood(lenient.replace("\ufffd", ""))


def _doubled(table: list[str], high: Counter[int]) -> float:
    """A penalty for an encoding in which some of the bytes mean nothing."""
    total = sum(high.values())
    return 20 * sum(n for byte, n in high.items() if table[byte] == "\ufffd") / total if total else 0.0


def _mean(counts: Counter[str]) -> float:
    total = sum(counts.values())
    if not total:
        return -math.inf
    known = _frequencies()
    return sum(n * known.get(character, _RARE) for character, n in counts.items()) / total


def _declared(sample: bytes, declared: str | None) -> str | None:
    codec = _codec(declared)
    if codec is None:
        return None
    text = sample.decode(codec, "replace")
    return codec if "\ufffd" not in text and not _UNREADABLE.search(text) else None


def _normalised(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    if _binary(sample) or sum(byte > 0x7F for byte in sample) < _FEWEST:
        return None
    best = from_bytes(sample[:8192]).best()
    return best.encoding if best else None


def _binary(sample: bytes) -> bool:
    return len(_UNREADABLE.findall(sample.decode("latin-1"))) * 50 > len(sample)


def _tolerant(data: bytes, encoding: str) -> str | None:
    """The text; a broken character among a thousand is let pass as U+FFFD, more are not."""
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") * _BROKEN > len(text) or "\x00" in text:
        return None
    return text


def _why_not(data: bytes) -> str:
    if _binary(data[:SAMPLE]):
        return "no text: it holds bytes that no text has"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 at byte {error.start} and no encoding of Arabic either; convert the file to UTF-8"
    return "no text: it holds characters that no text has"


def _codec(declared: str | None) -> str | None:
    try:
        name = codecs.lookup((declared or "").strip().strip("\"'")).name.replace("-", "_")
    except (LookupError, ValueError):
        return None
    return {"iso8859_6": "iso8859_6", "utf_8": "utf-8"}.get(name, name)


def _looks_misread(sample: str) -> bool:
    """UTF-8 of Arabic begins each letter with D8 or D9, which are then the commonest letters by far."""
    beyond = len(re.findall(r"[^\x00-\x7f]", sample))
    leads = max(len(re.findall("[\u00d8\u00d9]", sample)), len(re.findall("[\u0637\u0638]", sample)))
    return leads * 4 > beyond > 8


def _reread(text: str, codec: str) -> str | None:
    bytes_of = _bytes_of(codec)
    try:
        return bytes(bytes_of[character] for character in text).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


@functools.cache
def _table(codec: str) -> list[str]:
    return [bytes([byte]).decode(codec, "replace") for byte in range(256)]


@functools.cache
def _bytes_of(codec: str) -> dict[str, int]:
    """The byte of each character; a byte that means nothing stands for itself, as browsers read it."""
    table = _table(codec)
    return {chr(byte) if table[byte] == "\ufffd" else table[byte]: byte for byte in range(256)}


@functools.cache
def _frequencies() -> dict[str, float]:
    counted: dict[str, int] = tomllib.loads(LETTERS.read_text(encoding="utf-8"))
    return {character: math.log(n / 1e6) for character, n in counted.items()}
