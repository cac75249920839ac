"""Who is invited to an overleg: everyone hears once, by mail or on paper, and says whether they come."""

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.utils import timezone

from participatie.deeds import overleg as deeds
from participatie.deeds import overleglijst, wandelingen
from participatie.deeds import overlegpost as post
from participatie.models import Overleg, OverlegGenodigde
from tests.evaluatie.documenten import pdf_tekst
from tests.participatie.overlegplek import WERK, aan, begin, stappen
from tests.participatie.test_papier import lees_pdf
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.woorden import aanhef


def test_wie_wil_meedenken_hoort_het_een_keer(meedenkers, overleg, ambtenaar, client, als, django_capture_on_commit_callbacks):
    als(ambtenaar)
    tekst = client.get(f"{WERK}{overleg.pk}/uitnodigen/").content.decode()
    assert "Er gaan 2 uitnodigingen de deur uit" in tekst and "Het vervolg" in tekst and "de-persoonlijke-link" in tekst
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{WERK}{overleg.pk}/uitnodigen/").status_code == 302
    assert aan() == ["ans@voorbeeld.nl", "bea@voorbeeld.nl"]
    antwoord = client.post(f"{WERK}{overleg.pk}/uitnodigen/")
    assert antwoord.status_code == 422 and "al uitgenodigd" in antwoord.content.decode()
    bea = overleg.genodigden.get(email="bea@voorbeeld.nl")
    post.zeg_of_u_komt(bea, "ja", door=None)
    with django_capture_on_commit_callbacks(execute=True):
        assert post.nodig_uit(overleg, ook_opnieuw=True, door=ambtenaar) == 1  # Bea answered
    assert aan() == ["ans@voorbeeld.nl", "ans@voorbeeld.nl", "bea@voorbeeld.nl"]
    assert "Bel of schrijf hen" in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()  # Cor


