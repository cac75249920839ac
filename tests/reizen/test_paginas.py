"""Every page, as every role: axe finds nothing, nothing runs off the side of a small phone, and the console stays silent."""

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from evaluatie.deeds.programma import leg_versie_vast
from evaluatie.models import Evaluatie, Genodigde, Programmaversie
from evaluatie.programma.samenstellen import stel_samen
from participatie.models import Aanmelding, Advies, Idee, Reactie, Toetsconcept, Vervolgstap
from participatie.oude_tekst import ideeen_met
from tests.machines import axe, loopt_over
from wijk.models import Volger

OPENBAAR = """
start kaders kader stappen partijen cijfers gegevens tijdlijn wandelingen wandeling aanmelden aangemeld ideeen
programmaversie programma_vergelijk
ideeen_kaart ideeen_bij idee_nieuw volgen advies advies_klaar idee idee_niet idee_samen  overleggen overleg overleg_overzicht overleg_genodigd projecten project project_klaar project_doe_mee hulp budget evaluaties
idee_samen_lees
papier papier_code reactie_melden huisregels evaluatie invullen op_de_hoogte volgen_gevraagd volgen_bevestig volger volger_stop uitvoeringsprogramma verantwoording jaarverslag projectgeld
evaluatie_meedoen evaluatie_project evaluatie_jaren
""".split()
WERKPLEK = """
toetsen_van toets_zinnen toets_zin_nieuw toets_zin toets_zin_weg
route startuitleg bereikplan uitnodigingen uitnodiging_versturen volgers_uitnodigen
veld
start kader wijk_wijzigen contact_nieuw kader_nieuw kader_wijzig kader_conclusie kader_weg uren log toetsen
toets toets_klaar toets_advies adviezen advies advies_klaar advies_vraag concepten concept concept_lezen oude_tekst oude_tekst_idee idee_orden idee_verberg wandelingen wandeling_nieuw  wandeling wandeling_wijzigen wandeling_afgelasten uitnodiging_nieuw
programma_concept programma_paragraaf volgende_wijk kandidaat_nieuw kandidaat start_wijk startpunten
wandeling_aanmelden wandeling_bellen aanmelding_wijzigen aanwezigheid invoer overleg overleg_nieuw overleg_vergeten overleg_een overleg_genodigden overleg_brieven overleg_uitnodigen overleg_agenda agendapunt besluiten overleg_verslag overleg_bereikt overleg_schrijven overleg_afsluiten overleg_aanvullen afspraken afspraak vervolg projecten project_nieuw project project_vult mijlpaal helpers project_bestanden budget boek
budget_wijzig budget_grens boek_tegen boeking boeking_wacht akkoord trek_in bewijs_erbij verplaats perioden stand_op dekking evaluaties evaluatie_nieuw evaluatie leerpunten papier papier_stapels brieven postadres reacties
uitvoeringsprogramma
themas thema_openen
lijst lijst_zoek lijst_gedaan lijst_invoer dubbel splitsen
""".split()


def adres(naam: str, ruimte: str, wijk) -> str:
    """The address of a page with something real on it."""
    return adressen([naam], ruimte, wijk)[0]


