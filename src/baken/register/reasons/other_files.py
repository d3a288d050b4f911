"""What can be wrong with a file of another office, and with what a mapping makes of its lines."""

from baken.register.reasons.sentence import Sentence
from baken.vocabulary.code_list import Label

IN_COLUMN = Sentence("kolom {heading}: {reason}", "column {heading}: {reason}")

NUL_BYTES = Sentence(
    "er staan NUL-bytes in het bestand, dus het is geen tekst; bewaar het als CSV",
    "the file holds NUL bytes, so it is no text; save it as CSV",
)
NO_ENCODING = Sentence(
    "geen tekst in UTF-8 en ook niet in Windows-1252; bewaar het bestand als CSV met codering UTF-8",
    "neither UTF-8 nor Windows-1252 text; save the file as CSV with encoding UTF-8",
)
TOO_MANY_COLUMNS = Sentence("{count} kolommen; hooguit {most}", "{count} columns; {most} at most")
NO_HEADINGS = Sentence("op de eerste regel staan geen koppen", "the first line has no headings")
OLD_OR_LOCKED = Sentence(
    "dit is een oud of beveiligd Excel-bestand; bewaar het als .xlsx zonder wachtwoord",
    "this is an old or a locked Excel file; save it as .xlsx without a password",
)
PDF = Sentence(
    "dit is een PDF, geen tabel; vraag om de tabel als .xlsx of CSV",
    "this is a PDF, not a table; ask for the table as .xlsx or CSV",
)
WEB_PAGE = Sentence(
    "dit is een webpagina, geen tabel; open haar in een rekenblad en bewaar die als .xlsx",
    "this is a web page, not a table; open it in a spreadsheet and save it as .xlsx",
)
NO_SHEETS = Sentence("alleen een .xlsx-bestand heeft bladen", "only an .xlsx file has sheets")

NO_WORKBOOK = Sentence(
    "dit is geen rekenblad dat te lezen is; bewaar het opnieuw als .xlsx",
    "this is no workbook that can be read; save it again as .xlsx",
)
TOO_LARGE = Sentence(
    "het rekenblad is uitgepakt te groot; bewaar het blad als CSV",
    "the workbook is too large unpacked; save the sheet as CSV",
)
TOO_MANY_TEXTS = Sentence(
    "het rekenblad heeft te veel verschillende teksten om bij de hand te houden; bewaar het blad als CSV",
    "the workbook holds too many different texts to keep at hand; save the sheet as CSV",
)
NO_SUCH_SHEET = Sentence(
    "dit blad is er niet; de bladen zijn {sheets}", "there is no such sheet; the sheets are {sheets}"
)
EMPTY_SHEET = Sentence("het blad is leeg", "the sheet is empty")
MERGED_HEADING = Sentence(
    "een kop is samengevoegd met andere cellen; geef elke kolom een eigen kop",
    "a heading is merged with other cells; give each column a heading of its own",
)
TOO_MANY_MERGED = Sentence(
    "meer dan {most} samengevoegde cellen; splits ze", "more than {most} merged cells; unmerge them"
)
MERGED_ACROSS = Sentence(
    "de cellen {cells} zijn samengevoegd over kolommen heen; splits ze, zodat elke kolom een eigen waarde "
    "heeft",
    "cells {cells} are merged across columns; unmerge them, so that each column has its own value",
)
TOO_LONG_A_CELL = Sentence(
    "een cel heeft meer tekst dan een blad aankan; maak die cel leeg en bewaar het bestand opnieuw",
    "a cell holds more text than a sheet can; empty that cell and save it again",
)
NO_SUCH_ROW = Sentence(
    "een regel zegt dat hij nummer {line} is; bewaar het bestand opnieuw",
    "a row says that it is number {line}; save it again",
)
UNREADABLE_ROW = Sentence(
    "regel {line} is niet te lezen; bewaar het bestand opnieuw", "row {line} can't be read; save it again"
)

TOO_LONG_A_WORD = Sentence(
    "{column}: langer dan {most} tekens, dus geen woord uit een lijst",
    "{column}: longer than {most} characters, so no word of a list",
)
NOT_A_DAY = Sentence(
    "{column}: geen datum als {order}, met een jaar van vier cijfers",
    "{column}: not a day as {order}, with four digits of year",
)
ORDERS = {
    "dmy": Label("dag-maand-jaar", "day-month-year"),
    "mdy": Label("maand-dag-jaar", "month-day-year"),
    "ymd": Label("jaar-maand-dag", "year-month-day"),
}
CITIZEN_NUMBER = Sentence(
    "{column}: kan een burgerservicenummer zijn, en dat wordt nooit overgenomen",
    "{column}: could be a citizen service number, which is never taken in",
)
CONTACT = Sentence(
    "{column}: lijkt op een telefoonnummer of adres, en dat wordt nooit overgenomen",
    "{column}: looks like a telephone number or an address, which is never taken in",
)
NOT_A_NUMBER = Sentence(
    "{column}: geen nummer van een persoon: letters, cijfers en ._/-, met een cijfer erin; nooit een naam",
    "{column}: not a number of a person: letters, digits and ._/-, with a digit in it; never a name",
)
REFERENCE_IS_CONTACT = Sentence(
    "{column}: lijkt op een telefoonnummer, een adres of een burgerservicenummer; neem een ander zaaknummer",
    "{column}: looks like a telephone number, an address or a citizen service number",
)
REFERENCE_IS_NAME = Sentence(
    "{column}: heeft geen cijfer, dus het kan een naam zijn; neem een zaaknummer met een cijfer erin",
    "{column}: has no digit in it, so it could be a name",
)

SCATTERED = Sentence(
    "{column}: de regels van deze registratie staan niet bij elkaar; sorteer het bestand op zaaknummer",
    "{column}: the lines of this registration do not stand together; sort the file by case number",
)
TOO_MANY_LINES = Sentence(
    "{column}: meer dan {most} regels met één zaaknummer",
    "{column}: more than {most} lines with one case number",
)
OTHERWISE_IN_REGISTRATION = Sentence(
    "{column}: een andere regel van deze registratie zegt iets anders; maak ze gelijk",
    "{column}: another line of this registration says otherwise",
)
OTHERWISE_OF_PERSON = Sentence(
    "{column}: een andere regel zegt iets anders over deze persoon; maak ze gelijk",
    "{column}: another line says otherwise of this person",
)
DAY_OF_NO_ONE_ROLE = Sentence(
    "{column}: op een regel met een dag hoort precies één rol; geef elke rol een eigen regel",
    "{column}: a line with a day has exactly one role; give each role a line of its own",
)
NOBODY_TOLD_APART = Sentence(
    "een tweede regel heeft een persoon zonder nummer: niet te zeggen is of het dezelfde is",
    "a second line has a person without a number: it can't be told whether it is the same",
)
HELD_AND_UNKNOWN_WORD = Sentence(
    "het register heeft dit zaaknummer al, en bij {column} staat een woord waarvan niemand de betekenis zei",
    "the register holds this reference already, and {column} has a word that nobody said the meaning of",
)
COLUMN_GONE = Sentence(
    "het bestand heeft geen kolom {names}, die de leeswijzer wel leest",
    "the file has no column {names}, which the mapping reads",
)
