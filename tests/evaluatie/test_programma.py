"""The uitvoeringsprogramma: composed from everything, frozen when it is offered, and the same as page, PDF and ODT."""

import io
import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import date, timedelta
from types import SimpleNamespace

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from odfdo import Document as Odt

from budget.deeds import reserveer, stel_beschikbaar
from evaluatie import deeds
from evaluatie.deeds import volgende
from evaluatie.jaarcijfers import Jaarcijfer, als_json
from evaluatie.models import Evaluatie, Leerpunt, Paragraaf, Programmaversie
from evaluatie.programma.blokken import Alinea, Deel, Document, Grafiek, Kaart, Kop, Lijst, Tabel
from evaluatie.programma.bron import Bron
from evaluatie.programma.delen.begin import _hoog_en_laag
from evaluatie.programma.pdf import als_pdf
from evaluatie.programma.samenstellen import stel_samen, voorstel
from evaluatie.programma.tekenen import kaart_svg
from evaluatie.uitslag import ALLEN, VOORBIJ, Groep, Uitslag
from participatie.models import Project
from tests.evaluatie.documenten import kaal, odt_tekst, pagina_tekst, pdf_tekst
from wijk.bedrag import Bedrag
from wijk.rechten import SYSTEEM

WERK = "/werkplek/geleerdenwijk/uitvoeringsprogramma/"
PAD = "/geleerdenwijk/uitvoeringsprogramma/"


def test_pagina_pdf_en_odt_zeggen_blok_voor_blok_hetzelfde(versie, client):
    document = Document.uit_json(versie.boom)
    soorten = {type(blok) for deel in document.delen for blok in deel.blokken}
    assert {Grafiek, Kaart, Tabel} <= soorten and "Weinig tijd." in str(versie.boom) and "Eerder bellen" in str(versie.boom)
    html = client.get(PAD).content.decode()
    pdf, odt = (client.get(f"{PAD}versies/1/programma.{soort}").content for soort in ("pdf", "odt"))
    teksten = {"pagina": pagina_tekst(html), "pdf": pdf_tekst(pdf), "odt": odt_tekst(odt)}
    verwacht = kaal(document.titel + document.onder)
    for deel in document.delen:
        verwacht += kaal(deel.kop)
        for blok in deel.blokken:
            verwacht += kaal("".join(regel if not isinstance(blok, Tabel | Grafiek) else regel.replace(" | ", "") for regel in blok.regels()))
            for naam, tekst in teksten.items():
                assert tekst.startswith(verwacht), f"{naam} differs at {blok}: {tekst[len(verwacht) - 80 : len(verwacht) + 20]}"
    assert set(teksten.values()) == {verwacht}


def _geef_cijfers(evaluatie: Evaluatie, **per_kant: int) -> None:
    vraag = evaluatie.vragen.filter(soort="cijfer").first() or evaluatie.vragen.create(volgorde=9, tekst="Bent u tevreden?", soort="cijfer")
    Evaluatie.objects.filter(pk=evaluatie.pk, bevroren_op=None).update(bevroren_op=timezone.now())
    for kant, hoeveel in per_kant.items():
        for n in range(hoeveel):
            wie = evaluatie.genodigden.create(kant=kant, email=f"{kant}{n}@voorbeeld.nl")
            wie.antwoorden.create(vraag=vraag, cijfer=4 if n else 5)
    evaluatie.genodigden.update(ingevuld_op=timezone.now())


def _deel(programma, sleutel: str) -> str:
    return "\n".join(next(deel for deel in stel_samen(programma, "").delen if deel.sleutel == sleutel).regels())