def test_wie_belde_of_papier_wil_krijgt_geen_mail_maar_een_brief(
    meedenkers, kan, overleg, ambtenaar, bestuur, als, client, django_capture_on_commit_callbacks
):
    als(ambtenaar)
    ans, bea, cor = (overleg.genodigden.get(naam=naam) for naam in ("Ans", "Bea", "Cor"))

    def noteer(mens, **velden):
        pad = f"{WERK}{overleg.pk}/genodigden/{mens.pk}/"
        return client.post(pad, {"gezien": client.get(pad).context["form"]["gezien"].value(), "via": "", "antwoord": "", **velden})

    assert noteer(bea, op_papier="on").status_code == 302
    zonder = noteer(cor, antwoord="ja")
    assert zonder.status_code == 422 and "hoe u deze persoon bereikte" in zonder.context["form"].errors["via"][0]
    assert noteer(cor, via="telefoon", antwoord="ja").status_code == 302
    cor.refresh_from_db()
    assert (cor.via, cor.antwoord, cor.uitgenodigd_op is not None) == ("telefoon", "ja", True)
    with django_capture_on_commit_callbacks(execute=True):
        assert post.nodig_uit(overleg, door=ambtenaar) == 1
    assert aan() == ["ans@voorbeeld.nl"]
    weg = noteer(ans)
    assert weg.status_code == 422 and "kreeg al een mail" in weg.context["form"].errors["via"][0]
    lijst = client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    assert "per telefoon" in lijst and "op papier" in lijst and "2 mensen krijgen geen mail" in lijst
    pagina, pdf = f"{WERK}{overleg.pk}/brieven/", f"{WERK}{overleg.pk}/brieven.pdf"
    assert re.findall(r'name="brief" value="(\d+)"( checked)?', client.get(pagina).content.decode()) == [(str(bea.pk), " checked"), (str(cor.pk), "")]
    assert lees_pdf(client.get(pdf, {"brief": cor.pk}).content)[0] == 1 and client.get(pdf).url == pagina  # Cor was called
    beide = {"brief": [bea.pk, cor.pk, ans.pk]}  # Ans gets mail
    brieven = client.get(pdf, beide).content
    assert lees_pdf(brieven) == (2, "Denk mee: Het vervolg")
    assert [aanhef(naam) for naam in ("Mevrouw De Wit", "De heer Jansen", "De Wit", "")] == [
        "Beste mevrouw De Wit,",
        "Beste heer Jansen,",
        "Beste De Wit,",
        "Beste buurtgenoot,",
    ]
    tekst = pdf_tekst(brieven)
    assert tekst.index("BesteBea") < tekst.index("BesteCor") and "BesteAns" not in tekst and "deschool" in tekst and "bijeenwandeling" in tekst
    assert "nog 1 te printen" in lijst
    for wie in (bea, None, bea):  # printed, taken back, and printed again; who was called stays so
        client.post(pagina, beide if wie else {"terug": bea.pk})
        assert list(overleg.genodigden.filter(via="brief")) == ([wie] if wie else [])
    tekst = client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    assert "allemaal gebeld, gesproken of geschreven" in tekst and "te printen" not in tekst
    assert "te bellen of te schrijven" not in client.get(f"{WERK}{overleg.pk}/").content.decode()
    assert (
        "niet meer als geprint" in client.post(pagina, {"terug": cor.pk}, follow=True).content.decode()
        and overleg.genodigden.get(pk=cor.pk).via == "telefoon"
    )
    deeds.leg_vast(begin(overleg), kan, "opgepakt", "Zij willen.", wie="de buurt", voor=date(2099, 1, 2), door=ambtenaar)
    deeds.sluit_overleg(overleg, {"aanwezig": 5, "verslag": "Wij waren het eens."}, door=ambtenaar)
    with django_capture_on_commit_callbacks(execute=True):
        assert post.stuur_verslag(overleg, door=ambtenaar) == 1
    brief, afspraak = pdf_tekst(client.get(pdf, beide).content), "Zij willen. Wie: de buurt. Voor 2 januari 2099."
    assert "Wijwarenheteens." in brief and afspraak.replace(" ", "") in brief and afspraak in mail.outbox[-1].body
    assert "nog 2 te printen" in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    laat = overleglijst.nodig_erbij(overleg, {"naam": "Na het printen", "telefoon": "06"}, door=ambtenaar)
    client.post(pagina, beide)
    assert list(overleg.genodigden.filter(verslag_op=None)) == [laat]
    client.post(pagina, {"terug": bea.pk})
    assert list(overleg.genodigden.filter(verslag_op=None)) == [bea, laat]
    assert "met een brief" in client.get(f"{WERK}{overleg.pk}/genodigden/").content.decode()
    als(bestuur)
    assert client.get(pdf, beide).status_code == client.get(pagina).status_code == client.post(pagina, beide).status_code == 403
    with pytest.raises(DatabaseError), transaction.atomic():
        overleg.genodigden.update(via="brief", uitgenodigd_op=None)


def test_de_uitnodiging_zegt_bij_ieder_de_goede_reden(
    meedenkers, overleg, partij, bewoner, ambtenaar, als, client, django_capture_on_commit_callbacks
):
    partij.contactpersonen.create(naam="Eef", email="eef@wij.example")
    overleglijst.nodig_partijen_erbij(overleg, [partij], door=ambtenaar)
    overleglijst.nodig_erbij(overleg, {"naam": "Gijs", "email": "gijs@voorbeeld.nl"}, door=ambtenaar)
    voorbeeld = client.get(f"{WERK}{overleg.pk}/uitnodigen/").content.decode() if als(ambtenaar) else ""
    assert "Bij anderen op de lijst staat daar" in voorbeeld
    with django_capture_on_commit_callbacks(execute=True):
        post.nodig_uit(overleg, door=ambtenaar)
    reden = {bericht.to[0]: bericht.body for bericht in mail.outbox}
    assert "U zei bij een wandeling" in reden["ans@voorbeeld.nl"] and "Uw organisatie" in reden["eef@wij.example"]
    assert "We horen graag wat u vindt" in reden["gijs@voorbeeld.nl"] and "U zei" not in reden["gijs@voorbeeld.nl"]


