"""The promise that linking rests on: different adverts differ, copies of one are alike."""

import itertools
import re
from collections import defaultdict
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.demo.market import generate
from baken.demo.names import name
from baken.demo.people import GENDERS
from baken.demo.sentences import BANK_SIZES, OPTIONS, TOPICS, bank, variants

DIFFERENT, ALIKE = 0.30, 0.65


def shingles(title, text):
    """Word shingles of three, case folded, digits as 0."""
    words = re.sub(r"\d", "0", f"{title}\n{text}".casefold()).split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def similarity(one, other):
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared)


@pytest.fixture(scope="module")
def copies():
    """The different wordings of each unique advert."""
    market = generate(0.01)
    columns = (market.truth["unique_advert"], market.records["title"], market.records["text"])
    found = defaultdict(set)
    for unique, title, text in zip(*(column.to_pylist() for column in columns), strict=True):
        found[unique].add(shingles(title, text))
    return found


def test_texts_of_two_unique_adverts_differ(copies):
    rows = [(unique, words) for unique, wordings in sorted(copies.items()) for words in wordings]
    numbers = defaultdict(lambda: len(numbers))
    incidence = np.zeros((len(rows), sum(len(words) for _, words in rows)), dtype=np.float32)
    for row, (_, words) in enumerate(rows):
        incidence[row, [numbers[shingle] for shingle in words]] = 1
    shared = incidence[:, : len(numbers)] @ incidence[:, : len(numbers)].T
    sizes = incidence.sum(axis=1)
    owner = np.array([unique for unique, _ in rows])

    jaccard = shared / (sizes[:, None] + sizes[None, :] - shared)

    assert jaccard[owner[:, None] != owner[None, :]].max() <= DIFFERENT


def test_copies_of_one_unique_advert_are_alike(copies):
    pairs = [
        similarity(one, other)
        for wordings in copies.values()
        for one, other in itertools.combinations(wordings, 2)
    ]

    assert len(pairs) > 100
    assert min(pairs) >= ALIKE


def test_texts_have_no_open_slot():
    records = generate(0.02).records

    texts = records["text"].to_pylist() + records["title"].to_pylist()

    assert not [text for text in texts if re.search(r"[{}<>|]", text)]


@pytest.mark.parametrize("language", BANK_SIZES)
def test_bank_has_a_prime_number_of_different_sentences_per_topic(language):
    size = BANK_SIZES[language]

    assert len(TOPICS) <= size and all(size % divisor for divisor in range(2, int(size**0.5) + 1))
    for sentences in bank(language).topics:
        assert len(set(sentences)) == size


@settings(max_examples=200, deadline=None)
@given(data=st.data(), language=st.sampled_from(sorted(BANK_SIZES)))
def test_two_codewords_share_at_most_one_sentence(data, language):
    source = bank(language)
    number = st.integers(0, source.size**2 - 1)
    one, other = data.draw(number), data.draw(number)

    same = sum(a == b for a, b in zip(source.codeword(one), source.codeword(other), strict=True))

    assert same <= 1 or one == other


def test_codeword_beyond_the_bank_is_refused():
    with pytest.raises(ValueError, match="has 121 texts"):
        bank("nl-script").codeword(121)


def test_variants_of_a_template_agree_in_at_most_one_choice():
    letters = "<a|b|c|d|e> <f|g|h|i|j> <k|l|m|n|o>"

    made = [sentence.split() for sentence in variants(letters, OPTIONS**2)]

    for one, other in itertools.combinations(made, 2):
        assert sum(a == b for a, b in zip(one, other, strict=True)) <= 1


@pytest.mark.parametrize("template", ["<a|b>", "no choice at all", "<a|b|c|d|e>"])
def test_template_with_too_few_options_is_refused(template):
    with pytest.raises(ValueError, match=r"options|sentences"):
        variants(template, 6)


def test_bank_without_a_plan_uses_no_words_of_an_indicator():
    lists = resources.files("baken.indicators").joinpath("wordlists")
    watched = [
        line.strip()
        for path in lists.iterdir()
        if path.name.endswith(".txt")
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]

    for language in set(BANK_SIZES) - {"nl-script"}:
        source = bank(language)
        said = " \n ".join(itertools.chain(*source.topics, source.titles, source.personal)).casefold()
        assert [words for words in watched if f" {words} " in f" {re.sub(r'[.,:;]', ' ', said)} "] == []


def test_first_names_are_names():
    written = [name(gender, pick) for gender in range(len(GENDERS)) for pick in range(0, 65_536, 97)]

    assert all(re.fullmatch(r"[A-Z][a-zü]+( & [A-Z][a-zü]+)?", one) for one in written)
