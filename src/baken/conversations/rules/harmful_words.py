"""Words that can harm whoever holds the phone when they stand in a text that begins a conversation (rule 7).

By what they do and by language, as they are written there. A star stands for any ending, words with a space
are a phrase. Short and cautious: where an innocent text meets one of them, its writer takes another word, and
that is all it costs. From knowing the languages, not from anybody's messages; have somebody who speaks the
language look along before you build on it.
"""

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "nl": (
        "mensenhand*", "uitbuit*", "uitgebuit*", "politie*", "recherche*", "marechaussee*", "justitie*",
        "slachtoffer*", "prostitu*", "seks*", "escort*", "gedwongen", "dwang*", "pooier*", "loverboy*",
        "aangifte*", "opsporing*", "misbruik*", "verkracht*", "bordeel*", "hoer*", "minderjarig*",
        "verdachte*", "dader*", "gevangenis*", "misdaad*", "misdrijf*", "illega*", "uitgezet", "uitzetting*",
        "vreemdelingendienst*",
    ),
    "en": (
        "trafficking", "trafficked", "traffickers", "trafficker", "exploit*", "police*", "cop", "cops",
        "detective*", "victim*", "prostitut*", "sex*", "escort*", "forced", "coerc*", "pimp*", "rescu*",
        "abus*", "rape*", "brothel*", "whore*", "hooker*", "underage*", "slave*", "crime*", "criminal*",
        "prison*", "jail*", "illegal*", "deport*", "immigration*", "prosecut*",
    ),
    "de": (
        "menschenhand*", "ausbeut*", "ausgebeutet*", "polizei*", "opfer*", "zwang*", "gezwungen*",
        "prostitu*", "zuhälter*", "missbrauch*", "vergewaltig*", "bordell*", "hure*", "nutte*",
        "minderjährig*", "kriminal*", "kriminell*", "gefängnis*", "strafanzeige*", "staatsanwalt*",
        "abschieb*", "sklav*", "ausländerbehörde*",
    ),
    "fr": (
        "traite", "trafic*", "proxén*", "exploit*", "policier*", "gendarm*", "victime*", "sexe*", "sexuel*",
        "forcée", "forcées", "contrainte*", "viol", "violée", "bordel*", "pute", "putes", "mineure*",
        "plainte*", "clandestin*", "expuls*", "esclav*", "maquereau*",
    ),
    "es": (
        "trata", "tratante*", "tráfico", "explota*", "policía*", "policial*", "guardia civil", "víctima*",
        "sexo*", "sexual*", "forzad*", "obligad*", "proxeneta*", "chulo*", "rescat*", "violación",
        "violada*", "burdel*", "puta*", "menor de edad", "delito*", "delincuent*", "cárcel*", "denuncia*",
        "ilegal*", "inmigración",
    ),
    "pl": (
        "handel ludźmi", "handlu ludźmi", "handlem ludźmi", "wyzysk*", "policj*", "ofiar*", "prostytu*",
        "eskort*", "zmusz*", "przymus*", "alfons*", "sutener*", "naduży*", "gwałt*", "zgwałc*", "burdel*",
        "kurw*", "nieletni*", "niepełnoletni*", "przestęp*", "więzien*", "nielegal*", "niewoln*",
        "prokurat*",
    ),
    "ro": (
        "exploata*", "poliția", "poliție", "poliției", "polițist*", "forțat*", "constrâns*", "proxene*",
        "abuz*", "violat*", "violul", "curvă", "curve", "minoră", "minore", "minori", "infracți*",
        "închisoare*", "închisori*", "sclav*", "procuror*", "jandarm*",
    ),
    "hu": (
        "emberkeresked*", "kizsákmányol*", "rendőr*", "áldozat*", "prosti*", "szex*", "kényszer*", "strici*",
        "bántalmaz*", "erőszak*", "bordély*", "kurva*", "kurvák", "kiskorú*", "bűncsel*", "bűnöz*",
        "börtön*", "illegál*", "kitoloncol*", "rabszolg*", "ügyész*",
    ),
    "bg": (
        "трафик*", "експлоат*", "полици*", "жертв*", "проститу*", "секс*", "ескорт*", "принуд*", "принужд*",
        "насил*", "сводни*", "изнасил*", "бордей", "бардак", "курв*", "непълнолет*", "малолет*", "престъп*",
        "затвор", "затвора", "нелегал*", "депорт*", "робств*", "робин*", "прокур*", "trafik*", "politsi*",
        "policiya*", "zhertv*", "prinud*", "nasil*",
    ),
    "it": (
        "tratta", "sfrutta*", "polizi*", "carabinier*", "vittim*", "sesso", "sessual*", "costrett*",
        "forzat*", "pappone*", "stupr*", "bordell*", "puttan*", "minorenn*", "reato", "reati", "carcere*",
        "clandestin*", "espuls*", "schiav*", "denuncia*",
    ),
    "pt": (
        "tráfico", "exploraç*", "explorad*", "polícia*", "policial*", "vítima*", "forçad*", "coag*",
        "cafet*", "resgat*", "violação", "estupr*", "menor de idade", "prisão", "denúncia*", "escrav*",
    ),
}  # fmt: skip

