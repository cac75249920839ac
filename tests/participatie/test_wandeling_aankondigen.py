"""Before a walk is announced and walked: what is said and offered then, and what is not yet."""

import html
import re

from participatie.models import Idee


def test_voor_de_dag_zelf_is_er_niets_in_te_voeren(wandeling, als, ambtenaar, client):
    als(ambtenaar)
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/"
    for antwoord in (
        client.get(f"{pad}invoer/", follow=True),
        client.post(f"{pad}invoer/", {"wat": "regel", "titel": "Een boom", "soort": "kans"}, follow=True),
    ):
        assert antwoord.redirect_chain[-1][0] == pad and "Deze wandeling moet nog komen." in antwoord.content.decode()
    assert not Idee.objects.exists()
    assert f"{pad}invoer/" not in client.get(f"{pad}veld/").content.decode().split("data-zonder-script")[1].split("data-veld ")[0]


def test_aankondigen_zegt_een_keer_wat_er_nog_niet_is(wandeling, wijk, als, ambtenaar, client):
    als(ambtenaar)
    wandeling.status = "concept"
    wandeling.save()
    partij = wijk.partijen.create(naam="De school", soort="school")
    wandeling.partijen.add(partij)
    wandeling.uitnodigingen.create(partij=partij, kanaal="brief")
    wandeling.haltes.create(volgorde=1, naam="De vijver")
    stap = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/stap/"
    tekst = client.post(stap, {"stap": "aankondigen"}, follow=True).content.decode()
    wandeling.refresh_from_db()
    assert wandeling.status == "concept" and "Nog niet alles is klaar" in tekst
    vraag = tekst.split("Nog niet alles is klaar")[1].split("</section>")[0]
    assert "twee haltes" in vraag and "Nog niet opgeschreven voor: bewoners van de wijk" in vraag and "scholen" not in vraag
    client.post(stap, {"stap": "aankondigen", "toch": "1"})
    wandeling.refresh_from_db()
    assert wandeling.status == "aangekondigd"


def test_een_groep_zonder_partij_leidt_naar_het_formulier_en_terug(wandeling, persoon, als, client):
    iemand = persoon("wijkcoordinator")
    groepen = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/uitnodigingen/"
    naar = html.unescape(re.search(r'href="([^"]*soort=school[^"]*)"', als(iemand).get(groepen).content.decode())[1])
    velden = client.get(naar).context["form"]
    assert velden["soort"].value() == "school" and velden["uitnodigen"].value()
    gegevens = {"naam": "De school", "soort": "school", "reactie": "niet_benaderd", "volgorde": "1", "actief": "on", "uitnodigen": "on"}
    antwoord = client.post(naar, gegevens, follow=True)
    assert antwoord.redirect_chain[-1][0].startswith(
        f"{groepen}#groep-"
    ) and "Schrijf de uitnodiging: De school" in antwoord.content.decode().replace("\n", "")
    # Not to a page of somebody else.
    antwoord = client.post("/werkplek/geleerdenwijk/kader/partijen/nieuw/?terug=https://elders.example/", {**gegevens, "naam": "Een andere"})
    assert antwoord.url.startswith("/werkplek/")
