"""Towns of the market: a few per province, with names that mean one place only."""

import numpy as np
import numpy.typing as npt

TOWNS: dict[str, tuple[str, ...]] = {
    "NL-NB": (
        "Tilburg",
        "Breda",
        "Eindhoven",
        "'s-Hertogenbosch",
        "Helmond",
        "Roosendaal",
        "Waalwijk",
        "Veghel",
    ),
    "NL-NH": ("Amsterdam", "Haarlem", "Alkmaar", "Zaandam", "Hilversum", "Purmerend", "Hoofddorp"),
    "NL-ZH": ("Rotterdam", "Den Haag", "Leiden", "Delft", "Dordrecht", "Zoetermeer", "Schiedam"),
    "NL-UT": ("Utrecht", "Amersfoort", "Nieuwegein", "Veenendaal", "Woerden"),
    "NL-GE": ("Arnhem", "Nijmegen", "Apeldoorn", "Doetinchem", "Harderwijk"),
    "NL-OV": ("Zwolle", "Enschede", "Deventer", "Almelo", "Kampen"),
    "NL-LI": ("Maastricht", "Venlo", "Heerlen", "Sittard", "Roermond"),
    "NL-GR": ("Groningen", "Veendam", "Delfzijl", "Winschoten"),
    "NL-FR": ("Leeuwarden", "Sneek", "Heerenveen", "Drachten"),
    "NL-DR": ("Assen", "Emmen", "Hoogeveen", "Meppel"),
    "NL-FL": ("Almere", "Lelystad", "Dronten", "Emmeloord"),
    "NL-ZE": ("Middelburg", "Vlissingen", "Goes", "Terneuzen"),
}
"""Province (ISO 3166-2) to towns, the largest first."""

NORTH_BRABANT = "NL-NB"

_PROVINCE_WEIGHT = {
    "NL-NB": 0.16,
    "NL-NH": 0.19,
    "NL-ZH": 0.19,
    "NL-UT": 0.09,
    "NL-GE": 0.10,
    "NL-OV": 0.07,
    "NL-LI": 0.07,
    "NL-GR": 0.04,
    "NL-FR": 0.03,
    "NL-DR": 0.02,
    "NL-FL": 0.02,
    "NL-ZE": 0.02,
}

NAMES = [town for towns in TOWNS.values() for town in towns]
PROVINCES = [province for province, towns in TOWNS.items() for _ in towns]
PROVINCE_OF = dict(zip(NAMES, PROVINCES, strict=True))
IN_NORTH_BRABANT = np.array([province == NORTH_BRABANT for province in PROVINCES])

_RANK = np.concatenate([1.0 / np.arange(1, len(towns) + 1) for towns in TOWNS.values()])
_PER_TOWN = np.array([_PROVINCE_WEIGHT[province] for province in PROVINCES]) * _RANK

Numbers = npt.NDArray[np.int64]


def draw(north_brabant: npt.NDArray[np.bool_], rng: np.random.Generator) -> Numbers:
    """A town (index in `NAMES`) for each place: in Noord-Brabant where true, outside it where false."""
    inside = _draw(len(north_brabant), IN_NORTH_BRABANT, rng)
    outside = _draw(len(north_brabant), ~IN_NORTH_BRABANT, rng)
    return np.where(north_brabant, inside, outside)


def draw_anywhere(count: int, rng: np.random.Generator) -> Numbers:
    """A town anywhere in the country, `count` times."""
    return _draw(count, np.ones(len(NAMES), dtype=bool), rng)


def _draw(count: int, allowed: npt.NDArray[np.bool_], rng: np.random.Generator) -> Numbers:
    weight = np.where(allowed, _PER_TOWN, 0.0)
    return rng.choice(len(NAMES), size=count, p=weight / weight.sum())