def adressen(namen: list[str], ruimte: str, wijk) -> list[str]:
    """The address of each of these pages, with something real on it."""
    wandeling = wijk.wandelingen.order_by("begint").first()
    wacht = wijk.ideeen.wacht_op_antwoord().first()
    getoetst = wijk.ideeen.filter(status=Idee.Status.PROJECT).first()
    project = wijk.projecten.filter(status="uitvoering").first()
    gepraat = Reactie.objects.in_wijk(wijk).zichtbaar().first()
    geboekt = wijk.budget.boekingen.die_tellen().filter(project__isnull=False).first()
    praat = wijk.overleggen.first()
    gevraagd, gegeven = Advies.objects.onbeantwoord().first(), Advies.objects.beantwoord().first()
    soort = {
        "advies": ("advies", [gevraagd.pk if ruimte == "werkplek" else gevraagd.code]),
        "advies_klaar": ("advies", [gegeven.pk if ruimte == "werkplek" else gegeven.code]),
        "concept": ("concept", [Toetsconcept.objects.filter(voorgelegd_op=None).first().pk]),
        "concept_lezen": ("concept", [Toetsconcept.objects.voorgelegd().first().pk]),
        "oude_tekst_idee": ("oude_tekst_idee", [ideeen_met(wijk).first().nummer]),
        "advies_vraag": ("advies_vraag", [wacht.nummer]),
        "toets_advies": ("toets", [gegeven.idee.nummer]),
        "ideeen_kaart": ("ideeen", []),
        "ideeen_bij": ("ideeen", []),
        "idee": ("idee", [getoetst.nummer]),
        "idee_niet": ("idee", [wijk.ideeen.filter(status="past_niet").first().nummer]),
        "idee_samen": ("idee", [wijk.ideeen.filter(status="samengevoegd").first().nummer]),
        "idee_samen_lees": ("idee", [wijk.ideeen.filter(status="samengevoegd").first().nummer]),
        "lijst_zoek": ("lijst", []),
        "splitsen": ("splitsen", [wacht.nummer]),
        "papier_code": ("papier_code", [wijk.papierformulieren.first().code]),
        "reactie_melden": ("reactie_melden", [gepraat.idee.nummer, gepraat.pk]),
        "postadres": ("postadres", [wijk.ideeen.get(postadres__isnull=False).nummer]),
        "kader": ("kader", [] if ruimte == "werkplek" else [wijk.randvoorwaarden.first().pk]),
        "wandeling": ("wandeling", [wandeling.pk]),
        "uitnodiging_versturen": ("uitnodiging_versturen", _met_tekst(wijk)),
        "bereikplan": ("bereikplan", [wijk.wandelingen.komend().first().pk, "jongeren"]),
        "aanmelden": ("aanmelden", [wijk.wandelingen.komend().first().pk]),
        "aangemeld": ("aangemeld", [Aanmelding.objects.first().code]),
        "overleg": ("overleg", [] if ruimte == "werkplek" else [wijk.overleggen.first().pk]),
        "project": ("project", [project.slug]),
        "project_vult": ("project", [project.slug]),
        "project_klaar": ("project", [wijk.projecten.filter(fotos__isnull=False).first().slug]),
        "project_doe_mee": ("project_doe_mee", [project.slug]),
        "project_bestanden": ("project_bestanden", [wijk.projecten.filter(fotos__isnull=False).first().slug]),
        "helpers": ("helpers", [project.slug]),
        "hulp": ("hulp", [project.helpers.first().code]),
        "evaluatie": ("evaluatie", [wijk.evaluaties.first().pk]),
        "invullen": ("invullen", [Genodigde.objects.filter(ingevuld_op=None).first().code]),
        "evaluatie_project": ("evaluatie", [wijk.evaluaties.filter(project__isnull=False).first().pk]),
        "evaluatie_meedoen": ("evaluatie_meedoen", [wijk.evaluaties.first().pk]),
        "volgen_bevestig": ("volgen_bevestig", [signing.dumps(_volger(wijk).gevolgd.last().pk, salt="volgen.bevestig")]),
        "volger": ("volger", [_volger(wijk).code]),
        "volger_stop": ("volger_stop", [_volger(wijk).code]),
        "contact_nieuw": ("contact_nieuw", [wijk.partijen.first().pk]),
        "kader_nieuw": ("kader_nieuw", ["randvoorwaarden"]),
        "kader_wijzig": ("kader_wijzig", ["partijen", wijk.partijen.first().pk]),
        "kader_conclusie": ("kader_nieuw", ["conclusies"]),
        "kader_weg": ("kader_weg", ["randvoorwaarden", wijk.randvoorwaarden.first().pk]),
        "toets": ("toets", [wacht.nummer]),
        "toets_klaar": ("toets", [getoetst.nummer]),
        "toetsen_van": ("toetsen", []),
        "thema_openen": ("thema_openen", [wijk.themas.nog_dicht(timezone.localdate()).first().pk]),
        "toets_zin": ("toets_zin", [wijk.standaardzinnen.first().pk]),
        "toets_zin_weg": ("toets_zin_weg", [wijk.standaardzinnen.first().pk]),
        "idee_orden": ("idee_orden", [wacht.nummer]),
        "idee_verberg": ("idee_verberg", [wacht.nummer]),
        "overleg_een": ("overleg_een", [wijk.overleggen.first().pk]),
        "overleg_genodigd": ("overleg_genodigd", [praat.genodigden.first().code]),
        **{
            naam: (naam, [praat.pk])
            for naam in (
                "overleg_overzicht",
                "overleg_genodigden",
                "overleg_brieven",
                "overleg_uitnodigen",
                "overleg_agenda",
                "besluiten",
                "overleg_schrijven",
                "overleg_afsluiten",
            )
        },
        "overleg_bereikt": ("overleg_bereikt", [praat.pk, praat.genodigden.first().pk]),
        "agendapunt": ("agendapunt", [praat.pk, praat.agendapunten.first().pk]),
        **{naam: (naam, [wijk.overleggen.filter(status="gehouden").first().pk]) for naam in ("overleg_verslag", "overleg_aanvullen")},
        "afspraak": ("afspraak", [Vervolgstap.objects.afspraken(wijk).open().first().pk]),
        "vervolg": ("vervolg", [wijk.overleggen.first().pk, wijk.ideeen.klaar_voor_overleg().first().nummer]),
        "jaarverslag": ("jaarverslag", [timezone.localdate().year]),
        "projectgeld": ("projectgeld", [project.slug]),
        "boek_tegen": ("boek_tegen", [geboekt.pk]),
        "boeking": ("boeking", [geboekt.pk]),
        "boeking_wacht": ("boeking", [wijk.budget.boekingen.wacht_op_akkoord().first().pk]),
        "trek_in": ("trek_in", [wijk.budget.boekingen.wacht_op_akkoord().first().pk]),
        "akkoord": ("akkoord", [wijk.budget.boekingen.wacht_op_akkoord().first().pk]),
        "bewijs_erbij": ("bewijs_erbij", [geboekt.pk]),
        "mijlpaal": ("mijlpaal", [project.slug, project.mijlpalen.last().pk]),
        "dekking": ("dekking", [project.slug]),
        "evaluatie_vragen": ("evaluatie_vragen", ["proces"]),
        "leerpunt": ("leerpunt", [wijk.leerpunten.filter(gronden__isnull=False).first().pk]),
        "evaluatie_papier_vult": ("evaluatie_papier", []),
        "kandidaat": ("kandidaat", [wijk.kandidaten.first().pk]),
        "programma_paragraaf": ("programma_paragraaf", ["ideeen"]),
    }
    if ruimte == "werkplek":
        soort |= {
            naam: (naam, [wijk.wandelingen.komend().first().pk])
            for naam in (
                "wandeling_wijzigen",
                "wandeling_afgelasten",
                "route",
                "startuitleg",
                "uitnodigingen",
                "volgers_uitnodigen",
                "uitnodiging_nieuw",
                "wandeling_aanmelden",
                "wandeling_bellen",
                "aanwezigheid",
                "invoer",
                "veld",
            )
        }
        komt, _ = wijk.wandelingen.komend().first().aanmeldingen.get_or_create(naam="Wie belde (verzonnen)")
        soort["aanmelding_wijzigen"] = ("aanmelding_wijzigen", [komt.wandeling_id, komt.pk])
    if {"programmaversie", "programma_vergelijk"} & {*namen}:
        soort["programmaversie"] = ("programmaversie", [_versie(wijk).nummer])
    if "startpunten" in namen:
        wijk.startpunten.get_or_create(volgorde=1, defaults={"soort": "anders doen", "tekst": "Voorbeeld: eerder vertellen wie er beslist."})
    vraag = {
        "evaluatie_papier_vult": f"?code={Genodigde.objects.filter(ingevuld_op=None, papiercode__isnull=False).first().papiercode}",
        "project_vult": "?vul=besluit#besluit",
        "toetsen_van": "?van=niemand&termijn=ruim",
        "ideeen_kaart": "?weergave=kaart",
        "idee_samen_lees": "?lees=ja",
        "lijst_zoek": "?mist=naam",
        "ideeen_bij": "?bij=52.3448,4.6155&soort=kans&sorteer=steun",
    }
    echt = {naam: soort.get(naam, (naam, [])) for naam in namen}
    return [reverse(f"{ruimte}:{pagina}", args=[wijk.slug, *args]) + vraag.get(naam, "") for naam, (pagina, args) in echt.items()]


