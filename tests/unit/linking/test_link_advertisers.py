"""Advertisers: what puts sightings together, and what must not."""

import pytest

from tests.unit.linking.linking_sightings import linked, partition, refusals, sighting


def advertisers(*rows):
    links = linked(*rows)
    return partition(links, "advertiser"), links


@pytest.mark.parametrize("contact", ["phone:A", "email:A", "telegram:A", "whatsapp:A", "kik:A"])
def test_shared_contact_joins_different_texts(contact: str) -> None:
    groups, _ = advertisers(sighting("s1", 1, contact), sighting("s2", 2, contact), sighting("s3", 3))
    assert groups == [["s1", "s2"], ["s3"]]


@pytest.mark.parametrize("contact", ["website:A", "other:A"])
def test_shared_website_or_other_address_does_not_join(contact: str) -> None:
    groups, _ = advertisers(sighting("s1", 1, contact), sighting("s2", 2, contact))
    assert groups == [["s1"], ["s2"]]


def test_same_pseudonym_of_another_kind_does_not_join() -> None:
    groups, _ = advertisers(sighting("s1", 1, "phone:A"), sighting("s2", 2, "email:A"))
    assert groups == [["s1"], ["s2"]]


def test_shared_account_joins() -> None:
    groups, _ = advertisers(sighting("s1", 1, account="P"), sighting("s2", 2, account="P"))
    assert groups == [["s1", "s2"]]


def test_shared_image_hash_joins() -> None:
    groups, _ = advertisers(sighting("s1", 1, images=("x",)), sighting("s2", 2, images=("y", "x")))
    assert groups == [["s1", "s2"]]


def test_same_text_without_any_contact_is_one_advertiser() -> None:
    groups, _ = advertisers(sighting("s1", 1), sighting("s2", 1))
    assert groups == [["s1", "s2"]]


def test_sighting_without_contact_joins_the_one_advertiser_of_its_text() -> None:
    groups, _ = advertisers(sighting("s1", 1, "phone:A"), sighting("s2", 1), sighting("s3", 2, "phone:A"))
    assert groups == [["s1", "s2", "s3"]]


def test_copied_text_keeps_its_advertisers_apart() -> None:
    groups, links = advertisers(
        sighting("s1", 1, "phone:A"), sighting("s2", 1, "phone:B"), sighting("s3", 1), sighting("s4", 1)
    )
    assert groups == [["s1"], ["s2"], ["s3"], ["s4"]]
    assert refusals(links) == {("text", "text of several advertisers")}
    assert partition(links, "unique_advert") == [["s1", "s2", "s3", "s4"]]


def test_three_texts_under_two_numbers_are_of_one_who_has_both() -> None:
    rows = [sighting(f"s{text}{number}", text, f"phone:{number}") for text in range(3) for number in "AB"]
    groups, links = advertisers(*rows)
    assert len(groups) == 1
    assert {edge["kind"] for edge in links.edges.to_pylist() if edge["level"] == "advertiser"} == {
        "phone",
        "text",
    }


def test_two_texts_under_two_numbers_may_be_copies() -> None:
    rows = [sighting(f"s{text}{number}", text, f"phone:{number}") for text in range(2) for number in "AB"]
    groups, _ = advertisers(*rows)
    assert groups == [["s0A", "s1A"], ["s0B", "s1B"]]


def test_one_contact_and_one_text_in_common_put_groups_together_that_one_alone_does_not() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A", "phone:S"),
        sighting("s2", 2, "phone:A"),
        sighting("s3", 2, "phone:B"),
        sighting("s4", 3, "phone:B", "phone:S"),
    )
    assert groups == [["s1", "s2", "s3", "s4"]]


def test_sighting_without_contact_goes_to_the_one_who_has_its_text_by_far_the_most() -> None:
    own = [sighting(f"s{number}", 1, "phone:A", day=number) for number in range(8)]
    groups, links = advertisers(*own, sighting("t1", 1, "phone:B"), sighting("t2", 1))
    assert groups == [[*(f"s{number}" for number in range(8)), "t2"], ["t1"]]
    assert refusals(links) == {("text", "text of several advertisers")}


def test_account_without_contact_goes_where_its_texts_are() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A"),
        sighting("s2", 1, account="P"),
        sighting("s3", 2, account="P"),
        sighting("s4", 3, account="Q"),
        sighting("s5", 1, account="Q"),
        sighting("s6", 1, account="R"),
        sighting("s7", 1, account="R"),
    )
    assert groups == [["s1", "s6", "s7"], ["s2", "s3"], ["s4", "s5"]]


def test_picture_puts_nobody_together_who_is_reached_in_other_ways() -> None:
    groups, links = advertisers(
        sighting("s1", 1, "phone:A", images=("x",)),
        sighting("s2", 2, "phone:B", images=("x",)),
        sighting("s3", 3, images=("x",)),
    )
    assert groups == [["s1"], ["s2"], ["s3"]]
    assert refusals(links) == {("image", "shares a contact")}


