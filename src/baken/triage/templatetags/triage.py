"""What the templates of triage ask."""

from django import template
from django.utils.translation import gettext, ngettext

from baken.indicators.bands import ALL_BANDS
from baken.triage.blind_sample import BLIND
from baken.triage.protocols import Protocol, protocols
from baken.triage.reasons import reason_words
from baken.vocabulary.code_list import Label

register = template.Library()
_BANDS = {band.code: band.label for band in (*ALL_BANDS, BLIND)}

register.filter("reason_words", reason_words)


@register.filter
def case(number: str) -> str:
    """A case number as it is shown: never broken over two lines."""
    return number.replace("-", "\u2011")


@register.filter
def band_label(code: str) -> Label:
    """The label of a band: `{{ lead.band|band_label|words }}`."""
    return _BANDS[code]


@register.filter
def elapsed(minutes: int) -> str:
    """A time that passed, in words: "3 uur en 5 minuten"."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    parts = []
    if days:
        parts.append(ngettext("%(n)d dag", "%(n)d dagen", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)d uur", "%(n)d uur", hours) % {"n": hours})
    if (left and not days) or not parts:
        parts.append(ngettext("%(n)d minuut", "%(n)d minuten", left) % {"n": left})
    return gettext(" en ").join(parts)


@register.simple_tag
def protocol(kind: str) -> Protocol:
    """What to do: `{% protocol lead.urgent_kind as told %}`."""
    return protocols()[kind]
