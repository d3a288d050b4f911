"""The demo's stories and chats: every code they name is there, and their words are read as they are meant."""

from itertools import pairwise

import pytest

from baken.conversations.readings import reads_as_stop, reads_as_threat
from baken.conversations.rules.texts import text_faults
from baken.demo.chats import CHATS, chat_registrations, chats_file
from baken.demo.contact_rules import NEUTRAL_PAGE, TEMPLATES, UNREVIEWED
from baken.demo.stories import DAYS, STORIES, Story
from baken.register import formats

STOPS = {"Stop, geen berichten meer.": "yes", "Liever niet.": "maybe"}


def test_days_count_down_to_today() -> None:
    assert all(earlier > later for earlier, later in pairwise(DAYS))
    assert DAYS[-1] == 0


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story_goes_forward_on_days_there_are(story: Story) -> None:
    days = [beat.day for beat in story.beats]
    assert set(days) <= set(DAYS)
    assert days == sorted(days, reverse=True)
    assert (story.beats[0].do == "begin") == (story.began == "us")


def test_threescore_stories_in_all_and_each_under_its_own_name() -> None:
    assert 55 <= sum(story.often for story in STORIES) <= 70
    assert len({story.name for story in STORIES}) == len(STORIES)


def test_what_they_write_is_read_as_it_is_meant() -> None:
    texts = {beat.words for story in STORIES for beat in story.beats if beat.do == "text"}
    assert set(STOPS) <= texts
    assert {text: reads_as_stop(text) for text in texts} == {text: STOPS.get(text, "no") for text in texts}
    assert {reads_as_threat(text) for text in texts} == {"no"}


@pytest.mark.parametrize(("name", "kind", "language", "text"), [*TEMPLATES, UNREVIEWED])
def test_texts_say_nothing_that_can_harm(name: str, kind: str, language: str, text: str) -> None:
    assert text_faults(text, kind=kind, neutral_page=NEUTRAL_PAGE) == ()


def test_chats_come_back_out_of_their_file_and_name_no_platform() -> None:
    parsed = formats.parse(chats_file(), format="json", source="chats")
    chats = chat_registrations()
    assert [found.record for found in parsed.registrations] == chats
    assert parsed.rejects == ()
    assert len(chats) == CHATS
    assert {one.source_kind for one in chats} == {"help_chat"}
    assert not any(one.persons for one in chats)
    assert {mention.naming for one in chats for mention in one.mentions} == {"unnamed"}
    assert {one.met_online for one in chats} == {"yes", "no", "unknown"}
    assert any(one.sextortion_kinds for one in chats)
