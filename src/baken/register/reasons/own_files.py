"""What can be wrong with a file in the register's own forms: CSV in long form, nested JSON."""

from baken.register.reasons.sentence import Sentence
from baken.vocabulary.code_list import Label

EMPTY = Sentence("het bestand is leeg", "the file is empty")
NOT_UTF8 = Sentence(
    "regel {line}: geen tekst in UTF-8; bewaar het bestand met codering UTF-8",
    "line {line}: not UTF-8 text; save the file with encoding UTF-8",
)
BREAKS_OFF = Sentence(
    "het bestand breekt af in zijn eigen codering; bewaar het opnieuw als UTF-8",
    "the file breaks off in its own encoding; save it again as UTF-8",
)
NUL_BYTES = Sentence(
    "er staan NUL-bytes in het bestand, dus het is geen tekst; bewaar het als tekst in UTF-8",
    "the file holds NUL bytes, so it is no text; save it as UTF-8 text",
)
NOT_CSV = Sentence("regel {line}: geen CSV ({why})", "line {line}: not CSV ({why})")
SEPARATED = Sentence(
    "de kolommen zijn gescheiden door {separators}; bewaar het bestand met komma’s",
    "the columns are separated by {separators}; save the file with commas",
)
SEPARATORS = {";": Label("puntkomma’s", "semicolons"), "\t": Label("tabs", "tabs")}
CELLS = Sentence(
    "{count} cellen, en de kopregel heeft er {width}; maak dat gelijk",
    "{count} cells where the header has {width}",
)

NO_SUCH_COLUMN = Sentence(
    "deze kolom is er niet: {names}; de kolommen zijn {all}",
    "no such column: {names}; the columns are {all}",
)
COLUMN_TWICE = Sentence("een kolom staat twee keer in de kopregel", "a column stands twice in the header")
NO_COLUMN = Sentence("de kopregel heeft geen kolom {name}", "the header has no column {name}")
NO_COLUMNS = Sentence(
    "de kopregel heeft geen kolom {first} en geen kolom {second}",
    "the header has no column {first} and no column {second}",
)
NOT_A_KIND = Sentence(
    "{our.record}: staat niet in de lijst; kies een van: {kinds}", "{our.record}: not one of {kinds}"
)
SECOND_OWN_LINE = Sentence(
    "er is nog een regel met record registration en dit zaaknummer; houd een van de twee",
    "another line with record registration has this reference",
)
NUMBER_TAKEN = Sentence(
    "{our.mention}: een andere vermelding heeft dit nummer al",
    "{our.mention}: another mention has this number",
)
NO_SUCH_MENTION = Sentence(
    "{our.mention}: geen vermelding van deze registratie heeft dit nummer",
    "{our.mention}: no mention of this registration has this number",
)

NOT_JSON = Sentence("regel {line}: geen JSON ({why})", "line {line}: not JSON ({why})")
NOT_READABLE_JSON = Sentence(
    "regel {line}: geen JSON die te lezen is (te lang of te diep)",
    "line {line}: not JSON that can be read (too long or too deep)",
)
EXPECTED = Sentence(
    "regel {line}: geen JSON (hier hoort {sign} of het einde van de lijst)",
    "line {line}: not JSON (expected {sign} or the end of the list)",
)
NOT_A_JSON_LIST = Sentence("geen JSON-lijst van registraties", "not a JSON list of registrations")
SOMETHING_BEHIND = Sentence(
    "er staat nog iets achter de lijst van registraties",
    "there is something behind the list of registrations",
)
NOT_A_REGISTRATION = Sentence(
    "geen registratie, maar een ander soort waarde", "not a registration but another kind of value"
)
SECOND_REGISTRATION = Sentence(
    "een andere registratie heeft dit zaaknummer al", "another registration has this reference"
)
NOT_AN_OBJECT = Sentence("geen object met velden", "not an object")
NOT_HERE = Sentence("{name} hoort hier niet", "{name} does not belong here")
USE_ROLES = Sentence(
    "{name} hoort niet bij een persoon; gebruik de lijst {list}",
    "{name} does not belong to a person; use the list {list}",
)
USE_SINCE = Sentence(
    "'person_roles_since' hoort niet bij een persoon; gebruik 'roles_since', met de dag onder elke rol",
    "'person_roles_since' does not belong to a person; use 'roles_since', with the day under each role",
)
NOT_DAYS_BY_ROLE = Sentence(
    '{name}: geen dagen onder de naam van een rol, zoals "victim": "2024-05-31"',
    '{name}: no days under the name of a role, such as "victim": "2024-05-31"',
)
FIELD_TWICE = Sentence("een veld dat er twee keer staat; laat er een staan", "a field that stands twice")
NOT_TEXT_OR_WHOLE = Sentence("{name}: geen tekst of heel getal", "{name}: not a text or a whole number")
NOT_TEXT = Sentence("{name}: geen tekst", "{name}: not a text")
NOT_A_LIST = Sentence("{name}: geen lijst; zet [ en ] eromheen", "{name}: not a list")
NOT_A_LIST_OF_CODES = Sentence(
    "{name}: geen lijst van codes, elk met aanhalingstekens en zonder ;", "{name}: not a list of codes"
)
