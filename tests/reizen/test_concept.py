"""What somebody typed is never lost: a closed tab, a lost connection, the back button, a page that stood open for long."""

from participatie.models import Idee
from tests.machines import axe
from tests.participatie.fotos import inhoud_van, vlak
from tests.reizen.hulp import klik, vul

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
BEDANKT = "Bedankt. Uw idee is nummer 1."


def typ(pagina) -> None:
    vul(pagina, titel="Een bankje", omschrijving="Met leuning.", thema="Verlichting", plaats="bij het water", email="ans@voorbeeld.invalid")
    pagina.get_by_text("Een kans:").click()


def staat_er(pagina) -> bool:
    waarde = lambda naam: pagina.locator(f"main [name={naam}]").first.input_value()  # noqa: E731
    return (waarde("titel"), waarde("omschrijving"), waarde("plaats"), pagina.locator("[name=soort]:checked").input_value()) == (
        "Een bankje",
        "Met leuning.",
        "bij het water",
        "kans",
    )


def bedankt(pagina) -> bool:
    pagina.get_by_role("heading", name=BEDANKT).wait_for()
    return True


def test_wat_getypt_is_staat_er_nog_na_een_gesloten_tabblad(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    pagina.goto(NIEUW)
    typ(pagina)
    pagina.locator("[name=fotos]").set_input_files({"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": inhoud_van(vlak())})
    pagina.wait_for_timeout(500)
    andere = pagina.context.new_page()
    pagina.close()
    andere.goto(NIEUW)
    andere.get_by_text("Hier staat wat u eerder invulde op dit apparaat").wait_for()
    andere.get_by_text("Uw foto staat er nog").wait_for()
    assert staat_er(andere) and not axe(andere)
    klik(andere, "Stuur uw idee")
    assert bedankt(andere) and Idee.objects.get().fotos.count() == 1
    andere.wait_for_load_state()  # its script has run then
    andere.goto(NIEUW)
    andere.locator("[data-concept-uitleg]").wait_for()
    assert andere.locator("[name=titel]").input_value() == "" and not andere.locator("[data-concept-melding]").is_visible()


def test_een_concept_is_te_wissen_en_staat_alleen_op_dit_apparaat(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    typ(pagina)
    assert pagina.get_by_text("Alleen op dit apparaat.").is_visible()
    klik(pagina, "Wis dit concept")
    assert pagina.locator("[name=titel]").input_value() == "" and not pagina.locator("[name=soort]:checked").count()
    pagina.reload()
    pagina.locator("[data-concept-uitleg]").wait_for()
    assert pagina.locator("[name=titel]").input_value() == "" and pagina.evaluate("localStorage.length") == 0


def test_zonder_verbinding_blijft_de_pagina_en_wordt_het_later_een_idee(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    pagina.goto(NIEUW)
    typ(pagina)
    pagina.context.set_offline(True)
    klik(pagina, "Stuur uw idee")
    pagina.get_by_text("Geen verbinding. Uw idee staat veilig op dit apparaat; we proberen het zo opnieuw.").wait_for()
    assert staat_er(pagina) and not Idee.objects.exists() and not axe(pagina)
    pagina.context.set_offline(False)
    assert bedankt(pagina) and Idee.objects.count() == 1


def test_een_antwoord_dat_onderweg_verdwijnt_geeft_geen_tweede_idee(pilot, open_pagina):
    """The idea arrives, its answer does not: going back the text is there, and the next attempt carries the same key."""
    pagina = open_pagina()
    pagina.goto(NIEUW)
    typ(pagina)

    def verdwijn(route):
        route.fetch()
        route.abort("connectionfailed")

    pagina.route(f"**{NIEUW}*", verdwijn, times=1)
    klik(pagina, "Stuur uw idee")
    pagina.wait_for_url("chrome-error://**")
    assert Idee.objects.count() == 1
    pagina.go_back()
    assert staat_er(pagina)
    klik(pagina, "Stuur uw idee")
    assert bedankt(pagina) and Idee.objects.count() == 1


def test_een_tabblad_dat_zonder_verbinding_dichtging_zegt_dat_het_idee_nog_niet_weg_is(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    typ(pagina)
    pagina.context.set_offline(True)
    klik(pagina, "Stuur uw idee")
    pagina.get_by_text("Geen verbinding.").wait_for()
    andere = pagina.context.new_page()
    pagina.close()
    pagina.context.set_offline(False)
    andere.goto(NIEUW)
    andere.get_by_text("Uw idee is nog niet verstuurd.").wait_for()
    klik(andere, "Stuur uw idee")
    assert bedankt(andere) and Idee.objects.count() == 1


def test_een_pagina_die_lang_openstond_verliest_niets(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    typ(pagina)
    pagina.context.clear_cookies()
    klik(pagina, "Stuur uw idee")
    pagina.get_by_role("heading", name="Stuur uw formulier nog een keer").wait_for()
    klik(pagina, "Stuur het opnieuw")
    assert bedankt(pagina) and Idee.objects.count() == 1
    pagina.wait_for_load_state()  # its script has run then
    assert pagina.evaluate("localStorage.length") == 0


def test_wat_na_het_sturen_getypt_wordt_blijft_ook_als_het_bedankt_weer_opent(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    typ(pagina)
    klik(pagina, "Stuur uw idee")
    assert bedankt(pagina)
    pagina.wait_for_load_state()  # its script has run then
    andere = pagina.context.new_page()
    andere.goto(NIEUW)
    vul(andere, titel="Een prullenbak")
    andere.wait_for_timeout(600)  # it is kept a moment after the last key
    pagina.reload()
    assert bedankt(pagina)
    andere.reload()
    assert andere.locator("[name=titel]").input_value() == "Een prullenbak"


def test_wat_niet_klopt_staat_bij_het_veld_en_de_rest_blijft(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    pagina.goto(NIEUW)
    typ(pagina)
    pagina.locator("[name=email]").fill("ans@")
    klik(pagina, "Stuur uw idee")
    pagina.locator("#fouten").wait_for()
    assert staat_er(pagina) and pagina.locator("[name=email]").input_value() == "ans@"
    assert not axe(pagina)
    pagina.locator("[name=email]").fill("")
    klik(pagina, "Stuur uw idee")
    assert bedankt(pagina) and Idee.objects.get().email == ""


def test_teruggaan_na_het_sturen_en_iets_anders_sturen_geeft_twee_ideeen(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    typ(pagina)
    klik(pagina, "Stuur uw idee")
    assert bedankt(pagina)
    pagina.wait_for_load_state()  # its script has run then
    pagina.go_back()
    pagina.locator("[data-concept-uitleg]").wait_for()
    typ(pagina)
    vul(pagina, titel="Een prullenbak")
    klik(pagina, "Stuur uw idee")
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 2.").wait_for()
    assert set(Idee.objects.values_list("titel", flat=True)) == {"Een bankje", "Een prullenbak"}


def test_zonder_script_en_zonder_verbinding_geeft_de_knop_terug_de_tekst_terug(pilot, open_pagina):
    pagina = open_pagina(390, 844, js=False)
    antwoord = pagina.goto(NIEUW)
    assert "no-store" not in antwoord.headers.get("cache-control", "")
    typ(pagina)
    pagina.wait_for_timeout(1500)  # Chromium keeps with its history what was typed a second ago
    pagina.context.set_offline(True)
    klik(pagina, "Stuur uw idee")
    pagina.wait_for_url("chrome-error://**")
    pagina.context.set_offline(False)
    pagina.go_back()
    assert staat_er(pagina)
    klik(pagina, "Stuur uw idee")
    assert bedankt(pagina) and Idee.objects.count() == 1