def _met_tekst(wijk) -> list[int]:
    """A walk to come and its invitation with a text."""
    uitnodiging = wijk.wandelingen.komend().first().uitnodigingen.exclude(tekst="").first()
    return [uitnodiging.wandeling_id, uitnodiging.pk]


def _versie(wijk) -> Programmaversie:
    """The programme as if it went to the college twice; the invented year is not over yet."""
    programma = wijk.uitvoeringsprogramma
    while programma.versies.count() < 2:
        programma.status, programma.titel = "aangeboden", f"{programma.titel} (ronde {programma.versies.count() + 1})"
        leg_versie_vast(programma, stel_samen(programma, ""), "aangeboden", datum=timezone.localdate())
    return programma.versies.first()


def _volger(wijk) -> Volger:
    """Somebody who follows the wijk and an idea, and did not yet confirm a theme."""
    volger, nieuw = Volger.objects.get_or_create(wijk=wijk, email="volger@voorbeeld.invalid")
    if nieuw:
        for ding, ritme, ja in (
            (wijk, "wekelijks", timezone.now()),
            (wijk.ideeen.first(), "direct", timezone.now()),
            (wijk.themas.first(), "direct", None),
        ):
            volger.gevolgd.create(onderwerp=ding._meta.label_lower, onderwerp_id=ding.pk, ritme=ritme, bevestigd_op=ja)
    return volger


