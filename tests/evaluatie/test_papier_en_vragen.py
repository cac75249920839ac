"""The same questions on paper, and the usual questions of a wijk."""

import io
import re
from datetime import timedelta

import pikepdf
import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Antwoord, Evaluatie, Genodigde, Kant, Standaardvraag
from evaluatie.papier import brengen, vragenlijsten_pdf
from evaluatie.vragenset import vingerafdruk, vragenset
from tests.blad import deel
from tests.evaluatie.hulp import schrijf_op
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.woorden import datum

PAPIER = "/werkplek/geleerdenwijk/evaluaties/papier/"


@pytest.fixture
def formulier(lopend, ambtenaar) -> Genodigde:
    return deeds.nodig_uit(lopend, "organisaties", [], 2, door=ambtenaar)[0]


def test_wie_geen_mail_heeft_krijgt_een_formulier_dat_iedereen_kan_lezen(formulier, lopend, ambtenaar, als):
    antwoord = als(ambtenaar).get(f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/formulieren/")
    with pikepdf.open(io.BytesIO(antwoord.content)) as pdf:
        assert len(pdf.pages) == 2, "each on one sheet"
        groottes = [float(op[1]) for blad in pdf.pages for op, wat in pikepdf.parse_content_stream(blad) if str(wat) == "Tf"]
        assert min(groottes) >= 12 and groottes.count(18) == 2, "old people read it; the title is large, and no word of a scale"
        with pdf.open_metadata() as wat:
            assert (wat["pdfuaid:part"], wat["pdfaid:part"], wat["pdfaid:conformance"]) == ("1", "2", "A")
    assert antwoord["Cache-Control"] == "private, no-store"


def test_bij_een_vraag_in_woorden_aan_een_kant_staat_dat_wie_het_leest_dat_weet(wijk, ambtenaar, client, monkeypatch):
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "T", "open_tot": timezone.localdate()}, door=ambtenaar)
    velden = {"tekst": "Wat kostte het u?", "soort": "tekst", "kant": "organisaties"}
    deeds.bewaar_vraag(evaluatie, velden, evaluatie.vragen.last(), door=ambtenaar)
    van = {kant: deeds.nodig_uit(evaluatie, kant, [], 1, door=ambtenaar)[0] for kant in Kant}
    deeds.open_evaluatie(evaluatie, door=ambtenaar)
    zin = "Deze vraag stellen we alleen aan organisaties. Wie uw antwoord leest, weet dat dus."
    paginas = {kant: client.get(genodigde.get_absolute_url()).content.decode() for kant, genodigde in van.items()}
    assert [kant for kant, pagina in paginas.items() if zin in pagina] == ["organisaties"] and paginas["organisaties"].count(zin) == 1
    op_papier = []
    monkeypatch.setattr("evaluatie.papier.maak_pdf", lambda sjabloon, gegevens, datum: op_papier.append(gegevens))
    vragenlijsten_pdf(evaluatie, van.values())
    [gegevens] = op_papier
    assert [vraag["uitleg"] for vraag in gegevens["vragen"]["organisaties"] if vraag["uitleg"]] == [zin]


def test_een_ambtenaar_voert_een_formulier_een_keer_in(formulier, lopend, ambtenaar, als, client):
    als(ambtenaar)
    pad = f"{PAPIER}?code={formulier.leesbaar.lower()}"
    pagina = client.get(pad).content.decode()
    assert "Noem geen namen" not in pagina, "that is said to who writes, not to who copies"
    assert "Was uw rol duidelijk?" not in pagina and "Was de rol van uw organisatie duidelijk?" in pagina and "genoeg uren" not in pagina
    vraag = lopend.vragen.first()
    assert client.post(pad, {"leeg": "1"}).status_code == 422 and not Antwoord.objects.exists()
    assert client.post(pad, {f"vraag_{vraag.pk}": "4"})["Location"] == PAPIER
    assert Antwoord.objects.get().cijfer == 4 and Gebeurtenis.objects.get(soort="evaluatie.ingevuld").door == ambtenaar
    weer = client.get(pad)
    assert weer.status_code == 422 and "al ingevoerd" in weer.content.decode()
    # The same person's own page knows it too.
    assert "Uw antwoorden zijn binnen" in client.get(formulier.get_absolute_url()).content.decode()
    assert client.get(f"{PAPIER}?code=2222-2223").status_code == 422


