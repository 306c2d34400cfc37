"""Words of a folded text with their clitics split: و ف ب ل ك س, ال and the pronoun suffixes."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from marsad.arabic.frequency import frequencies

_TOKEN = re.compile(r"[\u0621-\u064a]+|[0-9]+(?:[.,:/][0-9]+)*%?|[A-Za-z\u00c0-\u024f]+(?:['.-][A-Za-z]+)*|[^\s\w]|\w")

# Function words that look as if they began or ended with a clitic.
WHOLE = frozenset(
    "في من على الي عن مع ان اذا اذ او ام بل بعد قبل بين كان كانت كانوا كل كما كيف كم كي لكن لم لن لا ما لو ليس ليست لدي لعل لقد "
    "فقد فيما فور فوق ولا وهو وهي وهم وفق وفقا وسط وراء وقت بينما بدل بسبب بشان باسم بات باتت كاد كلا كلتا لما لماذا فضلا "
    "هذا هذه ذلك تلك هناك هنا الذي التي الذين اللذين اللتين اللذان اللتان اللواتي حيث حتي حين حول خلال ضد عبر عند عندما منذ نحو دون سوي غير اثر "
    "الان اليوم امس غدا ايضا يوم كذلك لذلك هكذا انه انها انهم وكاله كلم باب بلد بلده بعض لهذا كلهم بلا بدون كافه كبير كبار سبق"
    " فجر فريق فتره فرع فرد فرار فرقه فرنسا فشل فصل فصائل فكر فوج فيه فيها قائد بدا بدات برلين بريطانيا بلدان بناء بيان لبنان ليبيا لواء لجنه لقاء كتيبه كتائب كوباني كردي كركوك"
    " وزير وزاره وزراء وحده وحدات وسائل وضع وفاه وفد وقع وقعت وقف ولايه ولد والد وصل وصلت واشنطن واحد واحده وطن وطني واصل وافق واجه سيطره سيطر سلاح سوريا سوري سياسي سابق ساعه".split()
)
_PRO = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فس", "فك")
_ENC = ("هما", "هم", "هن", "ها", "كم", "كما", "نا", "ني", "ه", "ك", "ي")


class Token(msgspec.Struct, frozen=True, gc=False):
    """One word, number or mark: offsets in the folded text, and how the word is made up.

    ``form`` is the folded word as written, ``pro`` its prefixed particles in order, ``core`` what remains (with ``ال``
    where the word has it), ``enc`` the pronoun suffix. ``core_start`` and ``core_end`` bound the core in the folded text.
    ``kind`` is ``w`` (Arabic word), ``n`` (digits), ``l`` (other letters), ``p`` (mark).
    """

    start: int
    end: int
    form: str
    pro: str
    core: str
    enc: str
    core_start: int
    core_end: int
    kind: str

    @property
    def det(self) -> bool:
        """Whether the word carries the article."""
        return self.core.startswith("ال")


class Tokenizer:
    """Splits words by a frequency list and the words of a domain lexicon; remembers every form it has seen."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._counts = frequencies()
        self._known = frozenset(known)
        self._seen: dict[str, tuple[str, str, str, int, int]] = {}

    def tokens(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of ``text[start:end]`` in order."""
        out = []
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
            form, at = match.group(), match.start()
            first = form[0]
            if "\u0621" <= first <= "\u064a":
                pro, core, enc, skip, drop = self.split(form)
                out.append(Token(at, match.end(), form, pro, core, enc, at + skip, match.end() - drop, "w"))
            else:
                kind = "n" if first.isdigit() else "l" if first.isalpha() else "p"
                out.append(Token(at, match.end(), form, "", form, "", at, match.end(), kind))
        return out

    def split(self, form: str) -> tuple[str, str, str, int, int]:
        """(particles, core, pronoun, characters before the core, characters after it) of a folded word."""
        found = self._seen.get(form)
        if found is None:
            found = self._split(form)
            if len(self._seen) < 400_000:
                self._seen[form] = found
        return found

    def _split(self, form: str) -> tuple[str, str, str, int, int]:
        best, best_score = (("", form, "", 0, 0)), self._score(form, form, "", "")
        if form in WHOLE or len(form) < 3:
            return best
        for pro in _PRO:
            if not form.startswith(pro) or len(form) - len(pro) < 2:
                continue
            rest = form[len(pro) :]
            cores = [(rest, len(pro))]
            if pro.endswith("ل") and rest.startswith("ل"):
                # للمدينة: the article loses its alef after ل
                cores = [("ال" + rest[1:], len(pro) + 1)]
            elif pro.endswith("ل") and rest.startswith("ال"):
                continue
            for core, skip in cores:
                for enc in ("", *_ENC):
                    if enc and (not core.endswith(enc) or core.startswith("ال") or len(core) - len(enc) < 2):
                        continue
                    stems = [core[: len(core) - len(enc)]] if enc else [core]
                    if enc and stems[0].endswith("ت"):
                        stems.append(stems[0][:-1] + "ه")
                    for stem in stems:
                        if not pro and not enc:
                            continue
                        score = self._score(form, stem, pro, enc)
                        if score > best_score:
                            best, best_score = (pro, stem, enc, skip, len(enc)), score
        return best

    def _score(self, form: str, core: str, pro: str, enc: str) -> float:
        bare = core[2:] if core.startswith("ال") and len(core) > 4 else core
        count = float(self._counts.get(core, 0))
        if bare != core:
            count = max(count, 0.3 * self._counts.get(bare, 0))
        listed = core in self._known or bare in self._known
        if listed:
            count = count * 3 + 300
        if core in WHOLE and core != form:
            count *= 0.7 if pro in ("و", "ف") else 0.3
        weight = 1.0
        if pro:
            weight *= {"و": 0.6, "س": 0.1, "ك": 0.05, "ف": 0.15}.get(pro[0], 0.2)
            if core.startswith("ال"):
                weight *= 8
            if len(pro) == 2:
                weight *= 0.3
            if listed and form not in self._known and pro[0] in "ولب":
                weight = max(weight, 0.8)
        if enc and listed and form not in self._known and enc in ("ها", "هم", "ه", "هما", "هن"):
            weight *= 1.5
        elif enc:
            weight *= {"ي": 0.004, "ك": 0.01, "ني": 0.02, "كم": 0.02}.get(enc, 0.15)
        if len(bare) < 3:
            weight *= 0.1
        return count * weight
