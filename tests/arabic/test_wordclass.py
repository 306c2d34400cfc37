"""Verb or noun: forms that are both, settled by their neighbours in sentences written for Marsad."""

from __future__ import annotations

import re

import pytest

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.arabic.wordclass import classify, contextual, tenses

TOKENIZER = Tokenizer()

# /v after a word: a verb, /n: a noun; the rest is not looked at
SENTENCES = """
قتل/v 11 شخصا في قصف/n مدفعي على البلدة
قصف/v الجيش المدينة وقتل/v ثلاثة جنود
قصف/n الطائرات للمدينة يقتل/v عشرة
قصف/n إسرائيلي على غزة
بعد قتل/n خمسة جنود انسحب/v المسلحون
كما قصف/v الطيران مواقع التنظيم
بعد أن قصف/v الجيش القرية فر/v السكان
قبل أن يقتحموا/v المبنى
وقف/n إطلاق النار يدخل/v حيز التنفيذ
تقدم/v الجيش نحو المدينة
أحرز الجيش تقدما/n كبيرا
لم يعلن/v أحد مسؤوليته عن الهجوم/n
وقد حذر/v الوزير من تفكك/n البلاد
الذي جمع/v القادة في بغداد
عمليات قتل/n واسعة
من دون ذكر/n أسماء
وتعهد/v ببذل الجهود
وتابع/v : سنرد/v عليهم
لم تقصف/v الطائرات سوقا/n
سيشن/v الجيش هجوما/n
سيطرت/v القوات على تعز/n
وأكد/v أن هدم/n المنازل سيتوقف/v
الجيش نفى/v ذلك
على وقع/n انفجارات هزت/v العاصمة
جرى/v توقيف/n ستة أشخاص
اتهم بخطف/n وقتل/n مدنيين
كان يقاتل/v في صفوفهم
في حين وصل/v الوفد إلى جنيف
خلال عرض/n عسكري
ما أسفر/v عن مقتل ثلاثة
فيما فجر/v انتحاري نفسه
فجر/n اليوم قتل/v جندي
من أجل فك/n الحصار
تم نقل/n الجرحى إلى المشفى
منذ بدء/n الحرب
حيث دمر/v القصف/n منازل
وأسفر/v الهجوم/n عن جرح/n أربعة
اندلع/v قتال/n عنيف
أعلن/v الجيش صد/n هجوم على القاعدة
طالب/v السكان بوقف/n القصف
إنه طلب/v من القادة التهدئة
يجري/v بحث/n سبل التهدئة
دفن جثماني شهيدين قتلا/v برصاص القناص
عن جنديين أسرا/v قرب الموقع
إن القناص استهدف مدنيين عمدا/n
أعلن الجيش عزمه/n شن هجوم
""".strip().splitlines()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_verb_or_noun(sentence: str) -> None:
    wanted = [(fold(word), {"v": "verb", "n": "noun"}[tag]) for word, tag in re.findall(r"(\S+)/([vn])", sentence)]
    tokens = TOKENIZER.tokens(fold(re.sub("/[vn]", "", sentence)))
    found = list(zip([token.form for token in tokens], contextual(tokens), strict=True))
    at = 0
    for pair in wanted:
        forms = [form for form, _ in found]
        at = forms.index(pair[0], at)
        assert found[at] == pair
        at += 1


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("الذي", "rel"),  # who
        ("هذه", "dem"),  # this
        ("في", "prep"),  # in
        ("عليها", "prep"),  # on it
        ("أو", "conj"),  # or
        ("لأنه", "sub"),  # because he
        ("هو", "pron"),  # he
        ("لن", "neg"),  # will not
        ("أيضا", "part"),  # also
        ("ثلاثة", "num"),  # three
        ("القوات", "noun"),  # the forces
        ("بقصف", "noun"),  # by shelling
        ("سيقصف", "verb"),  # will shell
        ("ليقتل", "verb"),  # to kill
        ("قصفتهم", "verb"),  # shelled them
        ("قصف", "noun?"),  # shelling, he shelled
        ("قتل", "verb?"),  # killing, he killed
        ("شرطة", "noun"),  # police
        ("آلاف", "num"),  # thousands
        ("يتموضع", "verb"),  # takes position (not in the list)
    ],
)
def test_class_by_form(word: str, tag: str) -> None:
    [token] = TOKENIZER.tokens(fold(word))
    assert classify(token) == tag


def test_tenses() -> None:
    assert tenses("قصفت") == ("past",)  # she shelled
    assert tenses("يقصف") == ("present",)  # he shells
    assert tenses("ينف") == ("jussive",)  # (did not) deny
    assert tenses("مدينه") == ()
