"""Every address, as every function: the answer follows from the one table of rights. An address without a declared right fails."""

import re
from datetime import timedelta

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from wijk.fouten import GeenRecht
from wijk.models import Gebruiker
from wijk.rechten import RECHTEN, SYSTEEM, Functie, mag_doen, rechten_van, vereis

# Django's own administration: one gate for all of it (BeheerSite.has_permission), tested below.
BEHEER = "beheer/"
# django-allauth answers 403 when somebody has no second factor to enter again.
NIETS_TE_DOEN = {"mijn/tweede-stap/opnieuw/"}
SOORTEN = [f.value for f in Functie]


def adressen(patronen=None, voor=""):
    """(path with its converters, view) of every address of the portal."""
    for patroon in get_resolver().url_patterns if patronen is None else patronen:
        if isinstance(patroon, URLResolver):
            yield from adressen(patroon.url_patterns, voor + str(patroon.pattern))
        elif isinstance(patroon, URLPattern):
            yield voor + str(patroon.pattern), patroon.callback


EIGEN = sorted({pad: view for pad, view in adressen() if not pad.startswith(BEHEER)}.items())


def test_elk_adres_noemt_een_recht_uit_de_tabel():
    zonder = [pad for pad, view in EIGEN if getattr(view, "deed", None) not in RECHTEN]
    assert not zonder, f"These addresses declare no right: {zonder}"


def ingevuld(pad: str) -> str:
    """The address with values that look right; what they name need not exist."""
    waarden = {"slug:wijk": "geleerdenwijk", "int:pk": "999999", "int:nummer": "999999"}
    return "/" + re.sub(r"<([^>]+)>", lambda m: waarden.get(m[1], "999999" if m[1].startswith("int:") else "bestaat-niet"), pad)


def mag_van_tabel(functie: str, deed: str) -> bool:
    heeft = {Functie.BEZOEKER} if functie == "bezoeker" else {Functie.BEZOEKER, Functie.BEWONER, Functie(functie)}
    return bool(RECHTEN[deed] & heeft)


@pytest.mark.parametrize("functie", SOORTEN)
def test_elk_adres_antwoordt_volgens_de_tabel(functie, wijk, persoon, als, client):
    als(persoon(functie)) if functie != "bezoeker" else None
    client.raise_request_exception = False
    anders = []
    for pad, view in EIGEN:
        for methode in ("get", "post"):
            if ("uitloggen" in pad and methode == "post") or pad in NIETS_TE_DOEN:
                continue  # signing out would end the walk
            antwoord = getattr(client, methode)(ingevuld(pad))
            naar_inloggen = antwoord.status_code == 302 and antwoord["Location"].startswith("/inloggen/?next=")
            geweigerd = antwoord.status_code == 403 or naar_inloggen
            mag = mag_van_tabel(functie, view.deed) and (methode == "get" or mag_van_tabel(functie, view.post_deed))
            if antwoord.status_code >= 500 or mag == geweigerd:
                anders.append(f"{methode} {pad} ({view.deed}): {antwoord.status_code}")
            if not mag and functie != "bezoeker" and antwoord.status_code != 403:
                anders.append(f"{methode} {pad} ({view.deed}): {antwoord.status_code} instead of 403")
    assert not anders, "\n".join(anders)


@pytest.mark.parametrize("functie", SOORTEN)
def test_recht_geldt_alleen_in_de_eigen_wijk(functie, wijk, andere_wijk, persoon):
    iemand = None if functie == "bezoeker" else persoon(functie)
    gewoon = rechten_van(None if functie == "bezoeker" else persoon("bewoner"), andere_wijk)
    # A beheerder gives functions in every wijk, also to themselves: they see in every wijk what that is needed for.
    overal = {"beheren", "wijk_starten", "startpunten_zien"} if functie == "beheerder" else set()
    assert rechten_van(iemand, andere_wijk) == gewoon | overal


@pytest.mark.parametrize("functie", SOORTEN)
@pytest.mark.parametrize("deed", sorted(RECHTEN))
def test_een_daad_vraagt_dezelfde_tabel(functie, deed, wijk, persoon):
    iemand = None if functie == "bezoeker" else persoon(functie)
    if mag_van_tabel(functie, deed):
        vereis(iemand, deed, wijk)
    else:
        with pytest.raises(GeenRecht):
            vereis(iemand, deed, wijk)


def test_het_portaal_zelf_mag_alles(wijk):
    assert rechten_van(SYSTEEM, wijk) == set(RECHTEN)


def test_wie_gesloten_is_mag_niets_meer(wijk, ambtenaar):
    ambtenaar.is_active = False
    assert rechten_van(ambtenaar, wijk) == rechten_van(None, wijk)


def test_beheerder_boekt_niet_en_toetst_niet(wijk, beheerder):
    assert not rechten_van(beheerder, wijk) & {"boeken", "goedkeuren", "toetsen"}


@pytest.mark.parametrize("functie", SOORTEN)
def test_alleen_de_beheerder_komt_in_het_beheer(functie, wijk, persoon, als, client):
    als(persoon(functie)) if functie != "bezoeker" else None
    assert (client.get("/beheer/").status_code == 200) == (functie == "beheerder")


def test_een_beheerder_geeft_iemand_een_functie_en_dat_staat_in_het_log(wijk, persoon, beheerder, als):
    iemand, client = persoon("bewoner"), als(beheerder)
    assert "/beheer/wijk/gebruiker/" in client.get("/beheer/").content.decode()
    pad = f"/beheer/wijk/gebruiker/{iemand.pk}/change/"
    html = client.get(pad).content.decode()
    velden = {"email": iemand.email, "naam": iemand.naam, "is_active": "on", "bevoegdheden-TOTAL_FORMS": "1", "bevoegdheden-INITIAL_FORMS": "0"}
    rij = {"bevoegdheden-0-gebruiker": iemand.pk, "bevoegdheden-0-wijk": wijk.pk, "bevoegdheden-0-functie": "budgetbeheerder"}
    assert 'name="bevoegdheden-0-functie"' in html and client.post(pad, velden | rij).status_code == 302
    assert mag_doen(Gebruiker.objects.get(pk=iemand.pk), "boeken", wijk)
    assert wijk.gebeurtenissen.get(soort="bevoegdheid.gegeven").door == beheerder


def test_wijk_in_voorbereiding_is_alleen_voor_wie_er_werkt(wijk, persoon, als, client):
    wijk.status = "voorbereiding"
    wijk.startdatum = timezone.localdate() + timedelta(days=30)
    wijk.save()
    assert client.get("/geleerdenwijk/").status_code == 404
    als(persoon("bewoner"))
    assert client.get("/geleerdenwijk/").status_code == 404
    als(persoon("wijkcoordinator"))
    assert client.get("/geleerdenwijk/").status_code == 200
