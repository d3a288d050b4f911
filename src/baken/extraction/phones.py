"""Phone numbers in the words of an advert, plainly grouped or hidden.

Atoms (digits, digit words, look-alikes) are strung together as long as what stands between them
can belong to one number; the plainest reading of an atom is tried before the others.
"""

from collections.abc import Sequence

from baken.extraction.beginnings import free_numbers, in_digits, may_hold_more
from baken.extraction.contacts import PHONE, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.figures import every_figure
from baken.extraction.lone_numbers import lone_number
from baken.extraction.numbering import read_dutch, read_international
from baken.extraction.phone_atoms import SYMBOLS, Taken, atoms
from baken.extraction.phone_pieces import find_in_pieces
from baken.extraction.phone_search import FEWEST_DIGITS, FEWEST_NATIONAL, Search
from baken.extraction.phone_strands import digits_in, with_misspelt, without_rows
from baken.extraction.references import is_reference


def phones(
    clear: ClearText, taken: Sequence[tuple[int, int]], *, title_end: int = -1, region: str = "NL"
) -> list[Contact]:
    """The phone numbers in the words. `title_end` is where the title's newline stands, or -1.

    `taken` are spans of the clear text that are something else. A contact's span is in code points
    of the original words.
    """
    settled = clear.settled_numbers(region)
    if settled is not None:
        found = _settled(clear, settled, taken, region)
        if found is not None:
            return found
        taken = [*taken, *every_figure(clear)]
    elif clear.may_be_lone(region):
        alone = lone_number(clear, taken, title_end, region)
        if alone is not None:
            return [alone]
        taken = [*taken, *every_figure(clear)]
    search = Search(clear, title_end, region)
    # Most adverts have their number in plain digits: then no word needs a look.
    numbers = free_numbers(clear, taken)
    plain, windows = in_digits(clear, numbers, region)
    for one in plain:
        search.take(one)
    for window in windows:
        search.find(without_rows(window), most=SYMBOLS)
    if not may_hold_more(clear, taken, search.found, region):
        return search.in_order()
    every = without_rows(search.free(atoms(clear, Taken(taken))))
    if digits_in(every) < FEWEST_DIGITS:
        return search.in_order()
    # The digits alone were searched above: where none began then, none begins now.
    search.is_searched = not any(part.disguised for part in every)
    rest = every
    if any(part.weak for part in every):
        rest = [part for part in search.run(every, most=SYMBOLS) if not part.weak]
    rest = search.run(rest)
    sure = [part for part in rest if not part.ambiguous]
    if len(sure) < len(rest) and digits_in(sure) >= FEWEST_DIGITS:
        search.run(sure)
        rest = search.free(rest)
    if digits_in(rest) >= FEWEST_NATIONAL:
        search.bare = True
        search.first |= search.bare_first
        rest = search.run(rest)
    rest = [part for part in rest if not part.ambiguous]
    if digits_in(rest) >= FEWEST_DIGITS:
        find_in_pieces(search, rest)
    if not search.found:
        search.run(with_misspelt(search.free(every), clear.low))
    return search.in_order()


def _settled(
    clear: ClearText,
    numbers: Sequence[tuple[int, int, str]],
    taken: Sequence[tuple[int, int]],
    region: str,
) -> list[Contact] | None:
    """The contacts of plain numbers, None where one is said to be something else."""
    found = []
    for start, end, digits in numbers:
        plus = digits[0] == "+"
        if plus or digits[:2] == "00":
            reading = read_international(digits[1 if plus else 2 :])
        else:
            reading = read_dutch(digits[1:])
        if reading is None or (not plus and is_reference(clear.low, start)):
            return None
        if taken and any(start < other and one < end for one, other in taken):
            return None
        obscured = clear.is_disguised(start, end)
        found.append(Contact(PHONE, reading.e164, obscured, reading.valid, clear.span(start, end)))
    return found