def test_een_cijfer_zegt_bij_elke_vraag_wat_het_betekent(formulier, lopend, ambtenaar, als):
    form = als(ambtenaar).get(f"{PAPIER}?code={formulier.leesbaar}").context["form"]
    uitersten = {str(veld.label): (veld.choices[0][1], veld.choices[-2][1]) for veld in form.fields.values() if hasattr(veld, "choices")}
    assert uitersten["Was de rol van uw organisatie duidelijk?"] == ("1 = nee", "5 = ja")
    assert all(veld.choices[-1] == ("", "geen antwoord") for veld in form.fields.values() if hasattr(veld, "choices")), "to take back a choice"
    assert next(w for vraag, w in uitersten.items() if "tevreden" in vraag) == ("1 = heel ontevreden", "5 = heel tevreden")


def test_de_code_op_papier_is_geen_link(formulier, client):
    assert client.get(f"/geleerdenwijk/evaluaties/invullen/{formulier.papiercode}/").status_code == 404


# --- the usual questions ----------------------------------------------------------------------------------------------
VRAGEN = "/werkplek/geleerdenwijk/evaluaties/vragen/project/"


def ingevuld(client, **anders) -> dict:
    form = client.get(VRAGEN).context["form"]
    return {naam: form.get_initial_for_field(veld, naam) for naam, veld in form.fields.items()} | anders


def test_de_coordinator_wijzigt_de_vragen_van_elke_volgende_evaluatie(wijk, lopend, wijkcoordinator, ambtenaar, als, client):
    als(wijkcoordinator)
    velden = ingevuld(client, tekst_1="Bent u blij?", tekst_8="")
    assert client.post(VRAGEN, velden).status_code == 302
    assert list(wijk.standaardvragen.values_list("over", "volgorde").order_by("volgorde")) == [("project", n) for n in range(1, 8)]
    # Somebody else's page, from before: nothing is lost, and what was typed is kept.
    geweigerd = client.post(VRAGEN, velden | {"tekst_1": "Bent u boos?"})
    assert geweigerd.status_code == 422 and "Iemand anders" in geweigerd.content.decode() and "Bent u boos?" in geweigerd.content.decode()
    opnieuw = geweigerd.context["form"].data
    assert client.post(VRAGEN, {naam: opnieuw[naam] for naam in velden}).status_code == 302
    assert wijk.standaardvragen.get(volgorde=1).tekst == "Bent u boos?"
    leeg = ingevuld(client) | {f"tekst_{n}": "" for n in range(1, 9)}
    assert client.post(VRAGEN, leeg).status_code == 422
    assert lopend.vragen.count() == 8, "what runs keeps its own"
    proces = deeds.maak_evaluatie(wijk, {"titel": "T", "open_tot": timezone.localdate()}, door=ambtenaar)
    assert proces.vragen.first().tekst.startswith("Hoe tevreden"), "the other kind has its own set"
    assert als(ambtenaar).post(VRAGEN, velden).status_code == 403


