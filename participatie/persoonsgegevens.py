"""What this app knows of a person, and how it forgets them."""

from participatie.deeds.adviezen import vergeet_adviseur
from participatie.deeds.eigen import WOORDEN, maak_naamloos, wis_woorden
from participatie.deeds.fotos import wis_foto
from participatie.deeds.ideeen import trek_in
from participatie.deeds.overleglijst import vergeet_genodigden
from participatie.deeds.papier import vergeet_postadressen
from participatie.deeds.wandelingen import meld_af
from participatie.models import (
    Aanmelding,
    Advies,
    Bevestiging,
    Bezig,
    Idee,
    Melding,
    Ordeningsregel,
    OverlegGenodigde,
    Reactie,
    Steun,
    Uitgenodigd,
)
from wijk.models import Gebruiker
from wijk.persoonsgegevens import Wens, hand_in


def _ideeen(gebruiker: Gebruiker):
    ideeen = Idee.objects.van_persoon(gebruiker).select_related("wijk", "thema", "postadres")
    for idee in ideeen.prefetch_related("fotos__idee__wijk", "ordeningsregels").order_by("pk"):
        yield {
            "wijk": str(idee.wijk),
            "nummer": idee.nummer,
            "titel": idee.titel,
            "omschrijving": idee.omschrijving,
            "soort": idee.get_soort_display(),
            "thema": str(idee.thema or ""),
            "plek": idee.plaats,
            "breedte": idee.lat,
            "lengte": idee.lon,
            "foto’s": [foto.get_absolute_url() for foto in idee.fotos.all()],
            "naam": idee.naam,
            "naam mag op de website": idee.naam_openbaar,
            "e-mailadres": idee.email,
            "postadres": f"{adres.straat}, {adres.postcode} {adres.woonplaats}" if (adres := getattr(idee, "postadres", None)) else "",
            "ontvangen op": idee.ontvangen_op,
            "stand": idee.get_status_display(),
            "adres": idee.get_absolute_url(),
            "eerder stond er": sorted(
                {str(regel.oud[n]) for regel in idee.ordeningsregels.all() for n in WOORDEN & regel.oud.keys() if regel.oud[n]}
            ),
        }


def _vergeet_ideeen(gebruiker: Gebruiker, wens: Wens) -> int:
    ideeen = list(Idee.objects.van_persoon(gebruiker).select_related("wijk", "thema").select_for_update(of=("self",)))
    for idee in ideeen:
        weg = wens.ideeen_weg or idee.status == Idee.Status.ONBEVESTIGD  # that one could never be confirmed any more
        if weg and idee.kan_intrekken:
            idee.indiener = gebruiker  # also of one that was sent with the address alone
            trek_in(idee, door=gebruiker)
        if weg and idee.status == Idee.Status.INGETROKKEN:
            wis_woorden(idee)
        if wens.fotos_weg:
            for foto in idee.fotos.all():
                wis_foto(foto)
        maak_naamloos(idee)
    vergeet_postadressen([idee.pk for idee in ideeen])
    return len(ideeen)


def _adres_bij_ander(gebruiker: Gebruiker):
    for idee in Idee.objects.van_ander_op(gebruiker).select_related("wijk"):
        yield {"wijk": str(idee.wijk), "idee": idee.nummer, "e-mailadres": idee.email}


def _vergeet_adres_bij_ander(gebruiker: Gebruiker, wens: Wens) -> int:
    """The idea is of who sent it, with their own name; the address goes, and a name that is not theirs."""
    ideeen = list(Idee.objects.van_ander_op(gebruiker).select_related("indiener").select_for_update(of=("self",)))
    for idee in ideeen:
        eigen_naam = idee.naam.strip().casefold() == idee.indiener.naam.strip().casefold()
        Ordeningsregel.objects.van_idee_legen(idee)
        naam = {} if eigen_naam else {"naam": "", "naam_openbaar": False}
        Idee.objects.filter(pk=idee.pk).update(email="", bevestigd_op=None, **naam)
        Bevestiging.objects.filter(idee=idee).delete()
    return len(ideeen)


