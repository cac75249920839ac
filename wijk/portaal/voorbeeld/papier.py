"""The end of the invented year: paper forms, a letter that waits, and reactions. Labelled as example."""

import uuid

from participatie.deeds.papier import bewaar_postadres, maak_formulieren
from participatie.deeds.reacties import meld_reactie, modereer, reageer

ADRES = {"straat": "Voorbeeldstraat 1", "postcode": "1234 AB", "woonplaats": "Voorbeeldstad"}


def laad_papier(wijk, mensen, dan) -> None:
    wie, bewoner = mensen["ambtenaar"], mensen["bewoner"]
    bankje = wijk.ideeen.get(titel="Een bankje met leuning bij het water")
    speelplek = wijk.ideeen.get(titel="Een natuurlijke speelplek naast de speeltuin")
    with dan(4):
        maak_formulieren(wijk, 20, door=wie)
        bewaar_postadres(bankje, ADRES, door=wie)
        modereer(reageer(speelplek, "Graag ook schaduw (voorbeeld).", uuid.uuid4(), door=bewoner), True, door=wie)
        geweigerd = reageer(speelplek, "Mijn buurman maakt daar altijd rommel (voorbeeld).", uuid.uuid4(), door=bewoner)
        modereer(geweigerd, False, "Dit gaat over een persoon (voorbeeld).", door=wie)
        gemeld = modereer(reageer(speelplek, "Wie bedenkt zoiets (voorbeeld)?", uuid.uuid4(), door=bewoner), True, door=wie)
    with dan(3):
        meld_reactie(gemeld, "Dit is niet vriendelijk (voorbeeld).", door=None)
        reageer(bankje, "Ik help graag met het neerzetten (voorbeeld).", uuid.uuid4(), door=bewoner)
