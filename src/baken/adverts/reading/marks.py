"""Segments of an advert as HTML: what marks evidence, what varies, and what stands for a contact."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.adverts.reading.segments import Contact, Segment
from baken.vocabulary.adverts import ContactKind

STYLES = 6
"""Ways of underlining; after the sixth indicator they begin anew, and the numbers tell them apart."""


def marked(segments: Iterable[Segment]) -> SafeString:
    """The segments one after the other, with nothing between them."""
    return format_html_join("", "{}", ((_segment(segment),) for segment in segments))


def chip(contact: Contact) -> SafeString:
    """What stands for a contact: its kind and short name, how it was written, and whether many share it."""
    if contact.kind is None:
        return format_html('<span class="chip chip-unread">{}</span>', _("weggelaten: lijkt een contact"))
    kind = ContactKind[contact.kind].label
    words = kind.nl if get_language() == "nl" else kind.en
    said: list[str | Promise] = [_("verborgen geschreven")] if contact.obscured else []
    if contact.shared:
        said.append(_("gedeeld met velen"))
    how = format_html_join("", ' <span class="chip-how">{}</span>', ((one,) for one in said))
    return format_html('<span class="chip">{} <b>{}</b>{}</span>', words, contact.name, how)


def _segment(segment: Segment) -> SafeString:
    if segment.contacts:
        inner = format_html_join(" ", "{}", ((chip(contact),) for contact in segment.contacts))
    else:
        inner = format_html("{}", segment.text)
    if segment.letter:
        inner = format_html('<span class="varies">{}</span>', inner)
    if segment.notes:
        style = (segment.notes[0] - 1) % STYLES + 1
        inner = format_html('<mark class="why why-{}">{}</mark>', style, inner)
    if segment.closes:
        inner = format_html('{}<sub class="letter">{}</sub>', inner, segment.letter)
    numbers = format_html_join(
        "", '<a class="note" href="#waarom-{0}" aria-label="{1}">{0}</a>',
        ((note, _("reden {number}").format(number=note)) for note in segment.closing),
    )  # fmt: skip
    return format_html("{}{}", inner, numbers)