MONEY: dict[str, tuple[str, ...]] = {
    "nl": (
        "geld*", "euro", "euro's", "betaal*", "betalen", "betaling*", "vergoeding*", "schuld*", "loon",
        "salaris*", "beloning*", "cadeau*",
    ),
    "en": (
        "money", "cash", "euro", "euros", "pay", "pays", "paid", "payment*", "salary", "wages", "debt*",
        "reward*", "dollar*", "pounds",
    ),
    "de": (
        "geld*", "euro", "bezahl*", "zahlen", "zahlung*", "lohn*", "gehalt*", "schulden*", "belohn*",
    ),
    "fr": (
        "argent", "euro", "euros", "payer", "payé", "payée", "paiement*", "salaire*", "dette*",
        "récompense*",
    ),
    "es": (
        "dinero*", "euro", "euros", "pagar*", "pagamos", "pago", "pagos", "salario*", "sueldo*", "deuda*",
        "recompensa*", "plata",
    ),
    "pl": (
        "pieniąd*", "pieniędz*", "euro", "złotych", "zapłac*", "zapłat*", "płacić", "płacimy", "wypłat*",
        "dług", "długów", "zadłuż*", "nagrod*", "pensj*",
    ),
    "ro": (
        "bani", "banii", "banilor", "euro", "plată", "plătim", "plătesc", "plătit*", "salari*", "datorie",
        "datorii", "datoria", "recompens*",
    ),
    "hu": (
        "pénz*", "euró", "eurót", "fizet*", "bért", "bérek", "adósság*", "tartozás*", "jutalom*", "jutalm*",
    ),
    "bg": (
        "пари", "парите", "евро", "лева", "плащ*", "плати", "платим", "платя", "заплата*", "заплати", "дълг",
        "дългове*", "награда*", "награди", "pari",
    ),
    "it": (
        "denaro", "soldi", "euro", "pagare", "paghiamo", "pagato", "pagamento*", "stipendio", "debito",
        "debiti", "ricompensa*",
    ),
    "pt": (
        "dinheiro*", "euro", "euros", "pagar", "pagamos", "pago", "pagamento*", "salário*", "dívida*",
        "recompensa*",
    ),
}  # fmt: skip

PROMISE: dict[str, tuple[str, ...]] = {
    "nl": (
        "beloof*", "beloven", "belofte*", "garand*", "garantie*", "gegarandeerd*", "redden", "bevrijd*",
        "nieuw leven", "beter leven", "verblijfsvergunning*", "visum*", "paspoort*", "papieren", "baan",
        "woning",
    ),
    "en": (
        "promis*", "guarantee*", "save you", "free you", "set you free", "new life", "better life", "visa*",
        "passport*", "residence permit*", "papers", "new job", "a job",
    ),
    "de": (
        "versprech*", "versprochen", "garant*", "retten", "befrei*", "neues leben", "besseres leben",
        "visum", "reisepass*", "aufenthalt*", "arbeitserlaubnis*", "papiere",
    ),
    "fr": (
        "promet*", "promess*", "promis", "garanti*", "sauver", "libérer", "nouvelle vie", "meilleure vie",
        "vie meilleure", "visa*", "passeport*", "titre de séjour", "papiers",
    ),
    "es": (
        "promet*", "promes*", "garanti*", "salvar*", "liberar*", "nueva vida", "vida nueva", "vida mejor",
        "mejor vida", "visa", "visado*", "pasaporte*", "papeles", "permiso de residencia",
    ),
    "pl": (
        "obiec*", "gwarant*", "uratuj*", "uratow*", "uwolni*", "nowe życie", "lepsze życie", "wiza", "wizę",
        "wizy", "paszport*", "karta pobytu", "kartę pobytu",
    ),
    "ro": (
        "promit*", "promis*", "garant*", "salva*", "salvăm", "eliber*", "viață nouă", "viață mai bună",
        "viza", "viză", "pașaport*", "permis de ședere", "acte de ședere",
    ),
    "hu": (
        "ígér*", "garant*", "megment*", "kiszabad*", "megszabad*", "új élet*", "jobb élet*", "vízum*",
        "útlevél*", "útlevel*", "tartózkodási*",
    ),
    "bg": (
        "обещ*", "гарант*", "спасим", "спася", "спасяв*", "спасен*", "освобод*", "нов живот",
        "по-добър живот", "виза", "визи", "паспорт*", "разрешение за пребиваване", "obeshta*",
    ),
    "it": (
        "promett*", "promess*", "garant*", "salvarti", "salvarla", "salvare", "liberar*", "nuova vita",
        "vita migliore", "permesso di soggiorno", "passaport*",
    ),
    "pt": (
        "promet*", "promess*", "garant*", "salvar*", "libertar*", "nova vida", "vida nova", "vida melhor",
        "passaporte*", "autorização de residência",
    ),
}  # fmt: skip