def test_het_zegt_per_kant_hoe_tevreden_mensen_zijn_maar_niet_van_een_kleine_groep(programma):
    evaluatie = Evaluatie.objects.get()
    assert "Er antwoordden te weinig mensen om cijfers te laten zien." in _deel(programma, "opbrengst")
    _geef_cijfers(evaluatie, bewoners=12, organisaties=7, gemeente=2)
    tekst = _deel(programma, "opbrengst")
    # The municipality's two are hidden, and the organisations with them: else the total less the others would tell.
    kop, rij = tekst.split("Hoe tevreden mensen zijn\n")[1].splitlines()[:2]
    assert kop == "Vraag | Iedereen die gevraagd is | Bewoners en ondernemers"
    assert rij == "Bent u tevreden? (1 = heel ontevreden, 5 = heel tevreden) | 4,1 (21) | 4,1 (12)"


def test_de_cijfers_van_een_jaar_staan_er_met_hoe_ze_geteld_zijn(programma):
    for jaar, waarde in ((1, 3), (2, 5)):
        cijfer = Jaarcijfer("ideeen", "Ideeën ingebracht", "ideeën die in dat jaar binnenkwamen", waarde, groep="Ideeën")
        velden = {"status": "vastgesteld", "samenvatting": "S", "jaar": jaar, "cijfers": als_json([cijfer])}
        Evaluatie.objects.create(wijk=programma.wijk, titel=f"Jaar {jaar}", **velden)
    tekst = _deel(programma, "cijfers")
    assert "Wat | Jaar 1 | Jaar 2 | Hoe geteld\nIdeeën ingebracht | 3 | 5 | Ideeën die in dat jaar binnenkwamen" in tekst
    programma.wijk.startdatum = date(2024, 5, 11)
    tekst = _deel(programma, "cijfers")
    assert "Wat | Jaar 1 (2024-2025) | Jaar 2 (2025-2026) | Hoe geteld" in tekst
    assert "Jaar 2 loopt van 11 mei 2025 tot en met 10 mei 2026." in tekst and "van de start tot en met" in tekst


