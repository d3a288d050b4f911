"""How people say the signs of an address, in the languages of adverts: a dot, a low line, a hyphen."""

DOT_WORDS = r"dot|puntje|punt|punct|punctul|punto|punkt|point|ponto|kropka|pont|точка|tocka|tochka"
LOW_LINE_WORDS = (
    r"under ?scores?|underline|low ?(?:line|dash)|(?:laag|liggend|onderste|lage|onder) ?streep(?:je)?|"
    r"streep(?:je)? (?:laag|onder)|"
    r"unterstrich|tief ?strich|tiret (?:du |en )?bas|souligné|trait bas|"
    r"gui[oó]n bajo|barra baja|l[ií]nea baja|subgui[oó]n|podkre[sś]lnik|podkre[sś]lenie|podkre[sś]lnikiem|"
    r"pod[lł]oga|dolna kreska|(?:alul|als[oó] ?)von[aá]s|"
    r"als[oó] ?vonal|al[aá]h[uú]z[aá]s|долн[ао] (?:черта|тире)|подчертавка|подчертано|"
    r"lini(?:e|u[tț][aă]) (?:de )?(?:jos|subliniere)|underscor"
)
HYPHEN_WORDS = (
    r"streepje|koppelteken|liggend koppelteken|dash|hyphen|minus|bindestrich|mittelstrich|tiret|"
    r"trait d['\u2019]union|gui[oó]n|my[sś]lnik|"
    r"k[oö]t[oő]jel|тире|cratim[aă]|lini(?:e|u[tț][aă])"
)
SIGNS = ("_", LOW_LINE_WORDS), ("-", HYPHEN_WORDS)
"""A sign and the pattern of its words; a longer name stands before one that begins it."""

_LOOK_LATIN = dict(zip("асеорхуіѕјкмтнвԁɡһ", "aceopxyisjkmthbdgh", strict=True))
_TO_LATIN = str.maketrans(_LOOK_LATIN)


def as_latin(word: str) -> str:
    """A word of Latin letters with look-alikes of other alphabets among them, in Latin letters alone.

    What has no Latin letter, or one without a look-alike, stays what it is.
    """
    if word.isascii() or not any("a" <= letter <= "z" for letter in word):
        return word
    plain = word.translate(_TO_LATIN)
    return plain if plain.isascii() else word
