"""Municipalities of the Netherlands, each in its province: those of 1 January 2026, and those that went
since 2019.

Codes are those of Statistics Netherlands (CBS), which never gives one twice. A municipality that merged keeps
its code and its name, with a note: what was registered under it stays what it was. Its group is the province
that it lay in. Leerdam and Zederik lay in South Holland; what they became lies in Utrecht.
"""

from dataclasses import dataclass
from datetime import date

from baken.vocabulary.code_list import CodeList, Label, Member

VALID_ON = date(2026, 1, 1)
"""On this day the municipalities without a note are all that there are: 342."""

_NOW = {
    "NL-GR": """
        0014 Groningen|0037 Stadskanaal|0047 Veendam|0765 Pekela|1895 Oldambt|1950 Westerwolde|
        1952 Midden-Groningen|1966 Het Hogeland|1969 Westerkwartier|1979 Eemsdelta""",
    "NL-FR": """
        0059 Achtkarspelen|0060 Ameland|0072 Harlingen|0074 Heerenveen|0080 Leeuwarden|
        0085 Ooststellingwerf|0086 Opsterland|0088 Schiermonnikoog|0090 Smallingerland|0093 Terschelling|
        0096 Vlieland|0098 Weststellingwerf|0737 Tytsjerksteradiel|1891 Dantumadiel|1900 Súdwest-Fryslân|
        1940 De Fryske Marren|1949 Waadhoeke|1970 Noardeast-Fryslân""",
    "NL-DR": """
        0106 Assen|0109 Coevorden|0114 Emmen|0118 Hoogeveen|0119 Meppel|1680 Aa en Hunze|
        1681 Borger-Odoorn|1690 De Wolden|1699 Noordenveld|1701 Westerveld|1730 Tynaarlo|
        1731 Midden-Drenthe""",
    "NL-OV": """
        0141 Almelo|0147 Borne|0148 Dalfsen|0150 Deventer|0153 Enschede|0158 Haaksbergen|0160 Hardenberg|
        0163 Hellendoorn|0164 Hengelo|0166 Kampen|0168 Losser|0173 Oldenzaal|0175 Ommen|0177 Raalte|
        0180 Staphorst|0183 Tubbergen|0189 Wierden|0193 Zwolle|1700 Twenterand|1708 Steenwijkerland|
        1735 Hof van Twente|1742 Rijssen-Holten|1773 Olst-Wijhe|1774 Dinkelland|1896 Zwartewaterland""",
    "NL-FL": """
        0034 Almere|0050 Zeewolde|0171 Noordoostpolder|0184 Urk|0303 Dronten|0995 Lelystad""",
    "NL-GE": """
        0197 Aalten|0200 Apeldoorn|0202 Arnhem|0203 Barneveld|0209 Beuningen|0213 Brummen|0214 Buren|
        0216 Culemborg|0221 Doesburg|0222 Doetinchem|0225 Druten|0226 Duiven|0228 Ede|0230 Elburg|0232 Epe|
        0233 Ermelo|0243 Harderwijk|0244 Hattem|0246 Heerde|0252 Heumen|0262 Lochem|0263 Maasdriel|
        0267 Nijkerk|0268 Nijmegen|0269 Oldebroek|0273 Putten|0274 Renkum|0275 Rheden|0277 Rozendaal|
        0279 Scherpenzeel|0281 Tiel|0285 Voorst|0289 Wageningen|0293 Westervoort|0294 Winterswijk|
        0296 Wijchen|0297 Zaltbommel|0299 Zevenaar|0301 Zutphen|0302 Nunspeet|0668 West Maas en Waal|
        1509 Oude IJsselstreek|1586 Oost Gelre|1705 Lingewaard|1734 Overbetuwe|1740 Neder-Betuwe|
        1859 Berkelland|1876 Bronckhorst|1945 Berg en Dal|1955 Montferland|1960 West Betuwe""",
    "NL-UT": """
        0307 Amersfoort|0308 Baarn|0310 De Bilt|0312 Bunnik|0313 Bunschoten|0317 Eemnes|0321 Houten|
        0327 Leusden|0331 Lopik|0335 Montfoort|0339 Renswoude|0340 Rhenen|0342 Soest|0344 Utrecht|
        0345 Veenendaal|0351 Woudenberg|0352 Wijk bij Duurstede|0353 IJsselstein|0355 Zeist|
        0356 Nieuwegein|0589 Oudewater|0632 Woerden|0736 De Ronde Venen|1581 Utrechtse Heuvelrug|
        1904 Stichtse Vecht|1961 Vijfheerenlanden""",
    "NL-NH": """
        0358 Aalsmeer|0361 Alkmaar|0362 Amstelveen|0363 Amsterdam|0373 Bergen (NH.)|0375 Beverwijk|
        0376 Blaricum|0377 Bloemendaal|0383 Castricum|0384 Diemen|0385 Edam-Volendam|0388 Enkhuizen|
        0392 Haarlem|0394 Haarlemmermeer|0396 Heemskerk|0397 Heemstede|0399 Heiloo|0400 Den Helder|
        0402 Hilversum|0405 Hoorn|0406 Huizen|0415 Landsmeer|0417 Laren|0420 Medemblik|0431 Oostzaan|
        0432 Opmeer|0437 Ouder-Amstel|0439 Purmerend|0441 Schagen|0448 Texel|0450 Uitgeest|0451 Uithoorn|
        0453 Velsen|0473 Zandvoort|0479 Zaanstad|0498 Drechterland|0532 Stede Broec|0852 Waterland|
        0880 Wormerland|1598 Koggenland|1696 Wijdemeren|1911 Hollands Kroon|1942 Gooise Meren|
        1980 Dijk en Waard""",
    "NL-ZH": """
        0482 Alblasserdam|0484 Alphen aan den Rijn|0489 Barendrecht|0502 Capelle aan den IJssel|0503 Delft|
        0505 Dordrecht|0512 Gorinchem|0513 Gouda|0518 Den Haag|0523 Hardinxveld-Giessendam|
        0531 Hendrik-Ido-Ambacht|0534 Hillegom|0537 Katwijk|0542 Krimpen aan den IJssel|0546 Leiden|
        0547 Leiderdorp|0553 Lisse|0556 Maassluis|0569 Nieuwkoop|0575 Noordwijk|0579 Oegstgeest|
        0590 Papendrecht|0597 Ridderkerk|0599 Rotterdam|0603 Rijswijk|0606 Schiedam|0610 Sliedrecht|
        0613 Albrandswaard|0622 Vlaardingen|0626 Voorschoten|0627 Waddinxveen|0629 Wassenaar|
        0637 Zoetermeer|0638 Zoeterwoude|0642 Zwijndrecht|1525 Teylingen|1621 Lansingerland|1783 Westland|
        1842 Midden-Delfland|1884 Kaag en Braassem|1892 Zuidplas|1901 Bodegraven-Reeuwijk|
        1916 Leidschendam-Voorburg|1924 Goeree-Overflakkee|1926 Pijnacker-Nootdorp|1930 Nissewaard|
        1931 Krimpenerwaard|1963 Hoeksche Waard|1978 Molenlanden|1992 Voorne aan Zee""",
    "NL-ZE": """
        0654 Borsele|0664 Goes|0677 Hulst|0678 Kapelle|0687 Middelburg|0703 Reimerswaal|0715 Terneuzen|
        0716 Tholen|0717 Veere|0718 Vlissingen|1676 Schouwen-Duiveland|1695 Noord-Beveland|1714 Sluis""",
    "NL-NB": """
        0743 Asten|0744 Baarle-Nassau|0748 Bergen op Zoom|0753 Best|0755 Boekel|0757 Boxtel|0758 Breda|
        0762 Deurne|0766 Dongen|0770 Eersel|0772 Eindhoven|0777 Etten-Leur|0779 Geertruidenberg|
        0784 Gilze en Rijen|0785 Goirle|0794 Helmond|0796 Den Bosch|0797 Heusden|0798 Hilvarenbeek|
        0809 Loon op Zand|0820 Nuenen, Gerwen en Nederwetten|0823 Oirschot|0824 Oisterwijk|
        0826 Oosterhout|0828 Oss|0840 Rucphen|0845 Sint-Michielsgestel|0847 Someren|0848 Son en Breugel|
        0851 Steenbergen|0855 Tilburg|0858 Valkenswaard|0861 Veldhoven|0865 Vught|0866 Waalre|
        0867 Waalwijk|0873 Woensdrecht|0879 Zundert|1652 Gemert-Bakel|1655 Halderberge|
        1658 Heeze-Leende|1659 Laarbeek|1667 Reusel-De Mierden|1674 Roosendaal|1706 Cranendonck|
        1709 Moerdijk|1719 Drimmelen|1721 Bernheze|1723 Alphen-Chaam|1724 Bergeijk|1728 Bladel|
        1771 Geldrop-Mierlo|1948 Meierijstad|1959 Altena|1982 Land van Cuijk|1991 Maashorst""",
    "NL-LI": """
        0882 Landgraaf|0888 Beek|0889 Beesel|0893 Bergen (L.)|0899 Brunssum|0907 Gennep|0917 Heerlen|
        0928 Kerkrade|0935 Maastricht|0938 Meerssen|0944 Mook en Middelaar|0946 Nederweert|
        0957 Roermond|0965 Simpelveld|0971 Stein|0981 Vaals|0983 Venlo|0984 Venray|0986 Voerendaal|
        0988 Weert|0994 Valkenburg aan de Geul|1507 Horst aan de Maas|1640 Leudal|1641 Maasgouw|
        1669 Roerdalen|1711 Echt-Susteren|1729 Gulpen-Wittem|1883 Sittard-Geleen|1894 Peel en Maas|
        1903 Eijsden-Margraten|1954 Beekdaelen""",
}

