"""Deeds that change the frame of a wijk."""

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.text import slugify

from wijk import begin
from wijk.bewaren import bewaar
from wijk.dagen import moet_geweest_zijn
from wijk.deeds.themas import ga_open
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import (
    Capaciteit,
    Contactpersoon,
    Draagvlak,
    DraagvlakConclusie,
    Kerncijfer,
    Partij,
    Randvoorwaarde,
    RandvoorwaardeVersie,
    Rol,
    Thema,
    Urenregel,
    Wijk,
)
from wijk.rechten import SYSTEEM, vereis
from wijk.woorden import datum, uren


@transaction.atomic
def wijzig_wijk(wijk: Wijk, velden: dict, *, waarom_start: str = "", door) -> Wijk:
    """Change what the wijk is: name, address, introduction, boundary, start, status, term.

    Geweigerd, beside the status, when it would run (or be done) from preparation while it lacks what `wijk.begin` asks or before its own first
    day, and when it would go offline again though people read or sent something. Geweigerd, beside `waarom_start`, when another start shifts
    what hangs on it (the years that were looked back on) and no reason is given.
    """
    vereis(door, "kader_wijzigen", wijk)
    was = Wijk.objects.select_for_update().values_list("status", flat=True).get(pk=wijk.pk)
    if was != Wijk.Status.VOORBEREIDING and velden.get("slug", wijk.slug) != wijk.slug:
        raise Geweigerd("Het adres ligt vast sinds de wijk openbaar is: mensen hebben het bewaard of op papier gekregen.", "slug")
    if was != Wijk.Status.VOORBEREIDING == velden.get("status", was) and begin.is_gezien(wijk):
        raise Geweigerd(
            f"De {wijk.naam} is openbaar en kan niet terug naar “in voorbereiding”: bewoners zouden hun ideeën en het nieuws niet meer "
            "kunnen lezen. Is het werk klaar? Kies dan “afgerond”: alles blijft leesbaar.",
            "status",
        )
    with begin.blijft_compleet(wijk, "startdatum"):
        anders = bewaar(wijk, velden, stil=frozenset())
    if "startdatum" in anders and (gevolg := begin.verschuift(wijk)):
        if not waarom_start.strip():
            raise Geweigerd(f"Zeg waarom de start anders wordt. {gevolg}", "waarom_start")
        anders["waarom de start anders is"] = [None, waarom_start.strip()]
    # After it is written: the start may be given by this same deed.
    if was == Wijk.Status.VOORBEREIDING and wijk.status != was and (mist := begin.ontbreekt(wijk)):
        raise Geweigerd(
            f"De {wijk.naam} kan nog niet openbaar worden. Eerst moet dit klaar zijn: {'; '.join(gebrek.tekst for gebrek in mist)}.", "status"
        )
    opent = (was, wijk.status) == (Wijk.Status.VOORBEREIDING, Wijk.Status.LOPEND)
    if opent and wijk.startdatum > timezone.localdate():
        raise Geweigerd(
            f"Het proces start op {datum(wijk.startdatum)}. Tot die dag blijft de wijk in voorbereiding. Wilt u eerder beginnen? "
            "Zet dan bij “start van het proces” de dag van vandaag.",
            "status",
        )
    meld("wijk.gewijzigd", wijk, f"De gegevens van de {wijk.naam} zijn bijgewerkt.", wijk=wijk, door=door, anders=anders)
    if opent:
        meld("wijk.geopend", wijk, f"We zijn begonnen in de {wijk.naam}. Iedereen kan nu ideeën sturen.", wijk=wijk, door=door, openbaar=True)
    return wijk