def test_sighting_that_shows_nothing_else_goes_by_its_picture() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A", images=("x",)),
        sighting("s2", 2, images=("x",)),
        sighting("s3", 3, "phone:B", images=("y",)),
        sighting("s4", 4, images=("x", "y")),
    )
    assert groups == [["s1", "s2"], ["s3"], ["s4"]]


def test_text_with_two_contacts_that_one_sighting_shows_together_has_one_advertiser() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A"), sighting("s2", 1, "phone:B"), sighting("s3", 1, "phone:A", "phone:B")
    )
    assert groups == [["s1", "s2", "s3"]]


def test_text_of_a_few_words_says_nothing_about_whose_it_is() -> None:
    groups, _ = advertisers(sighting("s1", "massage in Utrecht"), sighting("s2", "massage in Utrecht"))
    assert groups == [["s1"], ["s2"]]


@pytest.mark.parametrize(
    "words",
    [
        "bel mij",
        "bel mij voor een afspraak",
        "ontspannende massage, privé ontvangst, bel mij voor een afspraak",
        "relaxing massage, private reception, call me for an appointment",
    ],
)
def test_customary_words_alone_put_nobody_together(words: str) -> None:
    groups, _ = advertisers(sighting("s1", words), sighting("s2", words), sighting("s3", words, "phone:A"))
    assert groups == [["s1"], ["s2"], ["s3"]]


TEMPLATE = (
    "Hoi ik ben {name} uit {town}, ontspannende massage, privé ontvangst, bel of app mij voor een afspraak"
)
LONGER = TEMPLATE + ", parkeren kan voor de deur, er is een douche en ik werk van tien tot zes op werkdagen"


def test_one_template_filled_in_by_two_puts_nobody_together() -> None:
    groups, links = advertisers(
        sighting("s1", TEMPLATE.format(name="Sanne", town="Utrecht")),
        sighting("s2", TEMPLATE.format(name="Lotte", town="Breda")),
        sighting("s3", TEMPLATE.format(name="Lotte", town="Breda")),
    )
    assert groups == [["s1"], ["s2", "s3"]]
    assert partition(links, "unique_advert") == [["s1", "s2", "s3"]]


def test_own_text_with_another_town_puts_together_as_strongly_as_it_is_alike() -> None:
    groups, links = advertisers(
        sighting("s1", LONGER.format(name="Sanne", town="Utrecht")),
        sighting("s2", LONGER.format(name="Sanne", town="Breda")),
    )
    assert groups == [["s1", "s2"]]
    assert len(set(links.edges["strength"].to_pylist())) == 1


@pytest.mark.parametrize("words", ["", "massage"])
def test_contact_on_many_pages_that_say_nothing_is_no_hub(words: str) -> None:
    groups, links = advertisers(*[sighting(f"s{number:02}", words, "phone:A") for number in range(40)])
    assert len(groups) == 1
    assert links.hubs.num_rows == 0


@pytest.mark.parametrize("words", ["", "massage"])
def test_number_after_a_year_is_recycled_where_the_text_says_nothing(words: str) -> None:
    groups, links = advertisers(
        sighting("s1", words, "phone:A"), sighting("s2", words, "phone:A", day=400), sighting("s3", words)
    )
    assert groups == [["s1"], ["s2"], ["s3"]]
    assert refusals(links) == {("phone", "recycled number")}


@pytest.mark.parametrize("words", ["", "massage"])
def test_two_people_who_share_one_number_stay_two_where_the_text_says_nothing(words: str) -> None:
    groups, _ = advertisers(
        sighting("s1", words, "phone:A", "phone:safe"), sighting("s2", words, "phone:B", "phone:safe", day=1)
    )
    assert groups == [["s1"], ["s2"]]


def test_contact_that_many_show_beside_their_own_is_a_hub_and_joins_nothing() -> None:
    rows = [sighting(f"s{number:02}", number, "phone:H", f"phone:{number}") for number in range(21)]
    groups, links = advertisers(*rows)
    assert len(groups) == 21
    assert links.hubs.to_pylist() == [{"contact": "H", "kind": "phone", "texts": 21, "sightings": 21}]
    assert refusals(links) == {("phone", "shared by too many")}
    assert links.edges.num_rows == 20


def test_contact_alone_at_very_many_texts_is_a_hub_and_joins_nothing() -> None:
    groups, links = advertisers(*[sighting(f"s{number:03}", number, "phone:H") for number in range(101)])
    assert len(groups) == 101
    assert refusals(links) == {("phone", "shared by too many")}


def test_account_under_which_very_many_others_stand_is_a_hub() -> None:
    rows = [sighting(f"s{number:03}", number, f"phone:{number}", account="site") for number in range(101)]
    groups, links = advertisers(*rows)
    assert len(groups) == 101
    assert refusals(links) == {("account", "shared by too many")}