_GONE = (
    ("NL-GR", "2019-01-01", "0014", "0009 Ten Boer|0017 Haren"),
    ("NL-GR", "2019-01-01", "1966", "0005 Bedum|1651 Eemsmond|1663 De Marne"),
    ("NL-GR", "2019-01-01", "1966 1969", "0053 Winsum"),
    ("NL-GR", "2019-01-01", "1969", "0015 Grootegast|0022 Leek|0025 Marum|0056 Zuidhorn"),
    ("NL-FR", "2019-01-01", "1970", "0058 Dongeradeel|1722 Ferwerderadiel"),
    ("NL-FR", "2019-01-01", "1970", "0079 Kollumerland en Nieuwkruisland"),
    ("NL-GE", "2019-01-01", "1960", "0236 Geldermalsen|0304 Neerijnen|0733 Lingewaal"),
    ("NL-UT", "2019-01-01", "1961", "0620 Vianen"),
    ("NL-ZH", "2019-01-01", "1961", "0545 Leerdam|0707 Zederik"),
    ("NL-NH", "2019-01-01", "0394", "0393 Haarlemmerliede en Spaarnwoude"),
    ("NL-ZH", "2019-01-01", "0575", "0576 Noordwijkerhout"),
    ("NL-ZH", "2019-01-01", "1978", "0689 Giessenlanden|1927 Molenwaard"),
    ("NL-ZH", "2019-01-01", "1963", "0584 Oud-Beijerland|0585 Binnenmaas|0588 Korendijk"),
    ("NL-ZH", "2019-01-01", "1963", "0611 Cromstrijen|0617 Strijen"),
    ("NL-NB", "2019-01-01", "1959", "0738 Aalburg|0870 Werkendam|0874 Woudrichem"),
    ("NL-LI", "2019-01-01", "1954", "0881 Onderbanken|0951 Nuth|0962 Schinnen"),
    ("NL-GR", "2021-01-01", "1979", "0003 Appingedam|0010 Delfzijl|0024 Loppersum"),
    ("NL-NB", "2021-01-01", "0757 0824 0855 0865", "0788 Haaren"),
    ("NL-NH", "2022-01-01", "0439", "0370 Beemster"),
    ("NL-NH", "2022-01-01", "1980", "0398 Heerhugowaard|0416 Langedijk"),
    ("NL-NB", "2022-01-01", "1982", "0756 Boxmeer|0786 Grave|0815 Mill en Sint Hubert"),
    ("NL-NB", "2022-01-01", "1982", "1684 Cuijk|1702 Sint Anthonis"),
    ("NL-NB", "2022-01-01", "1991", "0856 Uden|1685 Landerd"),
    ("NL-NH", "2022-03-24", "0363", "0457 Weesp"),
    ("NL-ZH", "2023-01-01", "1992", "0501 Brielle|0530 Hellevoetsluis|0614 Westvoorne"),
)  # fmt: skip
"""Province, the day from which it is no more, what it became (the codes), and which."""

