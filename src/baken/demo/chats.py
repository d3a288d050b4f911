"""Invented codings of help chats: what a chat team would register, so that the table of them has figures.

About nobody: a fixed rule says what each of them tells. They name no platform, as many who chat do not, so
that the tables of the study of 2021 stay those of the study. Nobody in them is described: no age, no sex.
"""

from datetime import date, timedelta

from baken.demo.mixing import place_in
from baken.register import formats
from baken.register.records import MentionRecord, RegistrationRecord, RoleRecord, roles_in_order

CHATS = 64
FILE = "help-chats.json"
FIRST = date(2024, 1, 8)
"""The first chat; the others follow within two years."""
DAYS = 700

MET = ("yes", "yes", "yes", "yes", "no", "no", "unknown", "unknown", "unknown")
COERCED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    ((), ()),
    ((), ()),
    (("threat",), ()),
    (("debt",), ()),
    (("debt", "threat"), ()),
    (("threat", "images"), ("financial",)),
    (("images",), ("other",)),
    (("tracking",), ()),
)
"""Means of coercion, and kinds of sextortion."""
ROLES: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (),
    (("building_relation", "before"),),
    (("recruiting", "before"),),
    (("recruiting", "before"), ("building_relation", "before")),
    (("placing_adverts", "during"),),
    (("placing_adverts", "during"), ("payment", "during")),
    (("control_and_monitoring", "during"),),
    (("threats_after", "after"),),
)
"""What a platform without a name was used for, and when."""


def chat_registrations() -> list[RegistrationRecord]:
    """The registrations, by reference: the same each time."""
    return [_chat(number) for number in range(1, CHATS + 1)]


def chats_file() -> bytes:
    """The bytes of the import file."""
    return formats.write(chat_registrations(), format="json")


def _chat(number: int) -> RegistrationRecord:
    reference = f"CHAT-{number:03}"
    means, sextortion = COERCED[place_in(len(COERCED), "coerced", reference)]
    roles = ROLES[place_in(len(ROLES), "roles", reference)]
    told = roles_in_order([RoleRecord(role, moment, "stated", "person_concerned") for role, moment in roles])
    return RegistrationRecord(
        reference=reference,
        registered_on=FIRST + timedelta(days=place_in(DAYS, "day", reference)),
        source_kind="help_chat",
        form="sexual",
        scope="unknown",
        coercion_means=means,
        sextortion_kinds=sextortion,
        met_online=MET[place_in(len(MET), "met", reference)],
        mentions=(MentionRecord("unnamed", roles=told),) if told else (),
    )
