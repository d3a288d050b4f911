"""Words as they are meant: without disguise, capitals, accents and stretched letters.

What people write on a phone, and what filters make them write: st0p, s t o p, stoooop, look-alikes of another
alphabet, letters of another width, signs that can't be seen. Pure; the same words give the same tokens.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MOST_READ = 10_000
"""As much as is kept of a message: a no at its end counts as one at its beginning."""
MOST_TOKENS = 5_000
SHORTEST_TYPED_WRONG = 6
"""Shorter words lie too near to each other to be guessed."""
_TO_LATIN = str.maketrans(
    dict(zip("асеорхуіѕјкмтнвԁɡһ", "aceopxyisjkmthbdgh", strict=True))
    | dict(zip("ꜱᴛᴏᴘοτρν", "stopotpv", strict=True))
)
_TO_CYRILLIC = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_LEET = str.maketrans("013457@$", "oieastas")
_TOKEN = re.compile(r"[\w@$]+|[\U0001F6D1\u26D4\U0001F6AB\u270B\U0001F645\U0001F595\U0001F44E\U0001F64F]")
_STRETCHED = re.compile(r"(.)\1{2,}")


def plain(text: str) -> str:
    """Small letters without accents, widths and signs that can't be seen."""
    whole = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text[:MOST_READ]).casefold())
    kept = (
        one for one in whole if unicodedata.category(one) not in ("Mn", "Me", "Cf", "Cc") or one.isspace()
    )
    return unicodedata.normalize("NFC", "".join(kept)).replace("ß", "ss").replace("ł", "l")


def tokens(text: str, known: "Vocabulary") -> tuple[str, ...]:
    """The words of a text, each as the word of the vocabulary that it is meant to be, if it is one."""
    found = [part for token in _TOKEN.findall(plain(text)) for part in token.split("_") if part][:MOST_TOKENS]
    return tuple(known.meant(token) for token in _joined(found))


def _joined(found: Sequence[str]) -> Iterable[str]:
    """Three or more letters apart are one word: s t o p."""
    waiting: list[str] = []
    for token in (*found, ""):
        if len(token) == 1 and token.isalpha():
            waiting.append(token)
            continue
        yield from (["".join(waiting)] if len(waiting) > 2 else waiting)
        waiting = []
        if token:
            yield token


@dataclass(frozen=True)
class Vocabulary:
    """The words that are looked for, and the beginnings of words."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    _near: Mapping[tuple[str, int], Collection[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, words: Iterable[str], stems: Iterable[str] = ()) -> "Vocabulary":
        """With the longer ones ready to be found when they are typed wrong."""
        near: dict[tuple[str, int], list[str]] = {}
        every = frozenset(words)
        for word in sorted(every):
            if len(word) >= SHORTEST_TYPED_WRONG:
                near.setdefault((word[0], len(word)), []).append(word)
        return cls(every, tuple(sorted(set(stems))), near)

    def meant(self, token: str) -> str:
        """The word of the vocabulary that this is, in disguise or typed wrong; otherwise what it is."""
        if token in self.words or token.startswith(self.stems):
            return token
        forms = [token.translate(_TO_LATIN), token.translate(_TO_CYRILLIC)]
        if not token.isalpha():
            forms += [form.translate(_LEET) for form in (token, *forms)]
        forms += [_STRETCHED.sub(times, form) for form in (token, *forms) for times in (r"\1", r"\1\1")]
        for form in forms:
            if form in self.words:
                return form
        return next(
            (word for form in dict.fromkeys((token, *forms)) for word in self._typed_wrong(form)), token
        )

    def _typed_wrong(self, token: str) -> Iterable[str]:
        if len(token) >= SHORTEST_TYPED_WRONG - 1:
            for length in (len(token), len(token) - 1, len(token) + 1):
                for word in self._near.get((token[0], length), ()):
                    if one_apart(token, word):
                        yield word


def one_apart(one: str, other: str) -> bool:
    """Whether a letter more, a letter less, another letter or two letters the other way round is all."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    if len(rest) == len(others):
        return rest[1:] == others[1:] or (
            len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:]
        )
    return rest[1:] == others or rest == others[1:]
