"""Files that were imported and are taken back by a worker: how far that is, and why it was not done."""

from baken.vocabulary.code_list import CodeList, Label, member

AskedUndoState = CodeList(
    name="AskedUndoState",
    label=Label("Stand van een gevraagde terugname", "State of a file that is to be taken back"),
    source="Baken",
    members=(
        member("waiting", "wacht op zijn beurt", "waits for its turn"),
        member("running", "wordt nu teruggenomen", "being taken back now"),
        member("done", "teruggenomen", "taken back"),
        member("refused", "niet teruggenomen", "not taken back"),
        member("failed", "door een fout niet teruggenomen", "not taken back because of a fault"),
    ),
)

UndoRefusal = CodeList(
    name="UndoRefusal",
    label=Label("Waarom een bestand niet is teruggenomen", "Why a file was not taken back"),
    source="Baken",
    members=(
        member(
            "corrected",
            "registraties eruit zijn na het inlezen verbeterd",
            "registrations of it were corrected since",
        ),
        member(
            "no_longer_may",
            "wie het vroeg, mag niet meer registreren",
            "who asked may register no more",
        ),
        member(
            "held",
            "er worden registraties uit vastgehouden; wie over bewaren en wissen gaat, weet waarom",
            "registrations of it are held; who decides on keeping and erasing knows why",
        ),
        member("gone", "het bestand stond er al niet meer in", "the file was not there any more"),
    ),
)
