"""What data may be used for: a closed list. Permit control, tax, immigration and landlords are not in it."""

from baken.vocabulary.code_list import CodeList, Label, member

Purpose = CodeList(
    name="Purpose",
    label=Label("Doel", "Purpose"),
    source="Baken; the first five are the only ones under which anything is collected or handed over",
    members=(
        member("outreach", "outreach", "outreach", group="processing"),
        member("registration", "registratie", "registration", group="processing"),
        member("statistics", "statistiek", "statistics", group="processing"),
        member("moderation", "moderatie door het platform", "platform moderation", group="processing"),
        member(
            "crime_report", "melding van een ernstig misdrijf", "report of serious crime", group="processing"
        ),
        member(
            "accountability",
            "verantwoording",
            "accountability",
            ("Beheer, controle en rechten van mensen.", "Administration, checks and people's rights."),
            group="own",
        ),
    ),
)
