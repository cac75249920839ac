"""Who hears that a walk changed or does not go ahead: by mail where there is an address, else they stand on the list of who is still to be told."""

from dataclasses import dataclass

from django.db import transaction

from participatie.models import Aanmelding, Uitnodiging, Wijkwandeling
from participatie.models.wandeling import UitnodigingQuerySet
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import lijst, stuks

T = Aanmelding.TeVertellen


@dataclass(frozen=True)
class Hoort:
    """How many addresses are mailed, of who signed up and of who was invited; how many registrations have none; and which invitations no mail
    of ours can put right."""

    aangemeld: int
    genodigd: int
    bellen: int
    uitnodigingen: list[str]

    @property
    def gemaild(self) -> str:
        wie = [stuks(self.aangemeld, "aangemeld adres", "aangemelde adressen")] if self.aangemeld else []
        wie += [stuks(self.genodigd, "uitgenodigd adres", "uitgenodigde adressen")] if self.genodigd else []
        return lijst(wie)

    @property
    def zelf(self) -> str:
        """What is left to do for an official, in sentences."""
        zonder, wie = stuks(self.bellen, "aanmelding heeft", "aanmeldingen hebben"), "die persoon" if self.bellen == 1 else "die mensen"
        bel = f"{zonder} geen e-mailadres: bel {wie} zelf." if self.bellen else ""
        oud = f"Klopt niet meer: {lijst(self.uitnodigingen)}. Vertel het die groepen ook." if self.uitnodigingen else ""
        return f"{bel} {oud}".strip()


def wie_het_hoort(wandeling: Wijkwandeling) -> Hoort:
    """Of a walk that is announced and still to come; nobody hears of another."""
    if not wandeling.kan_aanmelden:
        return Hoort(0, 0, 0, [])
    aangemeld = wandeling.aanmeldingen.geldig()
    return Hoort(
        len(_adressen(wandeling)),
        len(_genodigd(wandeling)),
        aangemeld.filter(email="").count(),
        per_kanaal(wandeling.uitnodigingen.niet_alleen_gemaild()),
    )


def per_kanaal(uitnodigingen: UitnodigingQuerySet) -> list[str]:
    """`flyer (Bewoners, 1080 bereikt)`; of more groups by one channel how many."""
    kanalen: dict[str, list[Uitnodiging]] = {}
    for een in uitnodigingen.select_related("partij"):
        kanalen.setdefault(een.kanaal, []).append(een)
    uit = []
    for kanaal, samen in kanalen.items():
        wie = samen[0].partij.naam if len(samen) == 1 else f"{len(samen)} groepen"
        bereikt = sum(een.bereikt or 0 for een in samen)
        uit.append(f"{kanaal} ({wie}{f', {bereikt} bereikt' if bereikt else ''})")
    return uit


def _adressen(wandeling: Wijkwandeling) -> list[str]:
    """Of who signed up. Two people can have done so with one address."""
    return sorted({email.lower() for email in wandeling.aanmeldingen.geldig().exclude(email="").values_list("email", flat=True)})


def _genodigd(wandeling: Wijkwandeling) -> list[str]:
    """Who was mailed an invitation and did not sign up."""
    al = set(_adressen(wandeling))
    return [email for email in wandeling.uitgenodigd.order_by("pk").values_list("email", flat=True) if email.lower() not in al]


def vertel_verplaatst(wandeling: Wijkwandeling) -> list[str]:
    """Mail who signed up and who was invited that it is at another time or place; gives the addresses."""
    if wandeling.is_begonnen:
        return []
    aangemeld, genodigd = list(wandeling.aanmeldingen.geldig().exclude(email="")), _genodigd(wandeling)
    for adres, aanmelding in [*((een.email, een) for een in aangemeld), *((adres, None) for adres in genodigd)]:
        gegevens = {"aanmelding": aanmelding, "wandeling": wandeling, "wijk": wandeling.wijk}
        schrijf(adres, "De wijkwandeling is veranderd", "participatie/post/wandeling_verplaatst.txt", **gegevens)
    wandeling.aanmeldingen.geldig().update(herinnerd_op=None)  # what they were reminded of is no longer so
    _zet_te_vertellen(wandeling, T.VERANDERD)
    return [*(een.email for een in aangemeld), *genodigd]


def vertel_afgelast(wandeling: Wijkwandeling) -> list[str]:
    """Mail who signed up and who was invited that it does not go ahead, each address once; gives the addresses."""
    adressen, genodigd = _adressen(wandeling), _genodigd(wandeling)
    for adres in [*adressen, *genodigd]:
        gegevens = {"wandeling": wandeling, "wijk": wandeling.wijk, "genodigd": adres in genodigd}
        schrijf(adres, "De wijkwandeling gaat niet door", "participatie/post/wandeling_afgelast.txt", **gegevens)
    _zet_te_vertellen(wandeling, T.AFGELAST)
    return [*adressen, *genodigd]


def _zet_te_vertellen(wandeling: Wijkwandeling, wat: str) -> None:
    wandeling.aanmeldingen.geldig().filter(email="").update(te_vertellen=wat)
    oud = list(wandeling.uitnodigingen.niet_alleen_gemaild().values_list("pk", flat=True))
    wandeling.uitnodigingen.filter(pk__in=oud).update(klopt_niet_meer=True)


def laat_wachtenden_toe(wandeling: Wijkwandeling) -> None:
    """Give who waits a place, in the order in which they came, as far as there are places. The row of the walk is held."""
    vrij = None if wandeling.plaatsen is None else wandeling.plaatsen - wandeling.aanmeldingen.met_plaats().mensen()
    for wacht in wandeling.aanmeldingen.wachtend():
        if vrij is not None and wacht.aantal > vrij:
            break
        wacht.wachtlijst = False
        wacht.te_vertellen = "" if wacht.email else wacht.te_vertellen or T.PLAATS
        Aanmelding.objects.filter(pk=wacht.pk).update(wachtlijst=False, te_vertellen=wacht.te_vertellen)
        vrij = None if vrij is None else vrij - wacht.aantal
        if wacht.email:
            gegevens = {"aanmelding": wacht, "wandeling": wandeling, "wijk": wandeling.wijk}
            schrijf(wacht.email, "Er is plaats voor u bij de wijkwandeling", "participatie/post/aangemeld.txt", **gegevens)


@transaction.atomic
def noteer_verteld(aanmelding: Aanmelding, *, door) -> None:
    """Somebody without an e-mail address was told: by telephone, with a note, at the door."""
    wandeling = aanmelding.wandeling
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    if not Aanmelding.objects.filter(pk=aanmelding.pk).exclude(te_vertellen="").update(te_vertellen=""):
        raise Geweigerd("Dit was al genoteerd.")
    wat = T(aanmelding.te_vertellen).label
    meld("aanmelding.verteld", wandeling, f"Iemand zonder e-mailadres weet het: {wat}.", wijk=wandeling.wijk, door=door, aanmelding=aanmelding.pk)
