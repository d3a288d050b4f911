"""Towns, streets, first names and the faces of numbers in invented adverts."""

from random import Random

TOWNS = """
Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Apeldoorn Haarlem Arnhem
Enschede Amersfoort Zaandam Zwolle Leiden Leeuwarden Maastricht Dordrecht Ede Alkmaar Emmen Delft Venlo
Deventer Helmond Oss Hilversum Heerlen Purmerend Roosendaal Schiedam Lelystad Hoorn Vlaardingen Almelo
Spijkenisse Hoofddorp Gouda Assen Bergen Capelle Veenendaal Katwijk Zeist Nieuwegein Hardenberg Roermond
Doetinchem Heerhugowaard Terneuzen Middelburg Goes Vlissingen Kampen Sneek Drachten Heerenveen Hoogeveen
Meppel Tiel Culemborg Woerden Weert Sittard Geleen Kerkrade Waalwijk Uden Veghel Boxtel Best
Valkenswaard Antwerpen Gent Brugge Leuven Mechelen Hasselt Genk Kortrijk Oostende Aalst Turnhout Keulen
Essen Dortmund Düsseldorf Aken Münster Bremen Hannover Osnabrück Oldenburg Kleef Bocholt Nordhorn Luik
Brussel Namen
""".split()  # noqa: SIM905 (easier to read than a list)

NAMES = """
Sanne Eva Lotte Mila Noor Tess Fleur Roos Bram Daan Sem Luuk Iris Vera Femke Anouk Maud Julia Emma Lisa
Anna Clara Marta Elena Sofia Laura Paula Carmen Lucia Ines Ioana Andreea Mihaela Bianca Raluca Dana
Alina Kata Zsofi Eszter Reka Nora Timea Dora Petya Maria Desislava Kalina Vesela Rositsa Kasia Ola Ewa
Magda Zosia Hania Marek Piotr Jan Tomas Pierre Louis Camille Chloe Manon Elise Karin Heike Jana Lena Mia
Greta Olivia Amber Grace Alice Ruby Hazel Tom Max Leo Victor Hugo Nina Yara Lina Samira Amira Leila Rosa
Stella
""".split()  # noqa: SIM905 (easier to read than a list)

STREETS = """
Kerkstraat Dorpsstraat Molenweg Schoolstraat Stationsweg Julianalaan Wilhelminastraat Beatrixlaan
Parallelweg Nieuwstraat Hoogstraat Lindelaan Beukenlaan Eikenlaan Kastanjelaan Berkenweg Wilgenstraat
Populierenlaan Meidoornstraat Rozenstraat Tulpenstraat Leliestraat Irisstraat Asterstraat Dahliastraat
Zonnebloemstraat Korenbloemstraat Klaproosweg Merelstraat Lijsterstraat Zwaluwstraat Spechtlaan
Reigerstraat Kievitstraat Leeuwerikweg Vinkenstraat Uilenpad Marktplein Havenkade Westkade Oostsingel
Noordsingel Zuidwal Vestingstraat Poortstraat Torenstraat Kloosterpad Bakkerstraat Smidsgang Weversteeg
Kuiperstraat Touwbaan Wagenweg Veerdam Sluisweg Dijkgraafweg Polderweg Kadepad Rembrandtlaan
Vermeerstraat Steenstraat Halsplein Ruisdaelweg Vondelpad Huygensstraat Spinozaweg Erasmusplein Zeedijk
Duinweg Schelpenpad Heideweg Bosrand Vennenpad Hertenlaan Vossenstraat Beekdal Bergweg Dalstraat
""".split()  # noqa: SIM905 (easier to read than a list)

PRIMES = (9_999_991, 6_180_339)


def phone_number(serial: int) -> str:
    """The ten digits of a number that no one can have: 06-0 and seven digits, never the same twice for
    serials below ten million."""
    prime, factor = PRIMES
    return f"060{(serial * factor + 271_828) % prime:07d}"


def face_of(digits: str, draw: Random) -> str:
    """A number as people write it."""
    way = draw.randrange(5)
    if way == 0:
        return f"{digits[:2]}-{digits[2:]}"
    if way == 1:
        return f"+31{digits[1:]}"
    if way == 2:
        return f"+31 6 {digits[2:]}"
    if way == 3:
        return f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}"
    return digits


_WORDS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")


def obscured_face_of(digits: str, draw: Random) -> str:
    """A number as people hide it from machines: spaced, with words or signs for digits."""
    way = draw.randrange(6)
    if way == 0:
        return " ".join(digits)
    if way == 1:
        return ".".join(digits[at : at + 2] for at in range(0, 10, 2)) + "."
    if way == 2:
        return " ".join(_WORDS[int(digit)] for digit in digits)
    if way == 3:
        return digits.replace("0", "O")
    if way == 4:
        return "".join(chr(0xFF10 + int(digit)) for digit in digits)
    return "*".join(digits[at : at + 3] for at in range(0, 10, 3))
