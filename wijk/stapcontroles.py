"""What steps 1 and 2 of the note still lack, as far as the frame can tell."""

from django.urls import reverse

from wijk.models import Partij, Randvoorwaarde, Rol
from wijk.stappen import Gebrek, controle


@controle(1)
def kader(wijk):
    naar = lambda adres, *args: reverse(f"werkplek:{adres}", args=[wijk.slug, *args])  # noqa: E731
    if wijk.startdatum is None:
        yield Gebrek("De startdatum van het proces is nog niet bekend.", naar("wijk_wijzigen"), "kader_wijzigen")
    soorten = set(wijk.randvoorwaarden.in_basisset().geldig().values_list("soort", flat=True))
    for soort, tekst in (
        (Randvoorwaarde.Soort.INHOUDELIJK, "Er is nog niet vastgelegd wat inhoudelijk wel en niet kan."),
        (Randvoorwaarde.Soort.PROCESMATIG, "Er is nog niet vastgelegd hoe we werken."),
    ):
        if soort not in soorten:
            yield Gebrek(tekst, naar("kader_nieuw", "randvoorwaarden"), "kader_wijzigen")
    rollen = set(wijk.rollen.in_proces().values_list("soort", flat=True))
    for soort, tekst in (
        (Rol.Soort.BESLUIT, "Er is nog niet vastgelegd wie beslist."),
        (Rol.Soort.MEEDOEN, "Er is nog niet vastgelegd wie meedoet."),
    ):
        if soort not in rollen:
            yield Gebrek(tekst, naar("kader_nieuw", "rollen"), "kader_wijzigen")
    if not wijk.capaciteit.exists():
        yield Gebrek("Er zijn nog geen uren van ambtenaren gepland.", naar("kader_nieuw", "capaciteit"), "kader_wijzigen")
    conclusie = wijk.draagvlakconclusies.first()
    if conclusie is None:
        yield Gebrek("Er is nog geen conclusie over het draagvlak.", naar("kader_nieuw", "conclusies"), "kader_wijzigen")
    elif conclusie.uitkomst == conclusie.Uitkomst.NIET:
        yield Gebrek("Er is niet genoeg draagvlak om met deze wijk door te gaan.", naar("kader") + "#conclusies", "kader_wijzigen")


@controle(2)
def organisaties(wijk):
    onmisbaar = list(wijk.partijen.openbaar().onmisbaar())
    if all(partij.doet_vanzelf_mee for partij in onmisbaar):
        yield Gebrek(
            "Er is nog niet vastgelegd welke organisaties onmisbaar zijn.",
            reverse("werkplek:kader_nieuw", args=[wijk.slug, "partijen"]),
            "kader_wijzigen",
        )
    for partij in onmisbaar:
        pad = reverse("werkplek:kader_wijzig", args=[wijk.slug, "partijen", partij.pk])
        if partij.reactie == Partij.Reactie.NIET_BENADERD:
            yield Gebrek(f"{partij.naam} is nog niet benaderd.", pad, "kader_wijzigen")
        elif partij.reactie == Partij.Reactie.WACHT:
            yield Gebrek(f"{partij.naam} heeft nog niet geantwoord.", pad, "kader_wijzigen")
        elif partij.reactie == Partij.Reactie.NEE:
            yield Gebrek(f"{partij.naam} doet niet mee, maar is onmisbaar.", pad, "kader_wijzigen")
