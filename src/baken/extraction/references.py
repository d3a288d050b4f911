"""Whether a number is introduced as something else: an order, an account, a registration."""

import re
from functools import lru_cache

_WHOLE = (
    "ref refnr referentie reference referenz référence referencia referință referinta kenmerk order "
    "bestelling bestellung advertentie advert ad listing id kvk k.v.k coc btw vat bic rekening rek bank "
    "bsn big agb iban vergunning licentie license licence permit dossier klant factuur invoice serie "
    "serial série serii tracking track trace barcode isbn ean artikel profiel profile voucher coupon code "
    "ticket polis policy registratie registration nif nip cui cif cnp siret siren regon pesel krs taj hrb "
    "hra ustid ust-id ust-idnr tva iva ндс ддс afm cuenta konto konta kontonr compte conto cont számla "
    "számlaszám bankszámla bankrekening rib blz сметка банкова account acct acc código codigo pedido "
    "commande comandă comanda comenzii bestellnr auftrag zamówienie zamówienia rendelés rendelési поръчка "
    "поръчката фактура faktura faktury factura facture rechnung számlája егн еик булстат bulstat eik egn "
    "dni nie cégjegyzékszám cégjegyzék adószám rendszám regisztráció матрикул лиценз разрешение licencia "
    "licența licenta licență licencja licencji engedély genehmigung lizenz steuernr fattura matricola "
    "expediente referencji sygnatura zlecenie zlecenia numărul-comenzii colis paquete paczka paczki "
    "csomag пратка пратката zending pakket sendung parcel shipment przesyłka przesyłki товарителница "
    "товарителницата awb kod kód код cod koophandel kbo ondernemingsnummer nhs passport paspoort "
    "personalausweis ausweis wachtwoord password passwort parola jelszó парола hasło contraseña pincode "
    "lotto loto loterij loterie aktenzeichen geschäftszeichen chiffre membership lidmaatschap contract "
    "contrat contrato umowa umowy договор договора szerződés szerződésszám vertrag adhérent adhésion "
    "seguimiento suivi legitymacja legitymacji certificate certificaat zertifikat certificat certificado "
    "certyfikat сертификат diploma reg plate srn utr colet coletul fiscal atestat polița polita "
    "nyilvántartási podarunkowy pozwolenie dowód rej tarjeta regalo seguro registro cadeaukaart "
    "strippenkaart tegoedbon waardebon crkbo rsin giro meterstand dossard agrément postal gewerbeschein "
    "seria imei imsi swift sku upc gtin uuid postbus pobox colegiada colegiado matrícula "
    "matricula înmatriculare înregistrare inregistrare rejestracyjny rejestracji регистрационен персонален "
    "осигурителен transactie transaction transaktion azonosító size sizes maat maten größe größen taille "
    "tailles talla tallas rozmiar méret mărime размер megrendelés megrendelési batch lot lots loting "
    "trekking vlucht flight flug zbor vuelo járat полет item version versie versión wersja versiunea verzió "
    "версия ip"
)
_REFERENCES = frozenset(_WHOLE.split())
_MAY_BE_NUMBERED = (
    "client cliente clientes clientului clienta klienta klient kunde kunden customer ügyfél клиент "
    "клиента клиентски annonce annonces anuncio anunț anunt anunțului ogłoszenia ogłoszenie anzeige "
    "hirdetés обява обявата inserat member membre socio socia membru членски членска tag tagsági pin "
    "booking reservering boeking reservation reserva réservation rezervare rezerwacja rezerwacji foglalás "
    "foglalási buchung резервация promo promotion korting kortings cadeaubon gift geschenk bon cadeau "
    "card karta карта kaart gutschein vale bono cadou podarunkowa utalvány sort tax company charity "
    "zaak case sécurité sociale oferta oferty offre offerte aanbieding angebot offer quote оферта ajánlat"
)
_NAMED = frozenset(_MAY_BE_NUMBERED.split())
"""What may have a number of its own: only where something beside it says that this is it."""
_STEMS = (
    "ref referentie order bestel advertentie kvk btw iban rek rekening vergunning licentie dossier zaak "
    "klant factuur serie artikel profiel boeking reservering registratie bank big agb bsn volg lot polis "
    "steuer kunden rechnungs bestell auftrags registrier handelsregister konto vertrags referenz serien "
    "artikel számla rendelés ügyfél adó cégjegyzék engedély bankszámla pakket zending track postbus "
    "lidmaatschap anzeigen ust"
)
_STARTS = tuple(_STEMS.split())
_ENDINGS = ("id", "no")
_NUMBERED = ("nummer", "nr", "number", "szám")
_DIALLED = re.compile(
    r"\d|tel|bel(?!as)|app(?!a)|mob|gsm|ruf|handy|conta[ck]|kontakt|sms|fest|vast|pri[vw]|dire[ck]t|durchwahl|hív|"
    r"hot|info|service|nood|notruf|spoed|whats|wa-|signal|viber|gratis|geheim|thuis|werk|zakelijk|gesch[äa]fts|fax|fo?on|"
    r"nieuw|neu|doorkies|kantoor|winkel|salon|praktijk|praxis|studio|büro|phone|haupt|hoofd|zweit|erst|lijn|"
    r"elérhet|központi|vezetékes|nummer|nr"
)
_CODES = ("land", "länder", "country", "net", "vor", "dress", "qr")
_SAYS_NUMBER = (
    "nr no n nummer number num numer numéro numero número numărul număr numar numarul szám száma номер "
    "номера номерът nº n° № id code kod cod код código codigo kód ref"
)
_SAID = frozenset(_SAYS_NUMBER.split())
_JOINS = (
    "is de del des du d la le el es ist est este e to van het der a az na на за nl be fr ro hu bg pl gb "
    "it at pt by your my mijn uw die das the of"
)
_NUMBER_WORDS = _SAID | frozenset(_JOINS.split())
_SHORT = "ref nr no num rek ord best art kto acc inv fact cod zam k.v.k fakt"
_SHORTENED = frozenset(_SHORT.split())
"""Words behind which a full stop does not end a sentence."""
_NEGATIONS = "geen zonder no without not kein keine ohne pas sans sin fără fara nincs без bez nie ni"
_NONE = frozenset(_NEGATIONS.split())
_ORDERS = frozenset(("order", "bestelling", "bestellung", "commande", "comandă", "comanda", "zamówienie"))
_ON_DEMAND = frozenset(("op", "auf", "sur", "la", "na", "to", "on"))
_SIGNS = " .:#-\u2013=\u00b0\u00ba\u2116()\n"
_CODE_BEFORE = re.compile(r"(?<=\s)[a-z]{1,2}/\Z")
"""Letters of the number itself: "zaaknummer C/06/…"."""
_APOSTROPHE = re.compile(r"^[dl]['\u2019]")
_LONGEST_SIGNS = 5
_LOOK_BACK = 44
_MOST_WORDS = 4
_MOST_IN_LINE = 2
_ELSE, _REFERENCE, _NUMBERED_THING, _NUMBER_WORD, _JOINT = range(5)
"""What a word says of a number behind it: nothing, that it is something else, or a part of that."""
_NEXT_HASH = 5
"""How far a hash behind the first digits may stand where each group has one: "#06 #12"."""


