"""What templates ask of the figures."""

from django import template

from baken.accounts.models import Organisation
from baken.statistics import forms
from baken.statistics.editions.forms import table_words
from baken.statistics.models import Edition
from baken.statistics.shown import in_words
from baken.vocabulary.code_list import Label

register = template.Library()


@register.filter
def what_words(what: str) -> str:
    """What an export holds, in words: `{{ thing.what|what_words }}`."""
    return forms.what_words(what)


@register.filter
def edition_words(edition: Edition) -> str:
    """Which table an edition is of, in words: `{{ edition|edition_words }}`."""
    return table_words(edition.table, edition.by)


@register.filter
def table_title(name: str) -> str:
    """The title of a table of the catalogue: `{{ name|table_title }}`."""
    return table_words(name, "")


@register.filter
def organisation_name(organisation: Organisation) -> str:
    """How an organisation is called in the language of the reader."""
    return in_words(Label(organisation.name_nl, organisation.name_en))
