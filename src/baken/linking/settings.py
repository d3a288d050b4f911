"""The choices of linking: each number that decides, with what it means and why it is so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """Thresholds and sizes of linking. The defaults hold for every size of input."""

    similar: float = 0.5
    """From here two texts are the same advert: the weight of what they share over the geometric mean
    of what they have together and what the smaller one has (0 nothing, 1 the same). Between equally
    long texts .5 stands for a weighted Jaccard similarity of .41: copies with changed words, towns,
    prices, names, an added sentence lie above it, texts that share only customary sentences below."""

    near_representative: float = 0.4
    """A member of a unique advert is at least this near to its representative, or a fragment of it to
    a quarter of its texts, so that a row of small changes cannot chain two different texts together."""

    short_similar: float = 0.7
    """The same for texts of few words, which are compared by their letters: in so
    few words a shared customary phrase says little, so it is stricter."""

    passage_texts: int = 20
    """A passage of four words that stands in this many different texts, most of which have much text of
    their own beside it, belongs to a platform or a template and hardly counts."""

    bands: int = 32
    """Groups of MinHash values per text; two texts that agree in one whole group are compared."""

    rows: int = 3
    """MinHash values in a group."""

    window: int = 16
    """In a group that very many texts agree on, each is compared with at most this many others, so that
    time stays linear."""

    hub_texts: int = 20
    """A contact or image at more different unique adverts than this is a hub (a switchboard, a
    platform's own number, a stock photo): written down, never merged through. A contact is one
    only if those adverts show others' contacts too, so that a busy advertiser's number is none."""

    hub_texts_alone: int = 100
    """The same for unique adverts that show nothing but the contact: a busy advertiser may have dozens of
    texts under one number, and nothing contradicts. And for an account, whatever it shows."""

    own_text_words: int = 12
    """Texts of fewer words say nothing about whose they are: "relaxing massage, private reception, call
    me" is written by many."""

    own_text_similar: float = 0.8
    """From here on a text puts sightings together that nothing else does; less alike and not the very
    same words, they may be of two people who filled in one template."""

    majority: float = 0.8
    """Who has at least this share of the sightings of a text that show whose they are has, in all
    likelihood, those too that show nothing: the others took a copy."""

    own_wordings: int = 2
    """An advertiser who shows a text in this many different wordings varies it; one more wording of that
    text is then that advertiser's, even where it is less alike than `own_text_similar`."""

    recycled_days: int = 365
    """After a silence longer than this a phone number with other texts may have another holder."""

    together_days: int = 14
    """Groups of adverts whose periods overlap, or lie no further apart than this, run side by side."""

    def __post_init__(self) -> None:
        if not 0 < self.near_representative <= self.similar <= self.short_similar <= 1:
            raise ValueError("0 < near_representative <= similar <= short_similar <= 1 must hold")
        if min(self.bands, self.window, self.passage_texts, self.hub_texts) < 1:
            raise ValueError("bands, window, passage_texts and hub_texts are at least 1")
        if self.hub_texts_alone < self.hub_texts or not 0.5 < self.majority <= 1 or self.own_wordings < 1:
            raise ValueError(
                "hub_texts_alone >= hub_texts, own_wordings >= 1 and .5 < majority <= 1 must hold"
            )
        if self.rows not in (1, 2, 3, 4):
            raise ValueError("rows is 1, 2, 3 or 4")
