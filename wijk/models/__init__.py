from wijk.models.gebeurtenis import Gebeurtenis
from wijk.models.gebruiker import Bevoegdheid, Gebruiker
from wijk.models.kader import Capaciteit, Randvoorwaarde, RandvoorwaardeVersie, Thema, Urenregel
from wijk.models.partij import Contactpersoon, Draagvlak, DraagvlakConclusie, Partij, Rol
from wijk.models.teller import Teller
from wijk.models.wijk import Kerncijfer, Wijk

__all__ = [
    "Bevoegdheid",
    "Capaciteit",
    "Contactpersoon",
    "Draagvlak",
    "DraagvlakConclusie",
    "Gebeurtenis",
    "Gebruiker",
    "Kerncijfer",
    "Partij",
    "Randvoorwaarde",
    "RandvoorwaardeVersie",
    "Rol",
    "Teller",
    "Thema",
    "Urenregel",
    "Wijk",
]