def _vraag_aan_partij(wijk) -> str:
    return reverse("openbaar:advies_partij", args=[wijk.slug, Advies.objects.onbeantwoord().filter(partij__isnull=False).first().pk])


def bekijk(pagina, pad: str, *gedaanten: tuple[int, str], of: int = 200) -> list[str]:
    """What is wrong on this page, opened once in the first form (width, colours) and then put in the others; no forms: as the window is.

    A page that answers `of` is not for who looks, and has nothing wrong.
    """
    for gedaante in gedaanten[:1]:
        _zet(pagina, *gedaante)
    antwoord = pagina.goto(pad)
    if antwoord.status == of != 200:
        return []
    assert antwoord.status == 200, f"{pad}: {antwoord.status}"
    assert pagina.locator("h1").count() == 1, f"{pad}: {pagina.locator('h1').count()} h1"
    assert pagina.locator("html[lang=nl]").count() == 1
    fouten = _kijk(pagina)
    for gedaante in gedaanten[1:]:
        _zet(pagina, *gedaante)
        fouten += _kijk(pagina)
    return fouten


def _zet(pagina, breedte: int, kleuren: str) -> None:
    pagina.set_viewport_size({"width": breedte, "height": 800})
    pagina.emulate_media(color_scheme=kleuren)


