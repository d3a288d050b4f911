"""Why a registration is corrected: a closed list, so that no content slips into the history."""

from baken.vocabulary.code_list import CodeList, Label, member

CorrectionReason = CodeList(
    name="CorrectionReason",
    label=Label("Reden van de verbetering", "Reason for the correction"),
    source="Baken",
    members=(
        member("mistake", "vergissing bij het invoeren", "mistake when it was entered"),
        member("source_added", "de bron heeft meer of andere feiten", "the source has more or other facts"),
        member(
            "status_changed",
            "de status van het vermoeden is veranderd",
            "the status of the allegation changed",
        ),
        member("person_facts", "gegevens van een persoon kloppen niet", "facts of a person are not right"),
        member("other", "iets anders", "something else"),
    ),
)
