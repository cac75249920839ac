from wijk.models.gebeurtenis import Gebeurtenis
from wijk.models.gebruiker import Bevoegdheid, Gebruiker
from wijk.models.kader import Capaciteit, Randvoorwaarde, RandvoorwaardeVersie, Thema, Urenregel
from wijk.models.mailbericht import Mailbericht
from wijk.models.partij import Contactpersoon, Draagvlak, DraagvlakConclusie, Partij, Rol
from wijk.models.teller import Teller
from wijk.models.volger import Bezorging, Gevolgd, Ritme, Volger
from wijk.models.wijk import Kerncijfer, Leeftijd, Wijk

__all__ = [
    "Bevoegdheid",
    "Bezorging",
    "Capaciteit",
    "Contactpersoon",
    "Draagvlak",
    "DraagvlakConclusie",
    "Gebeurtenis",
    "Gebruiker",
    "Gevolgd",
    "Kerncijfer",
    "Leeftijd",
    "Mailbericht",
    "Partij",
    "Randvoorwaarde",
    "RandvoorwaardeVersie",
    "Ritme",
    "Rol",
    "Teller",
    "Thema",
    "Urenregel",
    "Volger",
    "Wijk",
]