def _kijk(pagina) -> list[str]:
    breedte = pagina.viewport_size["width"]
    fouten = [f"{breedte} px wide: {fout}" for fout in axe(pagina)]
    if over := loopt_over(pagina):
        fouten.append(f"{pagina.url}: {over} px wider than the window of {breedte} px")
    return fouten


def test_openbare_paginas(portaal, open_pagina):
    fouten = []
    pagina = open_pagina()
    for pad in ["/inloggen/", "/privacy/", "/toegankelijkheid/", *adressen(OPENBAAR, "openbaar", portaal)]:
        fouten += bekijk(pagina, pad, (320, "dark"), (1280, "light"))
    assert not fouten, "\n".join(fouten)


@pytest.mark.parametrize("wie", ["wijkcoordinator", "budgetbeheerder", "bestuur"])
def test_paginas_van_de_werkplek(wie, portaal, open_pagina, inloggen):
    fouten = []
    pagina = open_pagina()
    inloggen(pagina, wie)
    for pad in adressen(WERKPLEK, "werkplek", portaal):
        fouten += bekijk(pagina, pad, (320, "light"), (1280, "dark"), of=403)
    assert not fouten, "\n".join(fouten)


@pytest.mark.parametrize("wie", ["bewoner", "organisatie"])
def test_paginas_van_wie_is_ingelogd(wie, portaal, open_pagina, inloggen):
    fouten = []
    pagina = open_pagina(390, 844)
    inloggen(pagina, wie)
    for pad in [
        "/mijn/",
        "/mijn/gegevens/",
        "/mijn/vergeten/",
        "/mijn/tweede-stap/",
        "/mijn/tweede-stap/aan/",
        "/uitloggen/",
        adres("idee", "openbaar", portaal),
        adres("start", "openbaar", portaal),
        *([reverse("openbaar:adviezen", args=[portaal.slug]), _vraag_aan_partij(portaal)] if wie == "organisatie" else []),
    ]:
        fouten += bekijk(pagina, pad)
    assert not fouten, "\n".join(fouten)


def test_fouten_staan_bij_het_veld_en_zijn_toegankelijk(portaal, open_pagina, inloggen):
    fouten = []
    pagina = open_pagina(320)
    for pad in [adres(naam, "openbaar", portaal) for naam in ("idee_nieuw", "aanmelden", "op_de_hoogte")]:
        pagina.goto(pad)
        pagina.locator("main form button[type=submit].nl-button--primary").last.click()
        pagina.locator("#fouten:focus").wait_for()
        assert pagina.locator("#fouten").is_visible()
        assert pagina.evaluate("document.activeElement.id") == "fouten" and pagina.title().startswith("Fout: ")
        fouten += axe(pagina)
    inloggen(pagina, "budgetbeheerder")
    pagina.goto(adres("boek", "werkplek", portaal))
    pagina.get_by_label("Bedrag").fill("1250.5")
    pagina.get_by_role("button", name="Boek", exact=True).click()
    assert pagina.get_by_label("Bedrag").input_value() == "1250.5"
    fouten += axe(pagina)
    assert not fouten, "\n".join(fouten)


STAPEL = ".wp-stapel, .wp-stapel :is(thead, tbody, tr, th, td)"


def test_op_een_telefoon_staat_elke_cel_van_een_gestapelde_tabel_in_beeld(portaal, open_pagina):
    """And it stays a table to who cannot see it: every part says its role, and every cell the name of its column."""
    pagina = open_pagina(390, 844)
    for naam in ("cijfers", "idee", "idee_niet"):
        pagina.goto(adres(naam, "openbaar", portaal))
        assert pagina.locator(".wp-stapel").count(), naam
        assert not pagina.locator(STAPEL).evaluate_all("es => es.filter(e => !e.getAttribute('role')).length"), naam
        assert not pagina.locator(".wp-stapel td").evaluate_all("es => es.filter(e => !e.dataset.kop).length"), naam
        assert not pagina.locator(".wp-stapel :is(tbody th, td)").evaluate_all(
            "es => es.filter(e => e.getBoundingClientRect().right > innerWidth).length"
        ), naam
        assert not pagina.locator(".wp-tabel:has(.wp-stapel)").evaluate_all("es => es.filter(e => e.scrollWidth > e.clientWidth).length"), naam