def _steun(gebruiker: Gebruiker):
    for steun in Steun.objects.van(gebruiker):
        yield {"idee": steun.idee.nummer, "wijk": str(steun.idee.wijk), "wat": steun.get_soort_display(), "gegeven op": steun.gegeven_op}


def _vergeet_steun(gebruiker: Gebruiker, wens: Wens) -> int:
    """It stays counted, as of somebody without a name."""
    return 0


def _reacties(gebruiker: Gebruiker):
    for reactie in Reactie.objects.van(gebruiker):
        yield {
            "idee": reactie.idee.nummer,
            "wijk": str(reactie.idee.wijk),
            "tekst": reactie.tekst,
            "stand": reactie.get_status_display(),
            "geplaatst op": reactie.geplaatst_op,
        }


def _vergeet_reacties(gebruiker: Gebruiker, wens: Wens) -> int:
    return Reactie.objects.van(gebruiker).order_by().delete()[0] if wens.reacties_weg else 0


def _meldingen(gebruiker: Gebruiker):
    for melding in Melding.objects.van(gebruiker):
        idee = melding.reactie.idee
        yield {"over een reactie bij idee": idee.nummer, "wijk": str(idee.wijk), "wat is er mis": melding.reden, "gemeld op": melding.gemeld_op}


def _vergeet_meldingen(gebruiker: Gebruiker, wens: Wens) -> int:
    return Melding.objects.filter(melder=gebruiker).update(melder=None)


def _wandelingen(gebruiker: Gebruiker):
    for aanmelding in Aanmelding.objects.van_persoon(gebruiker).select_related("wandeling__wijk").order_by("pk"):
        yield {
            "wandeling": str(aanmelding.wandeling),
            "wijk": str(aanmelding.wandeling.wijk),
            "begint": aanmelding.wandeling.begint,
            "naam": aanmelding.naam,
            "e-mailadres": aanmelding.email,
            "telefoonnummer": aanmelding.telefoon,
            "aantal personen": aanmelding.aantal,
            "leeftijd": aanmelding.get_leeftijdsgroep_display(),
            "denkt mee": aanmelding.denkt_mee,
            "was aanwezig": aanmelding.aanwezig,
            "aanwezigheid genoteerd op": aanmelding.getikt_op,
            "opmerking": aanmelding.opmerking,
            "aangemeld op": aanmelding.aangemeld_op,
            "afgemeld op": aanmelding.afgemeld_op,
        }


def _vergeet_wandelingen(gebruiker: Gebruiker, wens: Wens) -> int:
    """Whoever is forgotten can no longer be reached: they are signed off from what is still to come. That somebody of an age was there stays
    counted, as of nobody in particular: a public figure that went down by five at this moment would tell whose age it was.
    """
    aanmeldingen = list(Aanmelding.objects.van_persoon(gebruiker).select_related("wandeling"))
    for aanmelding in aanmeldingen:
        if aanmelding.afgemeld_op is None and not aanmelding.wandeling.is_begonnen:
            meld_af(aanmelding, door=gebruiker)
    leeg = {
        "naam": "een bewoner",
        "email": "",
        "telefoon": "",
        "opmerking": "",
        "denkt_mee": False,
        "te_vertellen": "",
        "getikt_op": None,
        "gebruiker": None,
    }
    alle = Aanmelding.objects.filter(pk__in=[a.pk for a in aanmeldingen])
    alle.exclude(aanwezig=True, afgemeld_op=None).update(leeftijdsgroep="")
    alle.update(**leeg)
    return len(aanmeldingen)