def is_reference(low: str, start: int) -> bool:
    """Whether a word just before `start` says that another kind of number follows."""
    lead = low[max(0, start - _LOOK_BACK) : start]
    if lead[-1:] == "/":
        lead = _CODE_BEFORE.sub("", lead)
    said = lead.rstrip(_SIGNS)
    signs = lead[len(said) :]
    if len(signs) > _LONGEST_SIGNS:
        return False
    if "#" in signs:
        return low.find("#", start, start + _NEXT_HASH) < 0
    last = said.rsplit(None, 1)[-1:]
    if not last or _part_of(last[0])[1] == _ELSE:
        return False
    if said[-1:].isdecimal():
        return False
    words = said.rsplit(None, _MOST_WORDS)[-_MOST_WORDS:]
    if words[-1][-1] in ",;!?":
        return False
    if "." in signs and len(signs) > 1 and not _is_shortened(words[-1]):
        return False
    if "\n" in signs and ":" not in signs and len(said[said.rfind("\n") + 1 :].split()) > _MOST_IN_LINE:
        return False
    numbered = "\u00b0" in signs or "\u00ba" in signs or "\u2116" in signs
    named = False
    for at in range(len(words) - 1, -1, -1):
        word, part = _part_of(words[at])
        if part == _ELSE:
            return False
        if part == _REFERENCE:
            before = words[at - 1] if at else ""
            return not (before in _NONE or (word in _ORDERS and before in _ON_DEMAND))
        named = named or part == _NUMBERED_THING
        numbered = numbered or part == _NUMBER_WORD
        if named and numbered:
            return True
    return False


@lru_cache(maxsize=16384)
def _part_of(written: str) -> tuple[str, int]:
    """A word without the signs around it, and what it says of a number behind it."""
    word = _APOSTROPHE.sub("", written.strip(".:,;#()'\"\u2013-"))
    if word in _REFERENCES or _is_compound(word):
        return word, _REFERENCE
    if word in _NAMED:
        return word, _NUMBERED_THING
    if word in _SAID:
        return word, _NUMBER_WORD
    return word, _JOINT if word in _NUMBER_WORDS else _ELSE


def _is_shortened(word: str) -> bool:
    return word.strip(":#(") in _SHORTENED or word.endswith("nr")


def _is_compound(word: str) -> bool:
    """Whether it is a word for the number of something: "ordernummer"."""
    if word.endswith(_NUMBERED) and word not in _SAID:
        return _DIALLED.match(word) is None
    if word.endswith("code") and word not in _SAID:
        return not word.startswith(_CODES)
    return word.endswith(_ENDINGS) and word.startswith(_STARTS)