def test_een_titel_met_een_teken_dat_omkeert_keert_niets_anders_om(portaal, open_pagina):
    """The title itself stays as it was typed; what stands behind it on the same line is not turned."""
    idee = portaal.ideeen.openbaar().exclude(status="ingetrokken").first()
    portaal.ideeen.filter(pk=idee.pk).update(titel="Bankje \u202eretaw")
    pagina = open_pagina()
    pagina.goto("/geleerdenwijk/")
    koppeling = pagina.get_by_role("link", name="Bankje \u202eretaw")
    assert koppeling.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    assert koppeling.bounding_box()["x"] < pagina.locator("li", has=koppeling).locator(".nl-data-badge").bounding_box()["x"]


def test_vergroot_tot_200_procent_blijft_alles_leesbaar(portaal, open_pagina):
    pagina = open_pagina(640, 400)
    for naam in ("start", "ideeen", "idee_nieuw", "budget", "kaders"):
        pagina.goto(adres(naam, "openbaar", portaal))
        pagina.evaluate("document.documentElement.style.fontSize = '200%'")
        assert loopt_over(pagina) == 0, naam


def test_met_letters_van_200_procent_past_de_pagina_op_een_telefoon(portaal, open_pagina):
    pagina = open_pagina(390)
    for naam in ("start", "idee", "ideeen"):
        pagina.goto(adres(naam, "openbaar", portaal))
        pagina.evaluate("document.documentElement.style.fontSize = '200%'")
        assert loopt_over(pagina) == 0, naam
        onder = "e => e.getBoundingClientRect().bottom"
        assert pagina.locator(".nl-skip-link").evaluate(onder) <= 0, "out of sight until the keyboard comes by"


def test_evaluatie_in_te_vullen_en_te_bekijken(portaal, open_pagina):
    """The personal page while the evaluation is open."""
    Evaluatie.objects.update(status="open", open_tot=timezone.localdate())
    pagina = open_pagina(320)
    assert not bekijk(pagina, adres("evaluatie", "openbaar", portaal)) + bekijk(pagina, adres("evaluatie_meedoen", "openbaar", portaal))
    assert not bekijk(pagina, adres("invullen", "openbaar", portaal))
    assert pagina.get_by_role("button", name="Stuur uw antwoorden").is_visible()


def test_een_woord_zonder_einde_breekt_de_pagina_niet(portaal, open_pagina, inloggen):
    lang = "x" * 120
    Idee.objects.update(titel=lang)
    portaal.projecten.update(titel=lang)
    portaal.wandelingen.update(titel=lang)
    for breedte in (1280, 320):
        pagina = open_pagina(breedte)
        inloggen(pagina, "ambtenaar")
        for ruimte, namen in (
            ("openbaar", ("start", "ideeen", "idee", "project", "wandeling")),
            ("werkplek", ("toetsen", "toets", "projecten", "invoer")),
        ):
            for naam in namen:
                pagina.goto(adres(naam, ruimte, portaal))
                assert loopt_over(pagina) == 0, (naam, breedte)
                te_breed = pagina.evaluate(
                    "[...document.querySelectorAll('main h1, main h2, main h3, .wp-kaart')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
                )
                assert not te_breed, (naam, breedte)


def test_de_kop_van_wie_is_ingelogd_past_op_een_regel(portaal, open_pagina, inloggen):
    pagina = open_pagina(1280)
    inloggen(pagina, "ambtenaar")
    pagina.goto(adres("start", "werkplek", portaal))
    assert pagina.locator(".wp-kop").evaluate("e => e.offsetHeight") < 90
