"""What is known of HTML's elements: which end a line, which nobody sees, and which end one another.

As browsers read them (HTML Standard, 13.1.2.4 and 13.2.6); of what stays open by mistake, as libxml2 does.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Traits = npt.NDArray[np.int64]

START = np.uint64(0xCBF29CE484222325)
PRIME = np.uint64(0x100000001B3)
"""Of FNV-1a, by which names are told apart."""
SLOTS = 1024

WHICH = 0xFF
"""The bits of an element's traits that say which it is; 0 for one that is not known."""
VOID, BLOCK, CELL, UNSEEN, RAW, FRAME, INLINE = (1 << bit for bit in range(8, 15))
"""Without content; on lines of its own; between spaces; never seen; of text without tags; the frame of
every page; and what may stay open when what it stands in ends."""
_KIND, _ENDS, WEIGHT = 16, 32, 48
"""Where the bits begin of what kind it is, of which kinds it ends, and of its weight: an end tag ends
nothing that stands beyond an open element of more weight."""

_BLOCKS = (
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol "
    "optgroup option p pre search section select summary table tbody tfoot thead tr ul br"
)
_NEVER_SEEN = (
    "script style noscript template head title iframe object embed svg math canvas audio video datalist "
    "noframes"
)
_TRAITS = {
    VOID: "area base basefont bgsound br col embed frame hr image img input keygen link meta param source "
    "track wbr",
    BLOCK: _BLOCKS,
    CELL: "td th button label",
    UNSEEN: _NEVER_SEEN,
    RAW: "script style title textarea iframe noembed noframes xmp plaintext",
    FRAME: "html head body",
}
_KINDS = ("p", "li", "dd dt", "option", "optgroup", "td th", "tr", "thead tbody tfoot", "a", "form")
_ENDED_BY = {
    "li": "li",
    "dd dt": "dd dt",
    "option": "option optgroup",
    "optgroup": "optgroup",
    "td th": "td th tr thead tbody tfoot",
    "tr": "tr thead tbody tfoot",
    "thead tbody tfoot": "thead tbody tfoot",
    "a": "a",
    "form": "form",
}
_WEIGHTS = {"p": 10, "div": 150, "td th": 160, "tr": 170, "thead tbody tfoot": 180, "table": 190}
_WEIGHT = 100
UNKNOWN = INLINE | _WEIGHT << WEIGHT

_NAMES = sorted({name for names in (*_TRAITS.values(), *_KINDS, *_WEIGHTS) for name in names.split()})
SEEN_NEVER = frozenset(_NEVER_SEEN.split())


def which(name: str) -> int:
    """The number of an element that is known."""
    return _NAMES.index(name) + 1


class Elements(NamedTuple):
    """The hash of each known name and its traits, at the slot of its last bits or one that follows."""

    names: Hashes
    traits: Traits


@cache
def elements() -> Elements:
    """All that is known."""
    names, traits = np.zeros(SLOTS, np.uint64), np.zeros(SLOTS, np.int64)
    for name in _NAMES:
        hashed = _hash(name)
        slot = hashed % SLOTS
        while names[slot]:
            slot = (slot + 1) % SLOTS
        names[slot], traits[slot] = hashed, _traits(name)
    return Elements(names, traits)


def _hash(name: str) -> int:
    hashed = int(START)
    for byte in name.encode():
        hashed = ((hashed ^ byte) * int(PRIME)) % 2**64
    return hashed


def _traits(name: str) -> int:
    found = which(name)
    for trait, names in _TRAITS.items():
        found |= trait if name in names.split() else 0
    if not found & (BLOCK | CELL | UNSEEN):
        found |= INLINE
    for number, kind in enumerate(_KINDS):
        if name in kind.split():
            found |= 1 << _KIND + number
        # whatever stands on lines of its own ends a paragraph
        by_block = kind == "p" and (found & BLOCK or name in ("td", "th")) and name != "br"
        if by_block or name in _ENDED_BY.get(kind, "").split():
            found |= 1 << _ENDS + number
    weight = next((weight for names, weight in _WEIGHTS.items() if name in names.split()), _WEIGHT)
    return found | weight << WEIGHT


def ends(traits: int, of_open: int) -> int:
    """Whether an element that begins ends one that is open. For compiled loops too."""
    return (traits >> _ENDS) & (of_open >> _KIND) & 0xFFFF
