"""Facts in words, and the words of an advert with its facts marked, as HTML."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from baken.adverts.reading.facts import Fact
from baken.adverts.reading.marks import chip
from baken.adverts.reading.segments import Segment, visible
from baken.vocabulary.places import Province

KIND_WORDS: dict[str, str | Promise] = {
    "place": gettext_lazy("plaats"),
    "age": gettext_lazy("leeftijd"),
    "price": gettext_lazy("prijs"),
    "language": gettext_lazy("taal"),
}
FIELD_WORDS: dict[str, str | Promise] = {
    "place": gettext_lazy("uit het veld plaats"),
    "stated_age": gettext_lazy("uit het veld leeftijd"),
}
_UNITS: dict[str, str | Promise] = {
    "hour": gettext_lazy("per uur"),
    "half_hour": gettext_lazy("per half uur"),
    "quarter_hour": gettext_lazy("per kwartier"),
    "day": gettext_lazy("per dag"),
    "night": gettext_lazy("per nacht"),
    "weekend": gettext_lazy("per weekend"),
    "week": gettext_lazy("per week"),
    "month": gettext_lazy("per maand"),
}
_SOME = re.compile(r"(\d{1,3})_(minutes|hours)\Z")
_SIGNS = {"EUR": "€", "GBP": "£", "USD": "$"}


def fact_words(fact: Fact) -> str:
    """What was read, in the reader's language; a place that could be several says so."""
    one = fact.found[0]
    match fact.kind:
        case "place":
            return _place(fact)
        case "age":
            return ngettext("%(n)d jaar", "%(n)d jaar", int(one["age"])) % {"n": int(one["age"])}
        case "price":
            return _price(one)
    return _language(one)


def _place(fact: Fact) -> str:
    name = visible(str(fact.found[0]["name"]))
    known = [_province(one["province"]) for one in fact.found if one.get("province")]
    if known:
        return f"{name}, {_(' en ').join(known)}" if known != [name] else name
    perhaps = [_province(code) for one in fact.found for code in one.get("candidates") or ()]
    if not perhaps:
        return name
    return _("%(name)s: %(provinces)s. Welke is niet te zeggen.") % {
        "name": name,
        "provinces": _(" of ").join(dict.fromkeys(perhaps)),
    }


def _province(code: str) -> str:
    if code not in Province:
        return code
    return Province[code].label.in_language("nl" if get_language() == "nl" else "en")


def _price(one: Mapping[str, Any]) -> str:
    amount = number_format(str(one["amount"]), decimal_pos=2, use_l10n=True, force_grouping=True)
    money = f"{_SIGNS.get(one['currency'], one['currency'])}\u00a0{amount}"
    unit = one.get("unit")
    return f"{money} {_unit(str(unit))}" if unit else money


def _unit(unit: str) -> str:
    if unit in _UNITS:
        return str(_UNITS[unit])
    some = _SOME.match(unit)
    if some is None:
        return unit.replace("_", " ")
    number = int(some.group(1))
    if some.group(2) == "hours":
        return ngettext("per %(n)d uur", "per %(n)d uur", number) % {"n": number}
    return ngettext("per %(n)d minuut", "per %(n)d minuten", number) % {"n": number}


def _language(one: Mapping[str, Any]) -> str:
    code = str(one["language"])
    known = Locale("nl" if get_language() == "nl" else "en").languages
    share = round(100 * float(one.get("share") or 0))
    return f"{known.get(code, code)} {share}%"


def facts_marked(segments: Iterable[Segment], facts: Iterable[Fact]) -> SafeString:
    """The words with each fact underlined in the way of its kind, and its kind and number behind it."""
    by_number = {fact.number: fact for fact in facts}
    return format_html_join("", "{}", ((_segment(segment, by_number),) for segment in segments))


def _segment(segment: Segment, facts: Mapping[int, Fact]) -> SafeString:
    if segment.contacts:
        inner = format_html_join(" ", "{}", ((chip(contact),) for contact in segment.contacts))
    else:
        inner = format_html("{}", segment.text)
    if segment.notes:
        inner = format_html('<mark class="fact fact-{}">{}</mark>', facts[segment.notes[0]].kind, inner)
    behind = format_html_join(
        "",
        '<a class="fact-note" href="#feit-{0}"><span class="fact-kind">{1}</span> {0}</a>',
        ((number, KIND_WORDS[facts[number].kind]) for number in segment.closing),
    )
    return format_html("{}{}", inner, behind)
