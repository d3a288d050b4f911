"""Words that stand where a handle may stand and are none: of a sentence, of a service, of an account."""

from functools import cache

from baken.extraction.channels import KIND_OF
from baken.extraction.frequent_words import frequent_words
from baken.extraction.marks import without_diacritics

_ORDINARY_WORDS = (
    "ja nee yes no ok ook via me mij my mijn je jij u the de het een en and of or a an is are am ben bent "
    "op in on at to stuur send add voeg zie see look kijk alleen only nummer number nr beschikbaar "
    "available vraag ask bel call app bericht berichtje message text sms mogelijk possible graag please "
    "contact meer more info for voor foto fotos photo video videos naam name geen niet not without zonder "
    "met with bij whatsapp telegram snapchat snap insta instagram kik signal aanvraag request verzoek "
    "hieronder below above hier here chat online prive privé private dm pm nu now altijd always dagelijks "
    "daily sturen toevoegen volg follow mail email website tel telefoon phone mobile mobiel nul zero "
    "verkoop selling sale betaald paid gratis free sessie session show shows klik click link bereikbaar "
    "erreichbar verfügbar anfrage nachricht nachrichten privat bitte disponible demande message messages "
    "privado mensaje mensajes solicitud disponibil mesaj mesaje cerere privat elérhető üzenet kérésre "
    "wiadomość wiadomości dostępny dostępna prywatnie съобщение съобщения налична лично zobacz zdjęcia "
    "poze képek снимки fotos bilder links profil profiel account underscore punt dot username "
    "gebruikersnaam viber facebook tiktok skype wechat line twitter discord threema onlyfans massage "
    "massages masaj masaje masaż masszázs масаж afspraak afspraken termin rendez-vous cita programare"
)
# What an account may be, said of it where its name might follow: "my snap is private".
_STATES = (
    "kapot stuk leeg weg gesloten besloten geblokkeerd gehackt verwijderd nieuw persoonlijk privéaccount "
    "traag broken gone closed deleted banned blocked hacked new personal empty down off slow faster "
    "slower quicker kaputt gesperrt gelöscht leer neu persönlich schneller aktiv inaktiv öffentlich "
    "geschlossen privé privée fermé fermée supprimé bloqué piraté nouveau personnel rapide vide public "
    "inactif privada cerrado cerrada borrado bloqueado hackeado nuevo nueva personal rápido vacío público "
    "inactivo privată închis închisă șters blocat nou nouă personală personal rapid gol public inactiv "
    "privát zárt törölve letiltva új személyes gyorsabb üres nyilvános личен лична частен затворен изтрит "
    "блокиран нов празен бърз публичен prywatny prywatna prywatne zamknięty usunięty zablokowany nowy "
    "nowe pusty szybszy publiczny nieaktywny actief inactief openbaar snelst sneller fastest friends "
    "vrienden freunde amis amigos prieteni barátok"
)
NO_HANDLES = frozenset(_ORDINARY_WORDS.split()) | frozenset(KIND_OF)
"""Never a handle, even with a sign before it."""
_STATES_OF_ACCOUNTS = frozenset(_STATES.split())


def is_ordinary(word: str) -> bool:
    """Whether it is rather a word of a sentence than somebody's name on a service."""
    return (
        word in NO_HANDLES
        or word in _STATES_OF_ACCOUNTS
        or word in _ordinary()
        or (not word.isascii() and without_diacritics(word) in NO_HANDLES)
    )


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(frequent_words().row)
