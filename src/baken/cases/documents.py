"""What a person takes along: the plan or their own story, as PDF/UA-1 and as plain text, made when asked and
kept nowhere.

Whoever finds it learns nothing from around it: its name, headings and properties say neither who made it nor
that anybody helps. Every word goes in as data and is shown as it stands: nothing in it is an instruction.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from baken.cases.queries import ChosenStep, Told
from baken.cases.safety_plan.steps import Topic, plan
from baken.desk.documents import pdf_if_shown
from baken.vocabulary.cases import PlanChoice
from baken.vocabulary.code_list import Label, Language

STORY = Label("Aantekeningen", "Notes")
_NO_DAY = Label("zonder dag", "without a day")
_DECIDED = Label("Wat ik kies", "What I choose")
_AGREED = Label("Afgesproken", "Agreed")
_NOTICE = Label("Kan de ander dit merken?", "Can the other person notice this?")
_THEN = Label("Wat doe je dan?", "What do you do then?")
_HELP = Label("Wie kan helpen", "Who can help")
FILE_NAMES = {"plan": Label("afspraken", "agreements"), "story": Label("aantekeningen", "notes")}
"""Names that say nothing to who looks over a shoulder."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """What is in it, in one language."""

    language: Language
    title: str
    first: tuple[str, ...]
    sections: tuple[Section, ...]


def plan_document(
    chosen: Sequence[tuple[Topic, Sequence[ChosenStep]]], language: Language, *, all_steps: bool
) -> Document:
    """The plan: what was chosen of it, or with `all_steps` every step of the text."""
    told = plan()
    sections: list[Section] = []
    for topic, steps in chosen:
        shown = [one for one in steps if all_steps or _taken_along(one)]
        if not shown:
            continue
        sections.append(Section(topic.title.in_language(language), (topic.about.in_language(language),)))
        sections += [_step(one, language) for one in shown]
    return Document(
        language, told.title.in_language(language), (told.first.in_language(language),), tuple(sections)
    )


def _taken_along(one: ChosenStep) -> bool:
    return one.entry is not None and one.entry.choice != "not_wanted"


def _step(one: ChosenStep, language: Language) -> Section:
    def say(label: Label) -> str:
        return label.in_language(language)

    said = [f"{say(_NOTICE)} {say(one.step.notice)}", f"{say(_THEN)} {say(one.step.then)}"]
    if one.step.helped_by:
        said.append(f"{say(_HELP)}: {', '.join(one.step.helped_by)}.")
    if one.entry is not None:
        said.append(f"{say(_DECIDED)}: {say(PlanChoice[one.entry.choice].label)}.")
        said += [f"{say(_AGREED)}: {one.words}"] if one.words else []
    return Section(say(one.step.do), tuple(said), level=2)


def story_document(told: Sequence[Told], language: Language) -> Document:
    """The person's own story in order of time."""
    return Document(
        language,
        STORY.in_language(language),
        (),
        tuple(
            Section(
                one.moment or _NO_DAY.in_language(language),
                tuple(line for line in one.words.splitlines() if line.strip()),
            )
            for one in told
        ),
    )


def as_text(document: Document) -> bytes:
    """Plain text in UTF-8."""
    lines = [document.title, "", *document.first]
    for section in document.sections:
        lines += ["", section.heading, *section.paragraphs]
    return ("\r\n".join(lines).strip() + "\r\n").encode()


def as_file(document: Document, form: str) -> tuple[bytes, str, str]:
    """As "pdf" or "txt", with the ending of its name and its media type. Words that the letters can't show
    make no PDF: then it is text, so that no word of the person is lost."""
    if form != "txt" and (made := pdf_if_shown("baken.cases", "document.typ", _content(document))):
        return made, "pdf", "application/pdf"
    return as_text(document), "txt", "text/plain; charset=utf-8"


def _content(document: Document) -> dict[str, object]:
    return {
        "lang": document.language,
        "title": document.title,
        "first": list(document.first),
        "sections": [[one.heading, one.level, list(one.paragraphs)] for one in document.sections],
    }
