"""What steps 3, 4 and 5 of the note still lack."""

from django.urls import reverse
from django.utils import timezone

from participatie.models import Idee, Project, Wijkwandeling
from wijk.stappen import Gebrek, controle


def _naar(wijk, adres: str) -> str:
    return reverse(f"werkplek:{adres}", args=[wijk.slug])


@controle(3)
def wandeling(wijk):
    S = Wijkwandeling.Status
    standen = set(wijk.wandelingen.values_list("status", flat=True))
    if not standen & {S.AANGEKONDIGD, S.GELOPEN, S.VERWERKT}:
        yield Gebrek("Er is nog geen wijkwandeling aangekondigd.", _naar(wijk, "wandelingen"), "wandelingen_beheren")
    elif not standen & {S.GELOPEN, S.VERWERKT}:
        yield Gebrek("De wijkwandeling moet nog gelopen worden.", _naar(wijk, "wandelingen"), "wandelingen_beheren")
    niet = list(wijk.partijen.openbaar().uit_te_nodigen().exclude(uitnodigingen__datum__isnull=False)[:20])
    if niet:
        yield Gebrek(
            f"Nog niet uitgenodigd voor een wandeling: {', '.join(partij.naam for partij in niet)}.",
            _naar(wijk, "wandelingen"),
            "wandelingen_beheren",
        )


@controle(4)
def op_een_rij(wijk):
    if (
        wijk.wandelingen.filter(status=Wijkwandeling.Status.GELOPEN).exists()
        or not wijk.wandelingen.filter(status=Wijkwandeling.Status.VERWERKT).exists()
    ):
        yield Gebrek("Nog niet alles van de wandelingen staat op de lijst.", _naar(wijk, "wandelingen"), "wandelingen_beheren")
    if wijk.ideeen.te_laat(timezone.localdate()).exists():
        yield Gebrek("Er zijn ideeën die te lang op antwoord wachten.", _naar(wijk, "toetsen") + "?termijn=te_laat", "toetsen")
    elif not wijk.ideeen.exists():
        yield Gebrek("Er zijn nog geen ideeën.", _naar(wijk, "toetsen"), "toetsen")
    if not wijk.overleggen.filter(status="gehouden").exists():
        yield Gebrek("Er is nog geen overleg gehouden over het vervolg.", _naar(wijk, "overleg"), "overleggen")
    if wijk.ideeen.filter(status__in=[Idee.Status.PAST, Idee.Status.PAST_DEELS]).exists():
        yield Gebrek("Over een deel van de ideeën die kunnen, is nog niet besloten.", _naar(wijk, "overleg"), "overleggen")


@controle(5)
def uitvoeren(wijk):
    standen = set(wijk.projecten.values_list("status", flat=True))
    if not standen:
        yield Gebrek("Er zijn nog geen projecten.", _naar(wijk, "projecten"), "projecten_beheren")
    elif standen & {Project.Status.VOORBEREIDING, Project.Status.BESLUIT, Project.Status.UITVOERING}:
        yield Gebrek("Er zijn projecten die nog lopen.", _naar(wijk, "projecten"), "projecten_beheren")
    elif not standen & {Project.Status.AFGEROND, Project.Status.GEEVALUEERD}:
        yield Gebrek("Alle projecten zijn gestopt. Er is nog geen project klaar.", _naar(wijk, "projecten"), "projecten_beheren")
    elif wijk.ideeen.filter(status__in=[Idee.Status.PAST, Idee.Status.PAST_DEELS]).exists():
        yield Gebrek("Uit ideeën die kunnen en nog wachten op een besluit, kan nog een project komen.", _naar(wijk, "overleg"), "overleggen")