_ENGLISH = {"0518": "The Hague"}


@dataclass(frozen=True, slots=True)
class Merged:
    """That a municipality is no more: since a day, and the codes that it became (several: divided)."""

    since: date
    into: tuple[str, ...]


def _pairs(said: str) -> list[tuple[str, str]]:
    found = [one.strip().partition(" ") for one in said.split("|")]
    return [(number, name) for number, _, name in found]


_NAMES = {
    number: name
    for said in (*_NOW.values(), *(row[3] for row in _GONE))
    for number, name in _pairs(said)
}  # fmt: skip

MERGED: dict[str, Merged] = {
    f"GM{number}": Merged(date.fromisoformat(since), tuple(f"GM{one}" for one in into.split()))
    for _, since, into, said in _GONE
    for number, _ in _pairs(said)
}
"""The municipalities that are no more, by code."""


def _label(number: str) -> Label:
    return Label(_NAMES[number], _ENGLISH.get(number, _NAMES[number]))


def _member(number: str, province: str) -> Member:
    code = f"GM{number}"
    merged = MERGED.get(code)
    if merged is None:
        return Member(code, _label(number), group=province)
    into = [_label(one.removeprefix("GM")) for one in merged.into]
    dutch, english = ", ".join(one.nl for one in into), ", ".join(one.en for one in into)
    nl, en = ("opgegaan in", "merged into") if len(into) == 1 else ("verdeeld over", "divided over")
    note = Label(f"{merged.since}: {nl} {dutch}.", f"{merged.since}: {en} {english}.")
    return Member(code, _label(number), note, group=province)


def _members() -> tuple[Member, ...]:
    now = [_member(number, province) for province, said in _NOW.items() for number, _ in _pairs(said)]
    gone = [_member(number, province) for province, _, _, said in _GONE for number, _ in _pairs(said)]
    return tuple(sorted((*now, *gone), key=lambda one: one.code))


Municipality = CodeList(
    name="Municipality",
    label=Label("Gemeente", "Municipality"),
    source="CBS, Gemeentelijke indeling op 1 januari 2026; province as ISO 3166-2:NL",
    members=_members(),
)


def province_of(code: str) -> str:
    """The province (ISO 3166-2) that a municipality lies or lay in. Raises KeyError."""
    province = Municipality[code].group
    assert province is not None
    return province
