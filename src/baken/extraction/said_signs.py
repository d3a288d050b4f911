"""How people say the signs of an address, in the languages of adverts: a dot, a low line, a hyphen."""

DOT_WORDS = r"dot|punt|punct|punctul|punto|punkt|point|ponto|kropka|pont|точка|tocka"
LOW_LINE_WORDS = (
    r"under ?score|underline|(?:laag|liggend|onderste|lage) ?streep(?:je)?|"
    r"unterstrich|tiret (?:du )?bas|"
    r"gui[oó]n bajo|barra baja|subgui[oó]n|podkre[sś]lnik|podkre[sś]lenie|pod[lł]oga|"
    r"(?:alul|als[oó] ?)von[aá]s|"
    r"als[oó] ?vonal|al[aá]h[uú]z[aá]s|долна черта|подчертавка|"
    r"lini(?:e|u[tț][aă]) (?:de )?(?:jos|subliniere)"
)
HYPHEN_WORDS = (
    r"streepje|koppelteken|dash|hyphen|minus|bindestrich|tiret|trait d['\u2019]union|gui[oó]n|my[sś]lnik|"
    r"k[oö]t[oő]jel|тире|cratim[aă]|lini(?:e|u[tț][aă])"
)
SIGNS = ("_", LOW_LINE_WORDS), ("-", HYPHEN_WORDS)
"""A sign and the pattern of its words; a longer name stands before one that begins it."""