def test_een_set_heeft_ten_hoogste_acht_vragen_ook_langs_de_daad_om(wijk, wijkcoordinator, ambtenaar):
    negen = [("Vraag?", "tekst", "")] * 9
    gezien = vingerafdruk(vragenset(wijk, "project"))
    with pytest.raises(Geweigerd, match="een tot 8"):
        deeds.bewaar_vragenset(wijk, "project", negen, gezien=gezien, door=wijkcoordinator)
    with pytest.raises(GeenRecht):
        deeds.bewaar_vragenset(wijk, "project", negen[:3], gezien=gezien, door=ambtenaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Standaardvraag.objects.create(wijk=wijk, over="project", volgorde=9, tekst="Negen?", soort="tekst")


def test_voor_de_laatste_dag_staat_er_wie_nog_niet_antwoordde_en_daarna_is_papier_voorbij(formulier, lopend, ambtenaar, als, client):
    """Closing and concluding early say whom that leaves out; a form that comes too late explains itself."""
    pad = f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/"
    als(ambtenaar)
    open_ = client.get(pad).content.decode()
    assert "8 mensen hebben nog niet geantwoord; 2 daarvan hebben een formulier op papier. Als u de evaluatie nu sluit," in open_
    schrijf_op(lopend, door=ambtenaar)
    deeds.sluit(lopend, door=ambtenaar)
    assert "Als u de evaluatie nu vaststelt," in client.get(pad).content.decode()
    deeds.stel_vast(lopend, "Het werkte.", zonder_antwoorden=True, door=ambtenaar)
    klaar = client.get(pad).content.decode()
    assert "Print de formulieren" not in klaar and "niet geantwoord" not in klaar
    te_laat = client.get(f"{PAPIER}?code={formulier.leesbaar}")
    assert te_laat.status_code == 422 and "Antwoorden die later komen, tellen niet mee:" in te_laat.content.decode()
    assert client.get(f"{pad}formulieren/")["Location"] == pad


def test_na_het_vragen_staat_er_wat_er_met_wie_gebeurt(wijk, ambtenaar, als, client):
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "T", "open_tot": timezone.localdate()}, door=ambtenaar)
    pad = f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/"
    als(ambtenaar)

    def vraag(**velden) -> str:
        return client.post(pad, deel("uitnodigen", kant="bewoners", **velden), follow=True).content.decode()

    assert "1 persoon op de lijst gezet. De e-mail gaat weg als u de evaluatie opent." in vraag(adressen="a@voorbeeld.nl")
    assert "2 formulieren op papier erbij. Print ze als u de evaluatie opent." in vraag(brieven="2")
    for kant in ("organisaties", "gemeente"):
        deeds.nodig_uit(evaluatie, kant, [], 1, door=ambtenaar)
    deeds.open_evaluatie(evaluatie, door=ambtenaar)
    beide = vraag(adressen="b@voorbeeld.nl\nc@voorbeeld.nl", brieven="1")
    assert "2 mensen kregen een e-mail met een eigen link. 1 formulier op papier erbij. Print ze bovenaan deze pagina." in beide
    assert "1 adres stond al op de lijst en krijgt geen tweede e-mail." in vraag(adressen="A@voorbeeld.nl")
    deels = vraag(adressen="A@voorbeeld.nl\nb@voorbeeld.nl\nd@voorbeeld.nl")
    assert "1 persoon kreeg een e-mail" in deels and "2 adressen stonden al op de lijst en krijgen geen tweede e-mail." in deels
    assert len(mail.outbox) == 4
    assert "2 mensen kregen een e-mail" in vraag(adressen="e@voorbeeld.nl; f@voorbeeld.nl,")
    assert "Regel 1: “geen adres” is geen e-mailadres." in vraag(adressen="g@voorbeeld.nl; geen adres")


def test_een_vraag_die_weg_is_staat_klaar_om_terug_te_zetten_en_de_pagina_zegt_hoeveel_er_mogen(wijk, ambtenaar, als, client):
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "T", "open_tot": timezone.localdate()}, door=ambtenaar)
    pad, vraag = f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/", evaluatie.vragen.get(volgorde=4)
    vol = als(ambtenaar).get(pad).content.decode()
    assert "ten hoogste 8 vragen. Wilt u een andere vraag stellen? Haal er dan eerst een weg." in vol and 'id="vul-vraag"' not in vol
    weg = client.post(f"{pad}daad/", {"daad": f"vraag_weg:{vraag.pk}"}, follow=True)
    form = weg.context["forms"]["vraag"]
    assert 'id="vul-vraag" open' in weg.content.decode() and evaluatie.vragen.count() == 7
    client.post(pad, deel("vraag", **{naam: form[naam].value() for naam in form.fields}))
    assert evaluatie.vragen.filter(tekst=vraag.tekst, soort=vraag.soort, kant=vraag.kant).count() == 1


def test_de_werklijst_zegt_van_welke_evaluatie_antwoorden_te_lezen_zijn(lopend, vul, ambtenaar, als):
    tekst = lopend.vragen.filter(soort="tekst", kant="").first()
    for genodigde in deeds.nodig_uit(lopend, "bewoners", [], 5, door=ambtenaar):
        deeds.vul_in(genodigde, {tekst: "Het bankje."}, door=None)
    lijst = als(ambtenaar).get("/werkplek/geleerdenwijk/").content.decode()
    assert "5</span> antwoorden zijn nog niet gelezen, van de evaluatie “Terug op het jaar”" in lijst
    assert f'href="/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/#antwoorden"' in lijst


