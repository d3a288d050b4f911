"""What templates ask of the figures."""

from django import template

from baken.statistics import forms
from baken.statistics.editions.forms import table_words
from baken.statistics.models import AskedEdition, Edition, Publication
from baken.statistics.publications.forms import FILE_WORDS, title_of
from baken.statistics.shown import in_words
from baken.vocabulary.code_list import Label

register = template.Library()


@register.filter
def what_words(what: str) -> str:
    """What an export holds, in words: `{{ thing.what|what_words }}`."""
    return forms.what_words(what)


@register.filter
def edition_words(edition: Edition | AskedEdition) -> str:
    """Which table an edition is of, in words: `{{ edition|edition_words }}`."""
    return table_words(edition.table, edition.by)


@register.filter
def kept_words(kept: dict[str, str]) -> str:
    """Words that were kept in both languages: `{{ asked.reason|kept_words }}`."""
    return in_words(Label(kept.get("nl", ""), kept.get("en", "")))


@register.filter
def publication_title(publication: Publication) -> str:
    """What a publication is called: `{{ publication|publication_title }}`."""
    return title_of(publication)


@register.filter
def publication_changes(publication: Publication) -> str:
    """What a later version corrects: `{{ publication|publication_changes }}`."""
    return in_words(Label(publication.changes_nl, publication.changes_en))


@register.filter
def publication_correction(publication: Publication) -> str:
    """Why a version was taken back: `{{ publication|publication_correction }}`."""
    return in_words(Label(publication.correction_nl, publication.correction_en))


@register.filter
def file_words(form: str) -> str:
    """Which file of a publication this is: `{{ file.form|file_words }}`."""
    return str(FILE_WORDS[form])


@register.filter
def table_title(name: str) -> str:
    """The title of a table of the catalogue: `{{ name|table_title }}`."""
    return table_words(name, "")