def _werk(gebruiker: Gebruiker):
    """Of an official: which ideas are theirs to answer, and which they look at now."""
    for idee in Idee.objects.in_handen_van(gebruiker):
        yield {"idee": idee.nummer, "wijk": str(idee.wijk), "wat": "u behandelt dit idee"}
    for bezig in Bezig.objects.filter(gebruiker=gebruiker).select_related("idee__wijk").order_by("pk"):
        yield {"idee": bezig.idee.nummer, "wijk": str(bezig.idee.wijk), "wat": "u keek ernaar", "tot": bezig.tot}


def _vergeet_werk(gebruiker: Gebruiker, wens: Wens) -> int:
    """What still waits is nobody's from now on; of what was answered the record stays, and it does not say who."""
    keek = Bezig.objects.filter(gebruiker=gebruiker).delete()[0]
    return keek + Idee.objects.in_handen_van(gebruiker).order_by().update(behandelaar=None)


def _overleggen(gebruiker: Gebruiker):
    for genodigde in OverlegGenodigde.objects.van_persoon(gebruiker).order_by("pk"):
        yield {
            "overleg": str(genodigde.overleg),
            "wijk": str(genodigde.overleg.wijk),
            "begint": genodigde.overleg.begint,
            "naam": genodigde.naam,
            "e-mailadres": genodigde.email,
            "telefoonnummer": genodigde.telefoon,
            "postadres": " ".join(filter(None, (genodigde.straat, genodigde.postcode, genodigde.woonplaats))),
            "uw antwoord": genodigde.get_antwoord_display(),
            "uitgenodigd op": genodigde.uitgenodigd_op,
            "hoe bereikt": genodigde.get_via_display(),
            "wil alles op papier": genodigde.op_papier,
        }


def _vergeet_overleggen(gebruiker: Gebruiker, wens: Wens) -> int:
    return vergeet_genodigden(OverlegGenodigde.objects.van_persoon(gebruiker))


def _adviezen(gebruiker: Gebruiker):
    for advies in Advies.objects.van_persoon(gebruiker):
        yield {
            "over idee": advies.idee.nummer,
            "wijk": str(advies.idee.wijk),
            "naam": advies.naam,
            "e-mailadres": advies.email,
            "vraag": advies.vraag,
            "gevraagd op": advies.gevraagd_op,
            "advies": advies.get_raad_display(),
            "waarom": advies.antwoord,
            "gegeven op": advies.beantwoord_op,
        }


def _vergeet_adviezen(gebruiker: Gebruiker, wens: Wens) -> int:
    return vergeet_adviseur(gebruiker)


def _uitgenodigd(gebruiker: Gebruiker):
    for rij in Uitgenodigd.objects.filter(email__iexact=gebruiker.email).select_related("wandeling__wijk"):
        yield {"wandeling": str(rij.wandeling), "wijk": str(rij.wandeling.wijk), "e-mailadres": rij.email, "uitgenodigd op": rij.verstuurd_op}


def _vergeet_uitgenodigd(gebruiker: Gebruiker, wens: Wens) -> int:
    return Uitgenodigd.objects.filter(email__iexact=gebruiker.email).delete()[0]


hand_in("Ideeën", _ideeen, _vergeet_ideeen)
hand_in("Uw e-mailadres bij een idee van een ander", _adres_bij_ander, _vergeet_adres_bij_ander)
hand_in("Steun", _steun, _vergeet_steun)
hand_in("Reacties", _reacties, _vergeet_reacties)
hand_in("Meldingen", _meldingen, _vergeet_meldingen)
hand_in("Overleg", _overleggen, _vergeet_overleggen)  # before the walks: it also goes by who signed up there
hand_in("Adviezen", _adviezen, _vergeet_adviezen)
hand_in("Wandelingen", _wandelingen, _vergeet_wandelingen)
hand_in("Ideeën die u behandelt", _werk, _vergeet_werk)
hand_in("Uitnodigingen voor wandelingen", _uitgenodigd, _vergeet_uitgenodigd)