def test_het_formulier_noemt_de_wijk_en_waar_het_heen_kan(formulier):
    wijk = formulier.evaluatie.wijk
    assert brengen(wijk) == "de gemeente Heemstede"
    wijk.bezoekadres = "Raadhuisplein 1."
    assert brengen(wijk) == "de gemeente Heemstede: Raadhuisplein 1"
    pdf = vragenlijsten_pdf(formulier.evaluatie, [formulier])
    with pikepdf.open(io.BytesIO(pdf)) as boek:
        assert len(boek.pages) == 1


def test_een_code_van_een_evaluatie_leidt_bij_de_ideeen_naar_waar_die_hoort(formulier, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/evaluaties/{formulier.evaluatie_id}/"
    assert f'href="{PAPIER}"' in als(ambtenaar).get(pad).content.decode()
    geweigerd = client.post("/werkplek/geleerdenwijk/papier/", {"code": formulier.leesbaar, "titel": "Wat ik al typte"})
    tekst = geweigerd.content.decode()
    assert geweigerd.status_code == 422 and "Dit is een formulier van de evaluatie “Terug op het jaar”" in tekst and "Wat ik al typte" in tekst
    ander = client.get(f"{PAPIER}?code={formulier.papiercode}")
    assert f'href="{PAPIER}?code={formulier.papiercode}"' in tekst and ander.status_code == 200 and ander.context["genodigde"] == formulier
    assert "Code van het formulier" in client.get(PAPIER).content.decode()


def test_wie_bij_de_ideeen_de_code_van_een_evaluatie_typt_leest_wat_dat_is_en_niet_of_er_al_antwoord_is(formulier, lopend, ambtenaar, client):
    antwoord = client.post("/geleerdenwijk/papier/", {"code": formulier.leesbaar.lower()}, follow=True)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200 and "staat op een formulier van de evaluatie “Terug op het jaar”" in html
    assert f"antwoorden tot en met {datum(lopend.open_tot)}" in html and f'href="{lopend.get_absolute_url()}"' in html
    assert formulier.code not in html, "the short code does not lead to the answers"
    pad = f"/geleerdenwijk/papier/{formulier.papiercode}/"
    deeds.vul_in(formulier, {lopend.vragen.filter(kant="", soort="cijfer").first(): 4}, door=ambtenaar)
    assert "antwoorden tot en met" in client.get(pad).content.decode()
    deeds.sluit(lopend, door=ambtenaar)
    assert "U kunt deze vragen niet meer beantwoorden." in client.get(pad).content.decode()
    Evaluatie.objects.update(status="concept")
    assert client.get(pad).status_code == 404 and "Terug op het jaar" not in client.get(pad).content.decode()


def test_een_kant_die_nooit_gevraagd_is_wordt_gevraagd_terwijl_het_gesloten_is(wijk, ambtenaar, als, client):
    """It opened by itself with nobody to ask on one side: the page says so before closing and before opening again, and leads to asking them."""
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "T", "open_tot": timezone.localdate()}, door=ambtenaar)
    for kant in ("bewoners", "gemeente"):
        deeds.nodig_uit(evaluatie, kant, [f"{kant}@voorbeeld.nl"], door=ambtenaar)
    pad = f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/"
    als(ambtenaar)
    lees = lambda: client.get(pad).content.decode()  # noqa: E731
    assert "U kunt de evaluatie openen als van alle drie de kanten" in lees() and 'value="open"' not in lees()
    Evaluatie.objects.update(status="open", bevroren_op=timezone.now())
    assert "Nog niemand gevraagd van: organisaties. Vraag hen voordat u de evaluatie sluit." in lees()
    assert 'href="?vraag=organisaties#vul-uitnodigen"' in lees()
    evaluatie.refresh_from_db()
    deeds.sluit(evaluatie, door=ambtenaar)
    assert "U kunt de evaluatie opnieuw openen als van alle drie de kanten" in lees() and 'id="vul-heropen"' not in lees()
    weer = timezone.localdate() + timedelta(days=9)
    geweigerd = client.post(pad, deel("heropen", open_tot=weer.isoformat()))
    assert geweigerd.status_code == 422 and weer.isoformat() in geweigerd.content.decode()
    vraag = client.get(f"{pad}?vraag=organisaties").content.decode()
    assert 'id="vul-uitnodigen" open' in vraag and re.search(r'value="organisaties"[^>]* checked|checked[^>]* value="organisaties"', vraag)
    velden = deel("uitnodigen", kant="organisaties", adressen="school@voorbeeld.nl", brieven="")
    assert client.post(f"{pad}?vraag=organisaties", velden).status_code == 302
    assert not any("school@voorbeeld.nl" in bericht.to for bericht in mail.outbox) and "Nog niemand gevraagd" not in lees()
    client.post(pad, deel("heropen", open_tot=weer.isoformat()))
    evaluatie.refresh_from_db()
    gezegd = Gebeurtenis.objects.filter(soort="evaluatie.open").latest("pk").tekst
    assert gezegd == f"Antwoorden kan weer, tot en met {datum(weer)}: T."
    assert (evaluatie.status, evaluatie.open_tot) == ("open", weer) and any("school@voorbeeld.nl" in bericht.to for bericht in mail.outbox)
    deeds.sluit(evaluatie, door=ambtenaar)
    eerder = {"open_tot": (weer - timedelta(days=1)).isoformat()}
    geweigerd = client.post(pad, deel("heropen", **eerder))
    zin = f"We zeiden dat antwoorden kan tot en met {datum(weer)}. Kies die dag, of een latere."
    assert geweigerd.status_code == 422 and geweigerd.context["forms"]["heropen"].errors["open_tot"] == [zin]
    assert client.post(pad, deel("verleng", **eerder)).context["forms"]["verleng"].errors["open_tot"] == [zin]


