"""Names of countries of birth, in the language of the reader."""

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.vocabulary.places import COUNTRIES


@cache
def _names(language: str) -> dict[str, str]:
    from babel import Locale

    territories = Locale(language).territories
    return {code: territories.get(code, code) for code in COUNTRIES}


def _language() -> str:
    return "nl" if get_language() == "nl" else "en"


def country_name(code: str) -> str:
    """The name of a country; a code from XA to XZ is one that the source does not name."""
    if code == "NL":
        return _("Nederland")
    return _names(_language()).get(code) or _("een land dat de bron niet noemt (%(code)s)") % {"code": code}
