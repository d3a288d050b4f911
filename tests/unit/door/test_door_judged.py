"""Property: at the door one advertiser is judged as a whole market would be."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.collection.validity import row_of
from baken.door.checks.beside import look_beside
from baken.door.checks.judged import signals_of, unknown_of
from baken.door.checks.submission import Submission
from baken.indicators.evaluate import evaluate, unknown
from baken.indicators.rulebook import load_rules
from tests.factories.door import advert

RULES = load_rules()
TEXTS = (
    "Rustige praktijk aan huis, ontvangst op afspraak in de avond.",
    "Nieuw in de stad, wij zijn met twee dames, 24 uur per dag, bel haar manager.",
    "Always available, no own phone, ask for the boss, all services.",
    "",
)
adverts = st.fixed_dictionaries(
    {
        "text": st.sampled_from(TEXTS),
        "stated_age": st.none() | st.integers(18, 60),
        "contacts": st.lists(
            st.sampled_from(["+31600000001", "+31600000002", "+31600000003"]), max_size=2, unique=True
        ).map(lambda all_: [{"kind": "phone", "value": one} for one in all_]),
        "account": st.fixed_dictionaries(
            {
                "account_id": st.sampled_from(["a", "b"]),
                "payer_hash": st.sampled_from([None, "p"]),
                "device_hash": st.sampled_from([None, "d", "e"]),
            }
        ),
    }
)


@given(st.lists(adverts, min_size=1, max_size=6))
@settings(max_examples=12)
def test_one_advertiser_is_judged_as_in_bulk(given_adverts: list[dict[str, Any]]) -> None:
    rows = [
        row_of(advert(f"s{at}", **one)) | {"captured_at": datetime(2026, 6, 1 + at, tzinfo=UTC)}
        for at, one in enumerate(given_adverts)
    ]
    submission = Submission(rows[-1], tuple(rows[:-1]))
    beside = look_beside(submission, key=b"k" * 32, region="NL")
    own = rows[-1]["sighting_id"]
    bulk = evaluate(beside.facts, RULES).filter(
        (pl.col("subject_kind") == "advertiser") | (pl.col("subject") == own)
    )
    assert signals_of(beside.facts, own, RULES) == list(bulk.select("indicator", "evidence").iter_rows())
    advertiser = pl.Series([beside.advert["advertiser"]], dtype=pl.String)
    assert unknown_of(beside.facts, RULES) == tuple(unknown(beside.facts, RULES, advertiser)["unknown"][0])