THREAT: dict[str, tuple[str, ...]] = {
    "nl": (
        "laatste kans", "of anders", "zo niet", "gevolgen", "waarschuw*", "u moet", "je moet", "moet u",
        "moet je", "verplicht*", "boete*", "straf*", "wij weten", "we weten", "dreig*", "bedreig*",
        "gevaar*", "in de gaten",
    ),
    "en": (
        "last chance", "or else", "consequences", "warn*", "you must", "you have to", "obliged", "penalt*",
        "punish*", "we know", "threat*", "danger*", "watching you", "if you don't",
    ),
    "de": (
        "letzte chance", "sonst", "konsequenz*", "warnung*", "warnen", "sie müssen", "müssen sie",
        "du musst", "musst du", "verpflichtet", "bußgeld*", "strafe*", "wir wissen", "droh*", "bedroh*",
        "gefahr*", "gefähr*",
    ),
    "fr": (
        "dernière chance", "sinon", "conséquence*", "avertiss*", "vous devez", "tu dois", "obligée*",
        "obligatoire*", "amende*", "puni*", "nous savons", "on sait", "menac*", "danger*",
    ),
    "es": (
        "última oportunidad", "de lo contrario", "consecuencia*", "advertencia*", "tiene que", "tienes que",
        "debes", "debe", "obligatori*", "multa*", "castig*", "sabemos", "amenaz*", "peligr*",
    ),
    "pl": (
        "ostatnia szansa", "w przeciwnym razie", "inaczej", "konsekwencj*", "ostrzeg*", "ostrzeż*", "musisz",
        "musi pani", "musi pan", "obowiązk*", "grzywn*", "karę", "kary", "ukar*", "wiemy", "grozi*",
        "zagroż*", "niebezpiecz*",
    ),
    "ro": (
        "ultima șansă", "altfel", "consecinț*", "avertis*", "avertiz*", "trebuie să", "obligat*", "amendă*",
        "amenzi", "pedeaps*", "pedeps*", "știm", "amenin*", "pericol*", "pericul*",
    ),
    "hu": (
        "utolsó esély*", "különben", "következmény*", "figyelmeztet*", "köteles*", "muszáj", "kell önnek",
        "bírság*", "büntet*", "tudjuk", "fenyeget*", "veszély*",
    ),
    "bg": (
        "последен шанс", "последна възможност", "в противен случай", "иначе", "последиц*", "последстви*",
        "предупре*", "трябва да", "задълж*", "глоба", "глоби", "наказа*", "знаем", "заплах*", "заплаш*",
        "опасн*", "tryabva da",
    ),
    "it": (
        "ultima possibilità", "ultima occasione", "altrimenti", "conseguenz*", "avvertiment*", "devi",
        "deve", "obbligat*", "obbligo", "multa*", "puni*", "sappiamo", "minacc*", "pericol*",
    ),
    "pt": (
        "última oportunidade", "última chance", "caso contrário", "consequênci*", "último aviso", "tem de",
        "tem que", "obrigatóri*", "multa*", "castig*", "sabemos", "ameaç*", "perig*",
    ),
}  # fmt: skip

ADVERT: dict[str, tuple[str, ...]] = {
    "nl": (
        "advertentie*", "profiel*", "je ad", "uw ad", "website waar", "foto's van",
    ),
    "en": (
        "advert*", "ads", "your ad", "the ad", "profile*", "listing*",
    ),
    "de": (
        "anzeige*", "inserat*", "annonce*", "profil*",
    ),
    "fr": (
        "annonce*", "profil*",
    ),
    "es": (
        "anunci*", "perfil*",
    ),
    "pl": (
        "ogłosze*", "profil*", "anons*",
    ),
    "ro": (
        "anunț*", "profil*",
    ),
    "hu": (
        "hirdet*", "profil*",
    ),
    "bg": (
        "обява*", "обяви*", "профил*", "obyav*",
    ),
    "it": (
        "annunci*", "inserzion*", "profil*",
    ),
    "pt": (
        "anúnci*", "anunci*", "perfil*",
    ),
}  # fmt: skip

INNOCENT: tuple[str, ...] = (
    "je moet niets", "u moet niets", "moet u niets", "moet je niets", "niets is verplicht", "niet verplicht",
    "nergens toe verplicht", "you are not obliged", "no need to pay", "sie müssen nicht", "müssen sie nicht",
    "du musst nicht", "musst du nicht", "nicht verpflichtet", "pas obligatoire", "pas obligée",
    "no está obligada", "no es obligatorio", "no tiene que", "no tienes que", "nie musisz", "nie musi pani",
    "nie musi pan", "nu trebuie să", "nu sunteți obligată", "nem muszáj", "nem köteles", "не трябва да",
    "не е задължително", "non deve", "non devi", "não tem de", "não tem que", "não é obrigatório",
)  # fmt: skip
"""Said to set somebody at ease, they only look like a threat or a duty."""

HARMFUL = {
    "forbidden_word": FORBIDDEN,
    "money": MONEY,
    "promise": PROMISE,
    "threat": THREAT,
    "advert": ADVERT,
}
"""Each list under its code of `TextFault`."""