@transaction.atomic
def bewaar_thema(wijk: Wijk, velden: dict, thema: Thema | None = None, *, door) -> Thema:
    """Add a theme or change one. One that opens by it does what waited for it; a new one that is open from the start has nothing to tell."""
    vereis(door, "kader_wijzigen", wijk)
    nieuw = thema is None
    thema = thema or Thema(wijk=wijk)
    vandaag, vanaf = timezone.localdate(), velden.get("open_vanaf", thema.open_vanaf)
    is_open = vanaf is not None and vanaf <= vandaag
    if nieuw:
        thema.geopend_op = timezone.now() if is_open else None
    else:  # as it is now: it may have opened since `thema` was read
        verteld = Thema.objects.select_for_update().values_list("geopend_op", flat=True).get(pk=thema.pk)
        thema.geopend_op = verteld if is_open else None
    with begin.blijft_compleet(wijk, "open_vanaf"):
        anders = bewaar(thema, velden, stil=frozenset())
    tekst = f"Thema toegevoegd: {thema.naam}." if nieuw else f"Thema gewijzigd: {thema.naam}."
    meld("thema.toegevoegd" if nieuw else "thema.gewijzigd", thema, tekst, wijk=wijk, door=door, anders=anders)
    if is_open and not nieuw:
        ga_open(wijk, [thema], door=door)
    return thema


@transaction.atomic
def bewaar_partij(wijk: Wijk, velden: dict, partij: Partij | None = None, *, door) -> Partij:
    """Add or change a partij, also how it was approached and what it said (step 2 of the note)."""
    vereis(door, "kader_wijzigen", wijk)
    moet_geweest_zijn(velden.get("benaderd_op"), "benaderd_op")
    if "naam" in velden and wijk.partijen.filter(naam__iexact=velden["naam"]).exclude(pk=partij and partij.pk).exists():
        raise Geweigerd("Deze partij staat er al.", "naam")
    nieuw = partij is None
    was = None if nieuw else Partij.objects.get(pk=partij.pk).reactie
    partij = partij or Partij(wijk=wijk)
    anders = bewaar(partij, velden, stil=frozenset())
    if partij.reactie != was and partij.reactie != Partij.Reactie.NIET_BENADERD:
        meld("partij.benaderd", partij, f"{partij.naam}: {partij.get_reactie_display()}.", wijk=wijk, door=door, openbaar=True, anders=anders)
    else:
        meld("partij.bewaard", partij, f"Partij bijgewerkt: {partij.naam}.", wijk=wijk, door=door, anders=anders)
    return partij


@transaction.atomic
def bewaar_contactpersoon(wijk: Wijk, velden: dict, contact: Contactpersoon | None = None, *, partij: Partij | None = None, door) -> Contactpersoon:
    vereis(door, "kader_wijzigen", wijk)
    contact = contact or Contactpersoon(partij=partij)
    anders = bewaar(contact, velden)
    meld("contactpersoon.bewaard", contact, f"Contactpersoon van {contact.partij.naam} bijgewerkt.", wijk=wijk, door=door, anders=anders)
    return contact


@transaction.atomic
def bewaar_rol(wijk: Wijk, velden: dict, rol: Rol | None = None, *, proces: bool = True, door) -> Rol:
    """A role in the whole process; a project's own roles are given by the project (`geef_rol`)."""
    vereis(door, "kader_wijzigen" if proces else "projecten_beheren", wijk)
    rol = rol or Rol(wijk=wijk, proces=proces)
    with begin.blijft_compleet(wijk, "soort"):
        anders = bewaar(rol, velden)
    meld(
        "rol.bewaard",
        rol,
        f"Rol vastgelegd: {rol.partij or 'een persoon of functie'} {rol.doet if rol.partij else rol.get_soort_display()}.",
        wijk=wijk,
        door=door,
        openbaar=proces,
        anders=anders,
    )
    return rol


@transaction.atomic
def bewaar_draagvlak(wijk: Wijk, velden: dict, draagvlak: Draagvlak | None = None, *, door) -> Draagvlak:
    vereis(door, "kader_wijzigen", wijk)
    moet_geweest_zijn(velden.get("gevraagd_op"), "gevraagd_op")
    draagvlak = draagvlak or Draagvlak(wijk=wijk)
    anders = bewaar(draagvlak, velden)
    meld(
        "draagvlak.vastgelegd",
        draagvlak,
        f"Draagvlak gevraagd: {draagvlak.partij.naam} {draagvlak.get_mate_display()}.",
        wijk=wijk,
        door=door,
        openbaar=True,
        anders=anders,
    )
    return draagvlak