def test_met_de_persoonlijke_link_zegt_u_of_u_komt(meedenkers, overleg, ambtenaar, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post.nodig_uit(overleg, door=ambtenaar)
    links = {b.to[0]: urlsplit(re.search(r"http\S+/genodigd/\S+", b.body)[0]).path for b in mail.outbox}
    pad = links["ans@voorbeeld.nl"]
    antwoord = client.get(pad)
    assert antwoord["X-Robots-Tag"] == "noindex" and "no-store" in antwoord["Cache-Control"]
    ans = overleg.genodigden.get(email="ans@voorbeeld.nl")
    assert ans.antwoord == ""  # opening it says nothing
    client.post(pad, {"antwoord": "ja"})
    ans.refresh_from_db()
    assert ans.antwoord == "ja" and len(ans.code) >= 20
    client.post(pad, {"antwoord": "misschien"})
    client.post(pad, {"antwoord": "nee"})
    ans.refresh_from_db()
    assert ans.antwoord == "nee" and overleg.genodigden.tellingen()["komen_niet"] == 1
    Overleg.objects.update(begint=timezone.localtime().replace(hour=0, minute=0) - timedelta(minutes=1))  # late yesterday
    assert client.get(pad)["Location"] == client.post(pad, {"antwoord": "ja"})["Location"] == f"/geleerdenwijk/overleggen/{overleg.pk}/"
    ans.refresh_from_db()
    assert ans.antwoord == "nee" and client.get("/geleerdenwijk/genodigd/onzin/").status_code == 404
    assert all("Het vervolg" in g.tekst for g in Gebeurtenis.objects.filter(soort__startswith="overleg.")), "each says which overleg it is about"
    assert not any("ans" in str(g.tekst).lower() + str(g.gegevens).lower() for g in Gebeurtenis.objects.all())


def test_wie_is_uitgenodigd_hoort_dat_het_op_een_andere_dag_is(meedenkers, overleg, ambtenaar, als, client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post.nodig_uit(overleg, door=ambtenaar)
    post.zeg_of_u_komt(overleg.genodigden.get(naam="Bea"), "ja", door=None)
    post.noteer_antwoord(overleg.genodigden.get(naam="Cor"), {"via": "telefoon", "antwoord": "ja", "op_papier": False}, door=ambtenaar)
    overleglijst.nodig_erbij(overleg, {"naam": "Nog niet gevraagd", "email": "nog@voorbeeld.nl"}, door=ambtenaar)
    pad = f"{WERK}{overleg.pk}/wijzigen/"

    def wijzig(**velden):
        mail.outbox.clear()
        form = als(ambtenaar).get(pad).context["form"]
        velden = {naam: velden.get(naam, form[naam].value()) for naam in ("titel", "begint", "plaats", "gezien")}
        velden["begint"] = f"{velden['begint']:%Y-%m-%dT%H:%M}"
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(pad, velden, follow=True).content.decode()

    begint = timezone.localtime(overleg.begint).replace(second=0, microsecond=0)
    Overleg.objects.update(begint=begint)
    assert "Het overleg is bewaard." in wijzig(titel="Een andere naam") and not mail.outbox
    tekst = wijzig(begint=begint + timedelta(days=2))
    assert "2 mensen kregen daarover een mail. 1 persoon kreeg de uitnodiging niet per mail: bel of schrijf hen zelf." in tekst
    assert aan() == ["ans@voorbeeld.nl", "bea@voorbeeld.nl"]
    per_adres = {bericht.to[0]: bericht.body for bericht in mail.outbox}
    assert "U zei dat u komt. Komt u ook op dit nieuwe moment?" in per_adres["bea@voorbeeld.nl"]
    assert "Komt u? Laat het weten." in per_adres["ans@voorbeeld.nl"]
    verteld = Gebeurtenis.objects.filter(soort="overleg.gewijzigd").latest("pk")
    assert verteld.openbaar and verteld.tekst.endswith(": de school.")
    Overleg.objects.update(begint=begint - timedelta(days=9))
    assert "kregen daarover" not in wijzig(plaats="de kerk") and not mail.outbox


def test_wie_is_ingelogd_zet_zichzelf_op_de_lijst(overleg, bewoner, als, client):
    pad = f"/geleerdenwijk/overleggen/{overleg.pk}/denk-mee/"
    assert client.post(pad).status_code == 302 and not overleg.genodigden.exists()  # to the log-in page
    als(bewoner)
    client.post(pad)
    client.post(pad)
    assert overleg.genodigden.get().email == bewoner.email
    tekst = client.get(f"/geleerdenwijk/overleggen/{overleg.pk}/").content.decode()
    assert "U staat op de lijst" in tekst and f'href="{overleg.genodigden.get().get_absolute_url()}"' in tekst


@pytest.mark.parametrize("dagen", [7, -7])
def test_wie_vergeten_wil_worden_komt_niet_meer_en_wordt_niet_gebeld(overleg, bewoner, dagen):
    overleglijst.denk_mee(overleg, door=bewoner)
    Overleg.objects.update(begint=timezone.now() + timedelta(days=dagen))
    assert overleglijst.vergeet_genodigden(OverlegGenodigde.objects.van_persoon(bewoner)) == 1
    geweest = dagen < 0
    tellingen = {"samen": geweest, "komen": geweest, "komen_niet": 0, "niet_per_mail": 0, "te_mailen": 0}
    assert tellingen.items() <= overleg.genodigden.tellingen().items()
    assert not overleg.genodigden.niet_per_mail().exists()
    assert list(overleg.genodigden.values_list("email", "naam", "gebruiker", "antwoord")) == ([("", "", None, "ja")] if geweest else [])
    assert Gebeurtenis.objects.filter(soort="overleg.komt_niet").exists() is not geweest


def test_een_contactpersoon_van_een_partij_komt_een_keer_op_de_lijst(overleg, partij, wijk, ambtenaar, als, client):
    leeg = wijk.partijen.create(naam="Zonder adres", soort="bedrijf")
    leeg.contactpersonen.create(naam="Fee")
    partij.contactpersonen.create(naam="Eef", email="Eef@wij.example")
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/genodigden/"
    assert [str(p) for p in client.get(pad).context["partijen"].fields["partijen"].queryset] == [partij.naam]
    assert client.post(pad, {"actie": "partijen", "partijen": [partij.pk]}).status_code == 302
    opnieuw = client.post(pad, {"actie": "partijen", "partijen": [partij.pk]})
    assert opnieuw.status_code == 422 and "Er komt niemand bij" in opnieuw.context["partijen"].errors["partijen"][0]
    assert [(g.naam, g.email, g.partij) for g in overleg.genodigden.all()] == [("Eef", "eef@wij.example", partij)]
    dubbel = client.post(pad, {"actie": "persoon", "naam": "Eef", "email": "EEF@wij.example"})
    assert dubbel.status_code == 422 and overleg.genodigden.count() == 1
    zonder = client.post(pad, {"actie": "persoon", "naam": "Gijs"})
    assert zonder.status_code == 422 and "e-mailadres of een telefoonnummer" in zonder.context["persoon"].errors["email"][0]
    client.post(f"{WERK}{overleg.pk}/daad/", {"daad": f"genodigde_weg:{overleg.genodigden.get().pk}"})
    assert not overleg.genodigden.exists()


def test_wie_zich_later_meldt_om_mee_te_denken_komt_met_een_klik_op_de_lijst(meedenkers, wandeling, overleg, ambtenaar, als, client):
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/"
    assert overleg.genodigden.count() == 3 and "Zet deze" not in client.get(f"{pad}genodigden/").content.decode()
    wandelingen.meld_aan(wandeling, {"naam": "Eva", "email": "eva@voorbeeld.nl", "denkt_mee": True}, door=None)
    assert "1 persoon wil meedenken, en staat niet op deze lijst" in client.get(f"{pad}genodigden/").content.decode()
    tekst = client.get(f"{pad}uitnodigen/").content.decode()
    assert "Er gaan 2 uitnodigingen de deur uit" in tekst and "1 persoon wil" in tekst and "Mail ook wie al" not in tekst
    tekst = client.post(f"{pad}daad/", {"daad": "lijst"}, follow=True).content.decode()
    assert "Er staat 1 persoon bij op de lijst" in tekst and "uitnodigingen (3)" in tekst
    overleglijst.haal_van_lijst(overleg.genodigden.get(naam="Ans"), door=ambtenaar)
    assert post.nodig_uit(overleg, door=ambtenaar) == 2  # who was taken away stays away
    client.post(f"{pad}daad/", {"daad": "lijst"})
    assert "staat al op de lijst" in client.post(f"{pad}daad/", {"daad": "lijst"}, follow=True).content.decode()


def test_zonder_e_mailadressen_is_er_geen_knop_om_te_mailen(overleg, ambtenaar, als, client):
    als(ambtenaar)
    pad = f"{WERK}{overleg.pk}/"
    assert "Er staat nog niemand op de lijst" in client.get(f"{pad}uitnodigen/").content.decode()
    overleg.genodigden.create(naam="Piet", telefoon="0612345678")
    overleg.genodigden.create(naam="Eva", email="eva@voorbeeld.nl", op_papier=True)
    assert "Niemand op de lijst krijgt mail" in client.get(f"{pad}uitnodigen/").content.decode()
    deeds.sluit_overleg(begin(overleg), {"aanwezig": 4, "verslag": "Kort."}, door=ambtenaar)
    tekst = client.get(pad).content.decode()
    assert "Stuur het verslag" not in tekst and "Print het verslag als brief" in tekst
    tekst = client.get(f"{pad}verslag/").content.decode()
    assert "Niemand op de lijst krijgt mail" in tekst and "brieven/" in tekst and "Mail nog" not in tekst and "kreeg deze mail al" not in tekst
    weigering = client.post(f"{pad}verslag/")
    assert weigering.status_code == 422 and "Print het verslag als brief." in weigering.content.decode()


@pytest.mark.parametrize("gevraagd", [True, False])
def test_van_wat_geweest_is_spreekt_elke_bladzijde_in_het_verleden(gevraagd, meedenkers, overleg, ambtenaar, als, client):
    als(ambtenaar)
    mens = overleg.genodigden.create(naam="Piet", telefoon="0612345678")
    if gevraagd:
        post.noteer_antwoord(mens, {"via": "telefoon", "antwoord": "ja", "op_papier": False}, door=ambtenaar)
    begin(overleg)
    pad = f"{WERK}{overleg.pk}/"
    voor = client.get(pad).content.decode(), client.get(f"{pad}genodigden/").content.decode()
    assert client.get(f"{pad}brieven.pdf").status_code == client.get(f"{pad}uitnodigen/").status_code == 302
    assert "Sluit eerst het overleg af" in voor[1]
    deeds.sluit_overleg(overleg, {"aanwezig": 4, "verslag": "Kort."}, door=ambtenaar)
    na = client.get(pad).content.decode(), client.get(f"{pad}genodigden/").content.decode()
    assert "Er waren 4 mensen" in na[1] and client.get(f"{pad}brieven.pdf", {"brief": mens.pk}).status_code == 200
    for tekst in (*voor, *na):
        assert not re.search("Wie komen|[Tt]e bellen|Bel of schrijf|>gepland<|nog niet</td>|Komt:", re.sub("Verslag.>nog niet", "", tekst))
        assert ("ei te komen" in tekst) is gevraagd
    # How somebody gets the report may still change, and nothing that was noted goes with it.
    hier = f"{pad}genodigden/{mens.pk}/"
    form = client.get(hier).context["form"]
    assert list(form.fields) == ["op_papier", "gezien"]
    assert client.post(hier, {"op_papier": "on", "gezien": form["gezien"].value()}).status_code == 302
    mens.refresh_from_db()
    assert (mens.op_papier, mens.via, mens.antwoord) == ((True, "telefoon", "ja") if gevraagd else (True, "", ""))


def test_een_overleg_dat_niet_doorgaat_zegt_waarom_en_zijn_ideeen_blijven(
    meedenkers, kan, overleg, wijk, ambtenaar, persoon, als, client, django_capture_on_commit_callbacks
):
    volgend = deeds.bewaar_overleg(wijk, {"titel": "Nog een", "begint": overleg.begint + timedelta(days=9), "plaats": "p"}, door=ambtenaar)
    volgend.agenda.clear()
    with django_capture_on_commit_callbacks(execute=True):
        post.nodig_uit(overleg, door=ambtenaar)
    mail.outbox.clear()
    als(ambtenaar)
    hier, pad = f"{WERK}{overleg.pk}/", f"{WERK}{overleg.pk}/afgelasten/"
    assert pad in client.get(hier).content.decode() and "(2 adressen)" in client.get(pad).content.decode()
    gezien = client.get(pad).context["form"]["gezien"].value()
    assert client.post(pad, {"reden_afgelast": " ", "gezien": gezien}).context["form"].errors["reden_afgelast"]
    with django_capture_on_commit_callbacks(execute=True):
        tekst = client.post(pad, {"reden_afgelast": "De zaal heeft lekkage.", "gezien": gezien}, follow=True).content.decode()
    assert "Dit overleg gaat niet door. De zaal heeft lekkage." in tekst and "Leg besluiten vast" not in tekst and "Stuur het verslag" not in tekst
    assert aan() == ["ans@voorbeeld.nl", "bea@voorbeeld.nl"] and "De zaal heeft lekkage." in mail.outbox[0].body
    overleg = Overleg.objects.get(pk=overleg.pk)
    assert list(volgend.te_besluiten()) == [kan] and overleg.stand == "gaat niet door" and "overleg is geweest" not in str(stappen(wijk, ambtenaar))
    openbaar = client.get(overleg.get_absolute_url()).content.decode()
    assert "De zaal heeft lekkage." in openbaar and "Denkt u mee?" not in openbaar and "besloten" not in openbaar
    genodigd = client.get(overleg.genodigden.get(naam="Ans").get_absolute_url(), follow=True).content.decode()
    assert "Dit overleg gaat niet door." in genodigd and "is geweest" not in genodigd
    assert "niet doorgaat" in client.get(f"{hier}genodigden/").content.decode()
    assert client.get(f"{hier}brieven.pdf").status_code == 404
    for wat in ("besluiten/", "uitnodigen/", "verslag/", "verslag/schrijven/", "verslag/aanvullen/", "afsluiten/"):
        assert client.get(hier + wat).status_code == 302, wat
    assert client.get(f"{hier}besluiten/?idee={kan.nummer}").status_code == client.get(f"{hier}wijzigen/").status_code == 200
    for daad in (
        lambda: deeds.leg_vast(overleg, kan, "regulier", "r", door=ambtenaar),
        lambda: deeds.sluit_overleg(overleg, {"verslag": "v"}, onbesloten_blijven=True, door=ambtenaar),
        lambda: deeds.bewaar_overleg(wijk, {"begint": overleg.begint}, overleg, door=ambtenaar),
        lambda: post.nodig_uit(overleg, door=ambtenaar),
        lambda: deeds.gelast_overleg_af(overleg, {"reden_afgelast": "nog eens"}, door=ambtenaar),
    ):
        with pytest.raises(Geweigerd):
            daad()
    with pytest.raises(GeenRecht):
        deeds.gelast_overleg_af(volgend, {"reden_afgelast": "r"}, door=persoon("bestuur"))
    deeds.leg_vast(begin(volgend), kan, "regulier", "De ploeg is er toch.", door=ambtenaar)
    with pytest.raises(Geweigerd, match="al besluiten"):
        deeds.gelast_overleg_af(volgend, {"reden_afgelast": "r"}, door=ambtenaar)
    with pytest.raises(DatabaseError), transaction.atomic():
        Overleg.objects.filter(pk=overleg.pk).update(reden_afgelast="")
