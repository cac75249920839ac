import pytest
from django.utils import timezone

from evaluatie import deeds
from evaluatie.deeds import volgende
from evaluatie.models import Criterium, Evaluatie, Kandidaatwijk, Kant, Leerpunt, Programmaversie
from participatie.models import Project

RAAR = 'Rare "tekst" #pagebreak() *vet* $x$ <b>&amp;</b> \\ é €'


@pytest.fixture
def lopend(wijk, ambtenaar) -> Evaluatie:
    """An evaluation of the process that runs: two asked of each side, by mail."""
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Terug op het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
    for kant in Kant:
        deeds.nodig_uit(evaluatie, kant, [f"{kant}{n}@voorbeeld.nl" for n in (1, 2)], door=ambtenaar)
    return deeds.open_evaluatie(evaluatie, door=ambtenaar)


@pytest.fixture
def vul(lopend, ambtenaar):
    """`vul("bewoners", 4, 5, 3)`: so many of this side (`""`: who comes by) answer the first question of all with these figures."""
    vraag = lopend.vragen.filter(kant="", soort="cijfer").first()

    def doe(kant: str, *cijfers: int):
        for cijfer in cijfers:
            if kant:
                [genodigde] = deeds.nodig_uit(lopend, kant, [], 1, door=ambtenaar)
                deeds.vul_in(genodigde, {vraag: cijfer}, door=None)
            else:
                deeds.vul_in_zonder_uitnodiging(lopend, {vraag: cijfer}, door=None)

    return doe


@pytest.fixture
def programma(wijk, wijkcoordinator, thema):
    """A draft that can be offered, of a wijk with a bit of everything."""
    evaluatie = Evaluatie.objects.create(
        wijk=wijk, titel="Na een jaar", status="vastgesteld", samenvatting="Buren spreken elkaar.\n\nHet pad is licht."
    )
    evaluatie.vragen.create(volgorde=1, tekst="Bent u tevreden?", soort="cijfer")
    evaluatie.opbrengsten.create(kant="bewoners", bracht=RAAR, knelpunten="Weinig tijd.")
    leerpunt = Leerpunt.objects.create(wijk=wijk, soort="anders", tekst=RAAR, actie="Eerder bellen", wie="de gemeente", voor=timezone.localdate())
    leerpunt.gronden.create(evaluatie=evaluatie, cijfer="ideeen", naam="Ideeën ingebracht", waarde="120", op="2026-01-31")
    wijk.kerncijfers.create(naam="inwoners", waarde="1.795", bron="startnotitie", peildatum="2021")
    project = Project.objects.create(
        wijk=wijk, slug="bank", titel="Een bank", status="uitvoering", trekker_soort="bewoner", trekker_naam="Ans", trekker_akkoord=True
    )
    for nummer, soort in enumerate(("kans", "knelpunt", "kans"), start=1):
        wijk.ideeen.create(
            nummer=nummer, titel=f"Idee {nummer}", soort=soort, thema=thema, status="project", project=project, openbaar=True, lat=52.35, lon=4.618
        )
    velden = {"titel": "Programma & meer", "advies": "starten", "volgende_wijk": "Rivierenwijk", "advies_toelichting": RAAR}
    return deeds.schrijf_programma(wijk, velden, door=wijkcoordinator)


@pytest.fixture
def versie(programma, wijkcoordinator) -> Programmaversie:
    deeds.bied_aan(programma, door=wijkcoordinator)
    return programma.versies.get()


@pytest.fixture
def kandidaat(wijk, wijkcoordinator):
    """`kandidaat("Kust", 5, 4, 3, 2, 1, 0)`: a candidate with points in the order of the criteria (None: not scored)."""

    def maak(naam: str, *punten: int | None) -> Kandidaatwijk:
        een = volgende.bewaar_kandidaat(wijk, {"naam": naam, "inleiding": f"Over {naam}."}, door=wijkcoordinator)
        scores = {c.value: (p, f"Reden {p}." if p is not None else "") for c, p in zip(Criterium, punten, strict=True)}
        return volgende.scoor(een, scores, door=wijkcoordinator)

    return maak