def test_werk_zonder_geld_heeft_geen_bedrag_en_een_tabel_geen_lege_kolom(programma):
    stel_beschikbaar(programma.wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    Project.objects.get().dekkingen.create(bron="eigen_werk", uren=120)
    assert "eigen werk van bewoners | geen | 120 uur" in _deel(programma, "geld")
    assert "Geld\nWat | Getal\nBeschikbaar gesteld" in _deel(programma, "cijfers")
    Project.objects.update(status="gestopt", reden_gestopt="Geen geld.")
    assert "eigen werk van bewoners, toegezegd voor een project dat gestopt is | geen | 120 uur" in _deel(programma, "geld")


def test_de_samenvatting_zegt_wat_het_bracht_kostte_en_leerde_en_wat_we_vragen(programma, wijk, ambtenaar):
    stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    wijk.urenregels.create(werk="vragen", uren=13, door=ambtenaar)
    wijk.themas.create(naam="Zorg")
    evaluatie = Evaluatie.objects.get()
    uren = evaluatie.vragen.create(volgorde=2, tekst="Waren er genoeg uren?", soort="cijfer", kant="gemeente")
    Evaluatie.objects.update(bevroren_op=timezone.now())
    for n in range(5):
        evaluatie.genodigden.create(kant="gemeente", email=f"g{n}@voorbeeld.nl").antwoorden.create(vraag=uren, cijfer=2)
    _geef_cijfers(evaluatie, bewoners=12)
    tekst = _deel(programma, "samenvatting")
    for zin in (
        "Daar kwam 1 project uit. Dat is nog niet klaar.",
        "Er is €\xa050.000. Daarvan is nog alles te verdelen. De gemeente schreef 13 uur op. Uren die niemand opschreef",
        "Op de vraag “Waren er genoeg uren?” gaf de gemeente zelf gemiddeld een 2,0 (1 = nee, 5 = ja).",
        "We keken 1 keer terug met wie erbij was. Op de vraag hoe tevreden mensen zijn, gaven zij gemiddeld een 4,1 (1 = heel",
        "Het hoogste cijfer was een 4,1: op “Bent u tevreden?” (bewoners en ondernemers). Het laagste cijfer was een 2,0: op “Waren er genoeg uren?”",
        "Dat gaf 1 leerpunt.",
        "Stel dit uitvoeringsprogramma vast.\nBesluit: starten met een volgende wijk: Rivierenwijk.",
        "De Geleerdenwijk kreeg €\xa050.000. Wat er al van bekend is, staat bij “Een volgende wijk”.\nIn deze wijk loopt nog 1 project.",
    ):
        assert zin in tekst
    assert "er nog geen klaar. Nog niet open is: “Zorg”. Ideeën daarover bewaren we" in _deel(programma, "kader")
    wijk.draagvlakconclusies.create(uitkomst="geheel", toelichting="Ja.")
    for werk, gepland in (("vragen", 120), ("begeleiding", 160)):
        wijk.capaciteit.create(werk=werk, uren=gepland, van=date(2026, 1, 1), tot=date(2026, 12, 31))
    kader = _deel(programma, "kader")
    assert "aan de slag. Dat doen we stap voor stap, niet met alle thema’s tegelijk. Nog niet open is" in kader
    assert "Samen | 280 uur | 13 uur" in kader
    wijk.capaciteit.update(van=timezone.localdate() - timedelta(days=9), tot=timezone.localdate() + timedelta(days=10))
    assert "13 uur op van de 140 uur die tot nu toe gepland waren." in _deel(programma, "samenvatting")
    assert "Uit de ideeën kwam 1 project." in _deel(programma, "projecten")


def test_het_hoogste_cijfer_is_dat_van_alles_wat_de_paginas_tonen(programma):
    """Where a small side is not shown, all together can be above every side; and what is written alike is equally high."""
    [evaluatie] = Evaluatie.objects.all()
    vragen = [evaluatie.vragen.create(volgorde=n, tekst=tekst, soort="cijfer") for n, tekst in enumerate(("Snel?", "Duidelijk?", "Samen?"), 2)]
    groepen = [
        [Groep(ALLEN, Counter({5: 6, 4: 7})), Groep("Bewoners", Counter({4: 7}))],
        [Groep(ALLEN, Counter({4: 9})), Groep("Bewoners", Counter({4: 9}))],
        [Groep("Organisaties", Counter({5: 49, 4: 51})), Groep(VOORBIJ, Counter({2: 5}))],
    ]
    gegeven = {evaluatie.pk: [Uitslag(vraag, groep, [], []) for vraag, groep in zip(vragen, groepen, strict=True)]}
    [zin] = _hoog_en_laag(SimpleNamespace(evaluaties=[evaluatie], tevredenheid=gegeven))
    assert zin.startswith(f"Het hoogste cijfer was een 4,5: op “Snel?” ({ALLEN.lower()}) en “Samen?” (organisaties). De laagste")
    assert f"2,0 op “Samen?” ({VOORBIJ.lower()})" in zin and zin.count("Duidelijk") == 1


def test_een_voorbeeld_zegt_het_ook_met_een_eigen_inleiding(programma, wijkcoordinator):
    programma.wijk.voorbeeld = True
    deeds.schrijf_paragraaf(programma, "inleiding", "Onze eigen woorden.", door=wijkcoordinator)
    assert "Onze eigen woorden.\nDit is een voorbeeld" in _deel(programma, "inleiding")


def test_een_lange_tabel_is_op_de_pagina_te_vouwen_en_een_korte_niet():
    delen = [Deel("a", "A", [Tabel(f"{n} dingen", ["Wat"], [["x"]] * n, []) for n in (4, 5)])]
    html = render_to_string("evaluatie/deel_document.html", {"document": Document("T", "", delen)})
    assert html.count('<details class="wp-meer wp-lang">') == 1 and '<summary class="wp-niet-printen">5 dingen (5 regels)</summary>' in html


def test_op_de_pagina_staat_de_samenvatting_heel_en_van_elk_ander_deel_eerst_de_tekst():
    blokken = [Alinea("Eerst"), Lijst(["punt"]), Kop("Dan"), Alinea("Meer")]
    kern = {sleutel: Deel(sleutel, "K", blokken).kern for sleutel in ("samenvatting", "tegenspraak", "geld")}
    assert kern == {"samenvatting": blokken, "tegenspraak": blokken, "geld": blokken[:2]}
    delen = [Deel("geld", "Het geld", blokken), Deel("kort", "Kort", blokken[:2])]
    html = render_to_string("evaluatie/deel_document.html", {"document": Document("T", "", delen)})
    assert html.count("<details") == 1 and html.index("Eerst") < html.index("Lees verder over: Het geld</summary>") < html.index("<h3>Dan</h3>")


def test_een_inleidende_alinea_blijft_op_papier_bij_de_tabel_erna():
    tabel_ = Tabel("T", ["Wat", "Getal"], [["a", "1"]], [1])
    deel = Deel("geld", "Het geld", [Alinea("Eerst, en lang. " * 10), Alinea("Kort"), Alinea("Dan"), tabel_, Alinea("Slot")])
    assert [plakt for _, plakt in deel.met_volgende()] == [False, True, True, False, False]
    assert Grafiek("G", "Wat", "Uitkomst", [("a", 790, "79,0 van 100")], vol=1000).lengtes() == [79.0]
    assert Grafiek("G", "Wat", "Ideeën", [("a", 4, "4"), ("b", 2, "2")]).lengtes() == [100, 50]


def test_geld_dat_openstaat_bij_projecten_die_klaar_zijn_staat_er(programma):
    budget, project = stel_beschikbaar(programma.wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM).budget, Project.objects.get()
    Project.objects.filter(pk=project.pk).update(geen_eigen_randvoorwaarden=True)
    project.rollen.set([project.wijk.rollen.create(proces=False, persoon="iemand", soort=soort) for soort in ("besluit", "meedoen")])
    reserveer(budget, Project.objects.get(), Bedrag("1.000"), door=SYSTEEM)
    assert "openstaat" not in _deel(programma, "geld")
    tekst = _deel(programma, "projecten").replace("\xa0", " ")
    assert "Een bank | niet bekend | € 1.000,00 | € 0,00 | € 0,00 | € 1.000,00" in tekst and "Samen |" not in tekst and "Let op" not in tekst
    Project.objects.update(geraamd=Bedrag("800"))
    Project.objects.create(wijk=project.wijk, slug="pad", titel="Een pad", status="voorbereiding", geraamd=Bedrag("300"))
    Project.objects.create(wijk=project.wijk, slug="kast", titel="Een kast", status="voorbereiding", kost_niets=True)
    tekst = _deel(programma, "projecten").replace("\xa0", " ")
    assert "Samen | € 1.100,00 | € 1.000,00 | € 0,00 | € 0,00 | € 1.000,00" in tekst and "Dit project kost niets: Een kast." in tekst
    assert "Let op bij deze projecten:\nEen bank: € 200 meer dan geraamd. Geraamd was € 800." in tekst
    assert "Samen | € 50.000,00" in _deel(programma, "geld").replace("\xa0", " ")
    Project.objects.filter(pk=project.pk).update(status="geevalueerd")
    assert "Een bank | geëvalueerd | €\xa01.000,00 | €\xa00,00 | €\xa01.000,00" in _deel(programma, "geld")


def test_wat_een_volgende_wijk_vraagt_zijn_alleen_ingevoerde_feiten(programma, wijkcoordinator):
    stel_beschikbaar(programma.wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    tekst = _deel(programma, "volgende").replace("\xa0", " ")
    assert "Budget van de wijk | nog niet bekend | € 50.000\nUren van de gemeente, gepland | nog niet bekend | nog niet bekend" in tekst
    nieuw = volgende.start_wijk(programma.wijk, {"naam": "Rivierenwijk", "slug": "rivierenwijk"}, door=wijkcoordinator)
    stel_beschikbaar(nieuw, Bedrag("60.000"), "Besluit", door=SYSTEEM)
    assert "Budget van de wijk | € 60.000 | € 50.000" in _deel(programma, "volgende").replace("\xa0", " ")


def test_projecten_staan_met_een_nummer_op_de_kaart_en_wie_dichtbij_is_deelt_het(programma):
    wijk = programma.wijk
    for nummer, (titel, lat, lon) in enumerate((("Naast de bank", 52.35001, 4.618), ("Ver weg", 52.3511, 4.621)), start=50):
        project = Project.objects.create(wijk=wijk, slug=f"p{nummer}", titel=titel, status="afgerond")
        wijk.ideeen.create(nummer=nummer, titel="I", soort="kans", openbaar=True, project=project, status="project", lat=lat, lon=lon)
    Project.objects.create(wijk=wijk, slug="nergens", titel="Nergens", status="afgerond")
    [kaart] = [blok for deel in stel_samen(programma, "").delen for blok in deel.blokken if isinstance(blok, Kaart)]
    assert kaart.legenda == ["1. Een bank (in uitvoering); Naast de bank (afgerond)", "2. Ver weg (afgerond)"] and len(kaart.punten) == 2
    assert re.findall(r">(\d)</text>", kaart_svg(kaart)) == ["1", "2"]
    rijen = [regel.split(" | ") for regel in _deel(programma, "projecten").splitlines()]
    assert {rij[0]: rij[-1] for rij in rijen if len(rij) == 5} | {"Project": ""} == {
        "Project": "",
        "Een bank": "1",
        "Naast de bank": "1",
        "Ver weg": "2",
        "Nergens": "geen plek",
    }


def test_de_pdf_is_toegankelijk_en_blijvend(versie, client):
    inhoud = client.get(f"{PAD}versies/1/programma.pdf").content
    assert "Programma&meer2/" in pdf_tekst(inhoud, met_voet=True) and "Inditprogramma" not in pdf_tekst(inhoud)
    lang = Document("Lang", "", [Deel("a", "Deel A", [Alinea("Zin. " * 9000)]), Deel("b", "Deel B", [Alinea("Slot.")])])
    assert re.match(r"LangInditprogrammaDeelA[.]*1DeelB", pdf_tekst(als_pdf(lang, date(2026, 5, 1))))
    with pikepdf.open(io.BytesIO(inhoud)) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "2A" and metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Programma & meer" and str(document.Root.Lang).startswith("nl") and document.Root.MarkInfo.Marked
        # The pictures are drawn, not photographed.
        assert not [beeld for blad in document.pages for beeld in blad.get_images()]


def test_de_odt_heeft_echte_koppen_tabellen_en_beelden_met_uitleg(versie, client):
    odt = Odt(io.BytesIO(client.get(f"{PAD}versies/1/programma.odt").content))
    document = Document.uit_json(versie.boom)
    koppen = [(int(kop.level), kop.text_recursive) for kop in odt.body.headers]
    assert koppen[0] == (1, "Programma & meer") and [tekst for niveau, tekst in koppen if niveau == 2] == [deel.kop for deel in document.delen]
    tabellen = [blok for deel in document.delen for blok in deel.blokken if isinstance(blok, Tabel | Grafiek)]
    assert len(odt.body.tables) == len(tabellen) == len(odt.body.get_elements("//table:table-header-rows"))
    # Every row stays whole, every page has its number, and what reads it aloud reads Dutch.
    rijen = odt.body.get_elements("//table:table-row")
    assert {rij.get_attribute("table:style-name") for rij in rijen} == {"wp-rij"}
    assert len(odt.styles.get_elements("//style:footer//text:page-number")) == 1
    assert {letters.get_attribute("fo:language") for letters in odt.styles.get_elements("//style:default-style/style:text-properties")} == {"nl"}
    assert not [een for een in odt.styles.get_elements("//text:outline-level-style") if een.get_attribute("style:num-format")]
    frames = odt.body.get_elements("//draw:frame")
    assert frames and all(frame.get_element("svg:desc").text for frame in frames)
    for beeld in odt.body.get_elements("//draw:image"):
        pad = beeld.get_attribute("xlink:href")
        assert odt.container.get_part(pad).startswith(b"<svg") and odt.manifest.get_media_type(pad) == "image/svg+xml"
    assert odt.language == "nl-NL" and odt.meta.title == "Programma & meer"


def test_libreoffice_opent_de_odt_zonder_herstel_en_leest_dezelfde_tekst(versie, client, tmp_path):
    if not shutil.which("soffice"):
        assert not os.environ.get("CI"), "CI installs LibreOffice (.ci/run)."
        pytest.skip("no LibreOffice here")
    bestand = tmp_path / "programma.odt"
    bestand.write_bytes(client.get(f"{PAD}versies/1/programma.odt").content)
    for soort in ("txt:Text (encoded):UTF8", "pdf"):
        opdracht = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profiel", "--headless", "--convert-to", soort, "--outdir", tmp_path, bestand]
        klaar = subprocess.run(opdracht, capture_output=True, text=True, timeout=120)
        klachten = [regel for regel in klaar.stderr.splitlines() if regel.strip() and "javaldx" not in regel]  # Java is not there, nor asked for
        assert klaar.returncode == 0 and not klachten
    gelezen = kaal((tmp_path / "programma.txt").read_text("utf-8-sig")).replace("•", "")
    assert gelezen == odt_tekst(bestand.read_bytes())
    with pikepdf.open(tmp_path / "programma.pdf") as pdf:
        assert len(pdf.pages) > 1


def test_niemand_wordt_genoemd(versie):
    tekst = str(versie.boom)
    assert "Ans" not in tekst and "een bewoner" in tekst and "voorbeeld.nl" not in tekst


@pytest.mark.parametrize("aanval", ["UPDATE {t} SET besluit = 'anders'", "UPDATE {t} SET boom = '{{}}'", "DELETE FROM {t}"])
def test_de_database_weigert_een_versie_te_veranderen(versie, aanval):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(aanval.format(t="evaluatie_programmaversie"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Programmaversie.objects.update(nummer=7)
    assert Programmaversie.objects.get().boom == versie.boom


def test_een_versie_volgt_de_cijfers_niet_meer_en_het_concept_wel(versie, wijk, wijkcoordinator, als, client):
    wijk.ideeen.create(nummer=9, titel="Nog een", soort="kans", status="ontvangen", openbaar=True)
    assert "3 ideeën" in client.get(PAD).content.decode()
    deeds.haal_terug(versie.programma, door=wijkcoordinator)
    assert "4 ideeën" in als(wijkcoordinator).get(f"{WERK}concept/").content.decode()
    client.logout()
    html = client.get(PAD).content.decode()
    assert "3 ideeën" in html and "werkt aan een nieuwe versie" in html


def test_elke_ronde_is_een_versie_en_twee_versies_zijn_te_vergelijken(versie, wijkcoordinator, bestuur, client):
    programma = versie.programma
    assert client.get(f"{PAD}vergelijk/").status_code == 404
    deeds.stuur_terug(programma, "Leg de kosten uit.", door=bestuur)
    assert programma.status == "concept"
    deeds.schrijf_programma(programma.wijk, {"titel": "Programma met kosten & meer"}, door=wijkcoordinator)
    programma.refresh_from_db()
    deeds.bied_aan(programma, door=wijkcoordinator)
    deeds.stel_programma_vast(programma, "Het college stemt in.", timezone.localdate(), door=bestuur)
    assert list(programma.versies.values_list("nummer", "status")) == [(3, "vastgesteld"), (2, "aangeboden"), (1, "aangeboden")]
    html = client.get(f"{PAD}vergelijk/?van=1&naar=2").content.decode()
    assert re.search(r"Programma\s+<ins><small>erbij:</small>\s+met kosten\s*</ins>\s*&amp;", html) and "<del>" not in html
    html = client.get(f"{PAD}vergelijk/?van=2&naar=3").content.decode()
    assert "<ins><small>erbij:</small> Het college stemt in.</ins>" in html and html.count('<section aria-labelledby="deel-') == 1
    assert "zeggen hetzelfde" in client.get(f"{PAD}vergelijk/?van=2&naar=2").content.decode()
    assert "Het college stemt in." in client.get(PAD).content.decode()
    assert "Er is een nieuwere versie" in client.get(f"{PAD}versies/1/").content.decode()


def test_een_eigen_tekst_gaat_voor_en_leegmaken_brengt_die_van_het_portaal_terug(programma, wijkcoordinator, als):
    client, pad = als(wijkcoordinator), f"{WERK}delen/ideeen/"
    gezien = lambda: client.get(pad).context["form"].initial["gezien"]  # noqa: E731
    assert "3 ideeën" in client.get(pad).content.decode()
    # What the portal composed, sent back unchanged, stays the portal's.
    client.post(pad, {"tekst": voorstel(Bron(programma, programma.wijk), "ideeen").replace("\n", "\r\n"), "gezien": gezien()})
    assert Paragraaf.objects.get().tekst == ""
    client.post(pad, {"tekst": "Onze eigen woorden.", "gezien": gezien()})
    tekst = client.get(f"{WERK}concept/").content.decode()
    assert "Onze eigen woorden." in tekst and "brachten 3 ideeën in: 2 kansen" not in tekst and "Wat er met de ideeën gebeurde" in tekst
    client.post(pad, {"tekst": "", "gezien": gezien()})
    assert "brachten 3 ideeën in: 2 kansen en 1 knelpunt" in client.get(f"{WERK}concept/").content.decode()


def test_twee_die_tegelijk_schrijven_verliezen_niets(programma, wijkcoordinator, als):
    client, pad = als(wijkcoordinator), f"{WERK}delen/vervolg/"
    gezien = client.get(pad).context["form"].initial["gezien"]
    client.post(pad, {"tekst": "Van de een.", "gezien": gezien})
    botsing = client.post(pad, {"tekst": "Van de ander.", "gezien": gezien})
    html = botsing.content.decode()
    assert botsing.status_code == 422 and "Van de ander." in html and "Nu staat er: Van de een." in html
    assert client.post(pad, {"tekst": "Van allebei.", "gezien": botsing.context["form"].data["gezien"]}).status_code == 302
    assert Paragraaf.objects.get().tekst == "Van allebei."


def test_het_logboek_noemt_het_deel_dat_is_geschreven(wijk, wijkcoordinator):
    programma = deeds.schrijf_programma(wijk, {"titel": "Het programma"}, door=wijkcoordinator)
    for tekst in ("Zo gaan we verder.", "Zo gaan we verder.", ""):
        deeds.schrijf_paragraaf(programma, "vervolg", tekst, door=wijkcoordinator)
    deeds.schrijf_paragraaf(programma, "geld", "", door=wijkcoordinator)
    regels = [gebeurtenis.wijzigingen for gebeurtenis in wijk.gebeurtenissen.van_soort("programma.geschreven").nieuwste_eerst()]
    assert regels == [["Hoe we verdergaan in deze wijk: gewijzigd"]] * 2 + [["Titel: gewijzigd"]]


def test_meer_projecten_kosten_niet_meer_vragen(programma):
    stel_beschikbaar(programma.wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)

    def vragen() -> int:
        with CaptureQueriesContext(
            connection,
        ) as gesteld:
            assert stel_samen(programma, "").delen
        return len(gesteld)

    eerst = vragen()
    for nummer in range(12):
        project = Project.objects.create(wijk=programma.wijk, slug=f"p{nummer}", titel=f"P{nummer}", status="afgerond")
        project.dekkingen.create(bron="eigen_werk", uren=3)
        programma.wijk.ideeen.create(nummer=100 + nummer, titel="I", soort="kans", openbaar=True, project=project, status="project")
        evaluatie = Evaluatie.objects.create(wijk=programma.wijk, project=project, titel="E", status="vastgesteld", samenvatting="S")
        _geef_cijfers(evaluatie, bewoners=6)
        Leerpunt.objects.create(wijk=programma.wijk, soort="behouden", tekst="L", evaluatie=evaluatie)
    assert vragen() == eerst