def test_account_that_shows_nothing_else_is_one_advertiser_however_many_texts_it_has() -> None:
    groups, links = advertisers(*[sighting(f"s{number:03}", number, account="P") for number in range(101)])
    assert len(groups) == 1
    assert links.hubs.num_rows == 0


def test_busy_advertiser_with_sixty_texts_and_one_number_is_no_hub() -> None:
    groups, links = advertisers(*[sighting(f"s{number:02}", number, "phone:A") for number in range(60)])
    assert len(groups) == 1
    assert links.hubs.num_rows == 0


def test_two_numbers_of_one_busy_advertiser_are_no_hubs() -> None:
    rows = [sighting(f"s{number:02}", number % 30, f"phone:{number % 2}") for number in range(0, 90, 3)]
    rows += [sighting(f"t{number:02}", number, f"phone:{number % 3 % 2}") for number in range(30)]
    rows += [sighting(f"u{number:02}", number, "phone:0") for number in range(25)]
    rows += [sighting(f"v{number:02}", number, "phone:1") for number in range(5, 30)]
    groups, links = advertisers(*rows)
    assert len(groups) == 1
    assert links.hubs.num_rows == 0


def test_number_of_an_agency_beside_those_of_its_people_is_a_hub_also_with_its_address() -> None:
    rows = [
        sighting(f"s{number:02}", number // 2, "phone:H", "email:H", f"phone:{number // 2}")
        for number in range(50)
    ]
    groups, links = advertisers(*rows, sighting("t1", 3, "phone:H", "email:H"))
    assert len(groups) == 25
    assert ["s06", "s07", "t1"] in groups
    assert links.hubs.num_rows == 2


def test_contact_at_as_many_texts_as_allowed_is_no_hub() -> None:
    groups, links = advertisers(*[sighting(f"s{number:02}", number, "phone:H") for number in range(20)])
    assert len(groups) == 1
    assert links.hubs.num_rows == 0


def test_image_at_many_texts_is_a_hub() -> None:
    groups, links = advertisers(*[sighting(f"s{number:02}", number, images=("x",)) for number in range(25)])
    assert len(groups) == 25
    assert links.hubs["kind"].to_pylist() == ["image"]


def test_contact_at_many_sightings_of_one_text_is_no_hub() -> None:
    groups, links = advertisers(*[sighting(f"s{number:02}", 1, "phone:A") for number in range(40)])
    assert len(groups) == 1
    assert links.hubs.num_rows == 0


@pytest.mark.parametrize("later", [3, 100])
def test_two_people_who_share_one_number_beside_their_own_stay_two(later: int) -> None:
    groups, links = advertisers(
        sighting("s1", 1, "phone:A", "phone:safe"),
        sighting("s2", 2, "phone:B", "phone:safe", day=later),
        sighting("s3", 3, "phone:A", day=later + 2),
        sighting("s4", 4, "phone:safe", day=later + 2),
    )
    assert groups == [["s1", "s3"], ["s2"], ["s4"]]
    assert refusals(links) == {("phone", "shares a contact")}


def test_one_who_takes_a_new_number_beside_a_lasting_address_stays_one() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A", "email:E"), sighting("s2", 2, "phone:B", "email:E", day=90)
    )
    assert groups == [["s1", "s2"]]


def test_two_who_show_one_address_beside_their_own_numbers_at_a_time_stay_two() -> None:
    groups, links = advertisers(
        sighting("s1", 1, "phone:A", "email:E"), sighting("s2", 2, "phone:B", "email:E", day=3)
    )
    assert groups == [["s1"], ["s2"]]
    assert refusals(links) == {("email", "shares a contact")}


def test_other_contacts_of_different_kinds_complete_each_other() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A", "email:E"), sighting("s2", 2, "phone:A", "telegram:T", day=1)
    )
    assert groups == [["s1", "s2"]]


def test_two_contacts_in_common_are_more_than_a_shared_one() -> None:
    groups, _ = advertisers(
        sighting("s1", 1, "phone:A", "phone:X", "phone:Y"), sighting("s2", 2, "phone:B", "phone:X", "phone:Y")
    )
    assert groups == [["s1", "s2"]]


def test_number_with_other_texts_after_a_year_of_silence_is_recycled() -> None:
    groups, links = advertisers(
        sighting("s1", 1, "phone:A"),
        sighting("s2", 2, "phone:A", day=300),
        sighting("s3", 3, "phone:A", day=666),
    )
    assert groups == [["s1", "s2"], ["s3"]]
    assert refusals(links) == {("phone", "recycled number")}


def test_number_with_the_same_text_after_a_year_is_not_recycled() -> None:
    groups, _ = advertisers(sighting("s1", 1, "phone:A"), sighting("s2", 1, "phone:A", day=700))
    assert groups == [["s1", "s2"]]


def test_mail_address_after_a_year_is_the_same_address() -> None:
    groups, _ = advertisers(sighting("s1", 1, "email:A"), sighting("s2", 2, "email:A", day=700))
    assert groups == [["s1", "s2"]]