@transaction.atomic
def trek_conclusie(wijk: Wijk, velden: dict, conclusie: None = None, *, door) -> DraagvlakConclusie:
    """Conclude from the support: as a whole, in part (which themes), or not. An earlier conclusion stays."""
    vereis(door, "kader_wijzigen", wijk)
    if velden["uitkomst"] == DraagvlakConclusie.Uitkomst.DEELS and not velden.get("themas"):
        raise Geweigerd("Kies met welke thema’s u wel aan de slag gaat.", "themas")
    if velden["uitkomst"] != DraagvlakConclusie.Uitkomst.DEELS and velden.get("themas"):
        raise Geweigerd("Thema’s kiezen kan alleen als u met een deel van de thema’s aan de slag gaat. Haal de vinkjes weg.", "themas")
    moet_geweest_zijn(velden.get("datum"), "datum")
    conclusie = DraagvlakConclusie(wijk=wijk, door=None if door is SYSTEEM else door)
    anders = bewaar(conclusie, velden)
    meld(
        "draagvlak.conclusie",
        conclusie,
        f"Conclusie over het draagvlak: {conclusie.get_uitkomst_display()}.",
        wijk=wijk,
        door=door,
        openbaar=True,
        anders=anders,
    )
    return conclusie


@transaction.atomic
def bewaar_capaciteit(wijk: Wijk, velden: dict, capaciteit: Capaciteit | None = None, *, door) -> Capaciteit:
    vereis(door, "uren_plannen", wijk)
    capaciteit = capaciteit or Capaciteit(wijk=wijk)
    anders = bewaar(capaciteit, velden)
    meld("uren.gepland", capaciteit, f"Uren gepland: {capaciteit}.", wijk=wijk, door=door, anders=anders)
    return capaciteit


@transaction.atomic
def schrijf_uren(wijk: Wijk, velden: dict, *, sleutel=None, door) -> Urenregel:
    """Note hours spent, by oneself; with the same `sleutel` once."""
    vereis(door, "uren_schrijven", wijk)
    if sleutel and (bestaand := Urenregel.objects.filter(sleutel=sleutel, door=door).first()):
        return bestaand
    regel = Urenregel(wijk=wijk, door=door, sleutel=sleutel)
    moet_geweest_zijn(velden["datum"], "datum")
    anders = bewaar(regel, velden)
    meld("uren.geschreven", regel, f"Uren geschreven: {uren(regel.uren)} {regel.get_werk_display()}.", wijk=wijk, door=door, anders=anders)
    return regel


@transaction.atomic
def haal_uren_weg(regel: Urenregel, *, door) -> None:
    """Take back hours that one noted by mistake; of oneself alone."""
    vereis(door, "uren_schrijven", regel.wijk)
    if regel.door_id != door.pk:
        raise Geweigerd("Dit zijn uren van een collega. Vraag die om ze weg te halen.")
    wijk, wat, was = regel.wijk, f"{uren(regel.uren)} {regel.get_werk_display()} op {datum(regel.datum)}", str(regel.uren)
    meld("uren.weggehaald", regel, f"Uren weggehaald: {wat}.", wijk=wijk, door=door, anders={"uren": [was, None]})
    regel.delete()


@transaction.atomic
def bewaar_kerncijfer(wijk: Wijk, velden: dict, cijfer: Kerncijfer | None = None, *, door) -> Kerncijfer:
    vereis(door, "kader_wijzigen", wijk)
    cijfer = cijfer or Kerncijfer(wijk=wijk)
    anders = bewaar(cijfer, velden, stil=frozenset())
    meld("kerncijfer.bewaard", cijfer, f"Kerncijfer bijgewerkt: {cijfer}.", wijk=wijk, door=door, anders=anders)
    return cijfer


TEKST = ("titel", "wat_kan", "wat_kan_niet", "toelichting")