def test_de_pagina_biedt_alleen_aan_wat_in_deze_stand_kan(formulier, lopend, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/"
    als(ambtenaar)
    schrijf_op(lopend, door=ambtenaar)

    def kan() -> set[str]:
        tekst = client.get(pad).content.decode()
        return {
            wat
            for wat in ("Print de formulieren", "Sluit de evaluatie", "vul-verleng", "vul-heropen", "vul-uitnodigen", "vul-vaststellen")
            if wat in tekst
        }

    assert kan() == {"Print de formulieren", "Sluit de evaluatie", "vul-verleng", "vul-uitnodigen"}
    Evaluatie.objects.update(open_tot=timezone.localdate() - timedelta(days=1))
    assert kan() == {"Sluit de evaluatie", "vul-verleng", "vul-uitnodigen"} and client.get(f"{pad}formulieren/")["Location"] == pad
    deeds.sluit(lopend, door=ambtenaar)
    assert kan() == {"vul-heropen", "vul-uitnodigen", "vul-vaststellen"} and client.get(f"{pad}formulieren/")["Location"] == pad
    deeds.stel_vast(lopend, "Het werkte.", zonder_antwoorden=True, door=ambtenaar)
    assert kan() == set()


def test_een_gesloten_evaluatie_zegt_wat_er_nog_moet_voor_het_vaststellen(lopend, vul, ambtenaar, als, client):
    vul("bewoners", 4)
    pad = f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/"
    als(ambtenaar)
    assert client.get(pad).context["nog_te_doen"] == []
    tekst = lopend.vragen.filter(soort="tekst").first()
    [genodigde] = deeds.nodig_uit(lopend, "bewoners", [], 1, door=ambtenaar)
    deeds.vul_in(genodigde, {tekst: "Het bankje."}, door=None)
    deeds.sluit(lopend, door=ambtenaar)
    nog = client.get(pad)
    assert [anker for _, anker in nog.context["nog_te_doen"]] == ["antwoorden", "geleerd", "per-kant", "vaststellen"]
    assert all(f'id="{anker}"' in nog.content.decode() for _, anker in nog.context["nog_te_doen"])
    schrijf_op(lopend, grond=False, door=ambtenaar)
    client.post(f"{pad}daad/", {"daad": "gelezen", "gezien": tekst.antwoorden.get().anker})
    klaar = client.get(pad)
    assert klaar.context["nog_te_doen"] == [("Zeg waarop 1 leerpunt berust", "geleerd"), ("Stel de evaluatie vast", "vaststellen")]
    assert "zeg nog waarop het berust" in klaar.content.decode()
