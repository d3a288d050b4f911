"""Which sighting ids were seen, over many batches."""

from hypothesis import given
from hypothesis import strategies as st

from baken.collection.seen import SeenSightings


@given(st.lists(st.lists(st.text(max_size=2), max_size=6), max_size=12))
def test_doubles_are_what_a_set_would_say(batches: list[list[str]]) -> None:
    batches = [[one.encode("utf-8", "replace").decode() for one in batch] for batch in batches]
    seen, known = SeenSightings(), set[str]()
    for batch in batches:
        expected = []
        for one in batch:
            expected.append(one in known)
            known.add(one)
        assert seen.doubles(batch) == expected