@transaction.atomic
def bewaar_randvoorwaarde(wijk: Wijk, velden: dict, voorwaarde: Randvoorwaarde | None = None, *, basisset: bool = True, door) -> Randvoorwaarde:
    """Add a condition, or change one: a changed text becomes a next version with the reason why; the earlier text stays readable.

    `velden`: soort, grond, themas, volgorde and the texts (titel, wat_kan, wat_kan_niet, toelichting, reden_wijziging).
    """
    vereis(door, "kader_wijzigen" if basisset else "projecten_beheren", wijk)
    tekst = {naam: velden[naam] for naam in TEKST}
    if not tekst["wat_kan"] and not tekst["wat_kan_niet"]:
        raise Geweigerd("Vul in wat kan, wat niet kan, of allebei.", "wat_kan")
    nieuw = voorwaarde is None
    if nieuw:
        voorwaarde = Randvoorwaarde(wijk=wijk, basisset=basisset, code=_vrije_code(wijk, tekst["titel"]))
    oud = None if nieuw else voorwaarde.huidige
    anders = bewaar(voorwaarde, {naam: velden[naam] for naam in ("soort", "grond", "themas", "volgorde") if naam in velden}, stil=frozenset())
    if oud is None or any(getattr(oud, naam) != waarde for naam, waarde in tekst.items()):
        if oud and not velden.get("reden_wijziging"):
            raise Geweigerd("Zeg waarom u de tekst wijzigt. Bewoners lezen dit.", "reden_wijziging")
        versie = RandvoorwaardeVersie(
            randvoorwaarde=voorwaarde,
            nummer=oud.nummer + 1 if oud else 1,
            reden_wijziging=velden.get("reden_wijziging", "") if oud else "",
            door=None if door is SYSTEEM else door,
            **tekst,
        )
        try:
            with transaction.atomic():
                versie.save()
        except IntegrityError as fout:
            raise Geweigerd("Iemand anders heeft deze randvoorwaarde intussen gewijzigd. Bekijk de pagina opnieuw.") from fout
        Randvoorwaarde.objects.filter(pk=voorwaarde.pk).update(huidige=versie)
        voorwaarde.huidige = versie
        anders["versie"] = [oud.nummer if oud else None, versie.nummer]
    wat = "Nieuwe randvoorwaarde" if nieuw else "Randvoorwaarde gewijzigd"
    meld(
        "randvoorwaarde.nieuw" if nieuw else "randvoorwaarde.gewijzigd",
        voorwaarde,
        f"{wat}: {voorwaarde.huidige.titel}.",
        wijk=wijk,
        door=door,
        openbaar=basisset,
        anders=anders,
    )
    return voorwaarde


def _vrije_code(wijk: Wijk, titel: str) -> str:
    basis = slugify(titel)[:50] or "randvoorwaarde"
    bezet = set(wijk.randvoorwaarden.filter(code__startswith=basis).values_list("code", flat=True))
    return next(code for code in (basis, *(f"{basis}-{n}" for n in range(2, len(bezet) + 3))) if code not in bezet)


@transaction.atomic
def laat_vervallen(voorwaarde: Randvoorwaarde, *, door) -> Randvoorwaarde:
    """From today the condition no longer holds; verdicts given on it stay."""
    vereis(door, "kader_wijzigen", voorwaarde.wijk)
    bewaar(voorwaarde, {"vervallen_op": timezone.localdate()})
    meld("randvoorwaarde.vervallen", voorwaarde, f"Randvoorwaarde vervallen: {voorwaarde}.", wijk=voorwaarde.wijk, door=door, openbaar=True)
    return voorwaarde


@transaction.atomic
def verwijder(wijk: Wijk, ding: models.Model, *, door) -> str:
    """Take away a row of the frame that nothing rests on; gives its name. Geweigerd when something does, or when the wijk runs and needs it."""
    vereis(door, "kader_wijzigen", wijk)
    naam = str(ding) if not isinstance(ding, Contactpersoon) else "de contactpersoon"
    try:
        with transaction.atomic(), begin.blijft_compleet(wijk):
            meld(f"{ding._meta.model_name}.verwijderd", ding, f"Verwijderd uit het kader: {ding._meta.verbose_name}.", wijk=wijk, door=door)
            ding.delete()
    except (models.ProtectedError, IntegrityError) as fout:
        raise Geweigerd(f"“{naam}” wordt nog gebruikt en kan daarom niet weg.") from fout
    return naam
