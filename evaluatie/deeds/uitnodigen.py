"""Deeds by which people are asked: by mail, on paper, or by name of what they did."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluatie import betrokkenen
from evaluatie.models import Evaluatie, Genodigde, Kant
from participatie.codes import nieuwe_code
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import stuks

S = Evaluatie.Status


@transaction.atomic
def nodig_uit(evaluatie: Evaluatie, kant: str, adressen: Iterable[str], brieven: int = 0, *, door) -> list[Genodigde]:
    """Ask people of one side: by e-mail address, or by a number of forms to print for who has none. Who was asked already is not asked again."""
    vereis(door, "evalueren", evaluatie.wijk)
    _kan_nog(evaluatie)
    genodigden = zet_op_de_lijst(evaluatie, kant, adressen, brieven)
    return _gevraagd(evaluatie, genodigden, door=door, kant=kant)


@transaction.atomic
def nodig_betrokkenen_uit(evaluatie: Evaluatie, *, door) -> list[Genodigde]:
    """Ask everyone who was involved: in the project, or in all that happened in the wijk."""
    vereis(door, "evalueren", evaluatie.wijk)
    _kan_nog(evaluatie)
    wie = betrokken_bij(evaluatie)
    genodigden = [een for kant in Kant for een in zet_op_de_lijst(evaluatie, kant, [adres for adres, van in wie.items() if van == kant])]
    if not genodigden:
        raise Geweigerd("Iedereen van wie we het adres weten, is al gevraagd.")
    return _gevraagd(evaluatie, genodigden, door=door)


def betrokken_bij(evaluatie: Evaluatie) -> dict[str, Kant]:
    """Who was involved and has not been asked yet, by address."""
    wie = betrokkenen.van_project(evaluatie.project) if evaluatie.project_id else betrokkenen.van_wijk(evaluatie.wijk)
    al = {adres.lower() for adres in evaluatie.genodigden.exclude(email="").values_list("email", flat=True)}
    return {adres: kant for adres, kant in wie.items() if adres not in al}


def _kan_nog(evaluatie: Evaluatie) -> None:
    if evaluatie.status == S.VASTGESTELD:
        raise Geweigerd("Deze evaluatie is vastgesteld. U kunt niemand meer uitnodigen.")


def _gevraagd(evaluatie: Evaluatie, genodigden: list[Genodigde], *, door, **gegevens) -> list[Genodigde]:
    if evaluatie.status == S.OPEN:
        verstuur(evaluatie)
    tekst = f"Voor een evaluatie vragen we {stuks(len(genodigden), 'persoon', 'personen')} om te antwoorden."
    meld("evaluatie.uitgenodigd", evaluatie, tekst, wijk=evaluatie.wijk, door=door, aantal=len(genodigden), **gegevens)
    return genodigden


def zet_op_de_lijst(evaluatie: Evaluatie, kant: str, adressen: Iterable[str], brieven: int = 0) -> list[Genodigde]:
    """New genodigden of one side, within a deed; an address that is on the list stays as it is."""
    al = {adres.lower() for adres in evaluatie.genodigden.exclude(email="").values_list("email", flat=True)}
    nieuw = [adres for adres in dict.fromkeys(adres.strip().lower() for adres in adressen) if adres and adres not in al]
    begin = evaluatie.genodigden.filter(weg=Genodigde.Weg.PAPIER, kant=kant).count()
    rijen = [Genodigde(evaluatie=evaluatie, kant=kant, email=adres) for adres in nieuw]
    rijen += [
        Genodigde(evaluatie=evaluatie, kant=kant, weg=Genodigde.Weg.PAPIER, papiercode=nieuwe_code(), kenmerk=f"formulier {begin + n}")
        for n in range(1, brieven + 1)
    ]
    try:
        with transaction.atomic():
            return Genodigde.objects.bulk_create(rijen)
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders nodigde op hetzelfde moment dezelfde mensen uit. Bekijk de lijst.") from fout


def herinner(evaluatie: Evaluatie) -> list[str]:
    """Mail who was asked by mail before and did not answer that it can be done again, in this transaction. Gives the addresses."""
    genodigden = list(evaluatie.genodigden.nog_te_herinneren().select_for_update())
    for genodigde in genodigden:
        schrijf(
            genodigde.email,
            f"Antwoorden kan weer: {evaluatie.titel}",
            "evaluatie/post/weer_open.txt",
            evaluatie=evaluatie,
            genodigde=genodigde,
            wijk=evaluatie.wijk,
        )
    return [genodigde.email for genodigde in genodigden]


def wie_krijgt_mail(evaluatie: Evaluatie) -> tuple[dict[str, str], dict[str, str]]:
    """Who gets a mail when it opens, by address with their side: for the first time, and once more because they did not answer."""
    nieuw = evaluatie.genodigden.nog_niet_gevraagd().gevraagd().exclude(email="")
    weer = evaluatie.genodigden.nog_te_herinneren()
    return dict(nieuw.values_list("email", "kant")), dict(weer.values_list("email", "kant"))


def verstuur(evaluatie: Evaluatie) -> list[str]:
    """Mail everyone who was not mailed yet, in this transaction: once each. Gives the addresses."""
    wachten = evaluatie.genodigden.nog_niet_gevraagd().gevraagd()
    genodigden = list(wachten.exclude(email="").select_for_update())
    for genodigde in genodigden:
        schrijf(
            genodigde.email,
            f"Uw mening: {evaluatie.titel}",
            "evaluatie/post/uitnodiging.txt",
            evaluatie=evaluatie,
            genodigde=genodigde,
            wijk=evaluatie.wijk,
        )
    wachten.update(verstuurd_op=timezone.now())
    return [genodigde.email for genodigde in genodigden]
