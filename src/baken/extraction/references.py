"""Whether a number is introduced as something else: an order, an account, a registration."""

_WHOLE = (
    "ref refnr referentie reference referenz référence reference referencia referință referinta kenmerk "
    "order bestelling advertentie advert ad listing id kvk k.v.k coc btw vat bic rekening rek bank bsn big "
    "agb iban vergunning licentie license licence permit dossier zaak case klant factuur invoice serie "
    "serial série serii tracking track barcode isbn ean artikel profiel profile booking reservering voucher "
    "coupon code pin ticket polis registratie registration nif nip cui cif cnp siret siren regon pesel krs "
    "taj hrb ustid ust-id tva iva ндс afm cuenta konto konta kontonr compte conto cont számla számlaszám "
    "bankszámla сметка банкова account código codigo pedido commande comandă comanda comenzii bestellung "
    "bestellnr auftrag zamówienie zamówienia rendelés rendelési поръчка фактура faktura faktury factura "
    "facture rechnung számlája егн еик булстат bulstat eik egn dni nie cégjegyzékszám cégjegyzék adószám "
    "rendszám regisztráció матрикул лиценз разрешение licencia licența licenta licență licencja licencji "
    "engedély genehmigung lizenz steuernr fattura matricola expediente referencji sygnatura zlecenie "
    "zlecenia numărul-comenzii colis paquete paczka csomag пратка zending pakket sendung parcel shipment kod "
    "kód код cod"
)
_REFERENCES = frozenset(_WHOLE.split())
_STEMS = (
    "ref referentie order bestel advertentie kvk btw iban rek rekening vergunning licentie dossier zaak "
    "klant factuur serie artikel profiel boeking reservering registratie bank big agb bsn volg lot polis "
    "steuer kunden rechnungs bestell auftrags registrier handelsregister konto vertrags referenz serien "
    "artikel számla rendelés ügyfél adó cégjegyzék engedély bankszámla pakket zending track postbus "
    "lidmaatschap"
)
_STARTS = tuple(_STEMS.split())
_ENDINGS = ("nummer", "nr", "number", "code", "id", "szám", "no")
_BETWEEN = (
    "nr no nummer number num numer numéro numero número numărul număr numar szám száma номер номера nº n° "
    "№ is id code de del des du d la el le es ist est este e е to van het der a az na на за nl be fr ro "
    "hu bg pl gb it at pt by your my mijn uw"
)
_NUMBER_WORDS = frozenset(_BETWEEN.split())
_SIGNS = " .:#-\u2013=\u00b0\u00ba\u2116()\n"
_LONGEST_SIGNS = 5
_LOOK_BACK = 44
_MOST_WORDS = 4


def is_reference(low: str, start: int) -> bool:
    """Whether a word just before `start` says that another kind of number follows."""
    lead = low[max(0, start - _LOOK_BACK) : start]
    said = lead.rstrip(_SIGNS)
    if len(lead) - len(said) > _LONGEST_SIGNS:
        return False
    if "#" in lead[len(said) :]:
        return True
    for one in reversed(said.rsplit(None, _MOST_WORDS)[-_MOST_WORDS:]):
        word = one.strip(".:,;#()'\"\u2013-")
        if word in _REFERENCES or _is_compound(word):
            return True
        if word not in _NUMBER_WORDS:
            return False
    return False


def _is_compound(word: str) -> bool:
    """Whether it is a word for the number of something: "ordernummer"."""
    return word.endswith(_ENDINGS) and word.startswith(_STARTS)
