"""An attacker who knows every published figure, and the rule itself, finds no group of one to four: on pages, in open data, in the figures."""

import csv
import io
import itertools
import random
import re
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.utils import timezone

from evaluatie import deeds
from evaluatie.cijfers import ONBEKEND
from evaluatie.cijfers import evaluaties as kerncijfers
from evaluatie.drempel import MINSTE_GROEP, te_tonen, verborgen
from evaluatie.models import Antwoord, Evaluatie, Genodigde, Kant, Vraag
from evaluatie.uitslag import ALLEN, EERST_WEG, VOORBIJ, respons, uitslag

LABELS = {kant.label.capitalize(): kant.value for kant in Kant}
KLEIN = range(1, MINSTE_GROEP)
MEEST = 8


def _werelden():
    """Every pair of tables with up to eight people on a side, of whom so many are in the second table too."""
    per_kant = [(n, daarvan) for n in range(MEEST + 1) for daarvan in range(n + 1)]
    for wereld in itertools.product(per_kant, repeat=3):
        yield wereld, *({kant: getal[plek] for kant, getal in zip(EERST_WEG, wereld, strict=True)} for plek in (0, 1))


def _respons(gevraagd, geantwoord):
    weg = verborgen(geantwoord)
    return te_tonen(gevraagd, weg), te_tonen(geantwoord, weg)


def _vraag(geantwoord, op_deze_vraag):
    weg = verborgen(geantwoord)
    return te_tonen(geantwoord, weg), te_tonen(op_deze_vraag, weg)


@pytest.mark.parametrize("beeld", [_respons, _vraag])
def test_bij_elk_beeld_horen_meer_werelden(beeld):
    """Of all evaluations that look the same to who knows the rule, no small group has the same size in each."""
    zelfde = defaultdict(list)
    for wereld, *tabellen in _werelden():
        zelfde[repr(beeld(*tabellen))].append([n for paar in wereld for n in paar])
    for gezien, werelden in zelfde.items():
        if any(MEEST in wereld for wereld in werelden):
            continue  # the same with one more on a side is not among those that were made
        for groep in zip(*werelden, strict=True):
            assert len(set(groep)) > 1 or groep[0] not in KLEIN, (gezien, werelden)


def met_vragen(wijk, *vragen: tuple[str, str]) -> tuple[Evaluatie, list[Vraag]]:
    """An open evaluation with these questions (kind, side), which lie fixed."""
    evaluatie = Evaluatie.objects.create(wijk=wijk, titel="E", status="open", open_tot=timezone.localdate())
    rijen = [
        Vraag.objects.create(evaluatie=evaluatie, volgorde=n, tekst=f"V {n}: tevreden?" if n % 2 else f"V {n}", soort=soort, kant=kant)
        for n, (soort, kant) in enumerate(vragen, start=1)
    ]
    Evaluatie.objects.filter(pk=evaluatie.pk).update(bevroren_op=timezone.now())
    return evaluatie, rijen


def zet_erin(evaluatie: Evaluatie, kant: str, gegeven: dict[Vraag, dict] | None, moment=None) -> None:
    """Somebody of this side (`""`: who came by) who gave these answers; None: who did not answer at all."""
    weg = {"weg": "papier", "papiercode": f"T{Genodigde.objects.count():07d}"} if kant else {"weg": "open"}
    genodigde = Genodigde.objects.create(evaluatie=evaluatie, kant=kant, verstuurd_op=(moment or timezone.now()) if kant else None, **weg)
    if gegeven is not None:
        Antwoord.objects.bulk_create(Antwoord(vraag=vraag, genodigde=genodigde, **velden) for vraag, velden in gegeven.items())
        Genodigde.objects.filter(pk=genodigde.pk).update(ingevuld_op=moment or timezone.now())


def stel_vast(evaluatie: Evaluatie) -> Evaluatie:
    velden = {"samenvatting": "S", "niets_geleerd": "N", "vastgesteld_op": timezone.localdate()}
    Evaluatie.objects.filter(pk=evaluatie.pk).update(status="gesloten")
    Evaluatie.objects.filter(pk=evaluatie.pk).update(status="vastgesteld", **velden)
    evaluatie.refresh_from_db()
    return evaluatie


def maak(wijk, lot: random.Random) -> Evaluatie:
    """A concluded evaluation with sides of all sizes, of whom some skip a question."""
    evaluatie, vragen = met_vragen(wijk, *(("cijfer", kant) for kant in ("", "", *Kant)))
    overslaan = lot.choice([0, 0.1, 0.4])
    for kant in ["", *Kant]:
        for _ in range(lot.choice([0, 1, 2, 3, 4, 5, 6, 9])):
            eigen = [vraag for vraag in vragen if vraag.kant in ("", kant) and lot.random() >= overslaan]
            gegeven = {vraag: {"cijfer": lot.randint(1, 5)} for vraag in eigen}
            zet_erin(evaluatie, kant, gegeven if not kant or lot.random() < 0.8 else None)
    return stel_vast(evaluatie)


def echt(evaluatie: Evaluatie, vraag: Vraag | None = None) -> dict[str, int]:
    """How many of each side answered (this question), by the rows."""
    rijen = evaluatie.genodigden.filter(ingevuld_op__isnull=False)
    return Counter((rijen if vraag is None else rijen.filter(antwoorden__vraag=vraag)).values_list("kant", flat=True))


def pak_uit(getoond: dict[str, int], echt: dict[str, int]) -> None:
    """Take the total apart: what is left of it without the sides that are shown is nobody, or five and more."""
    assert all(n >= MINSTE_GROEP or not n for n in getoond.values()), getoond
    for kant, n in getoond.items():
        assert kant == ALLEN or n == echt.get(kant, 0)
    if ALLEN in getoond:
        rest = getoond[ALLEN] - sum(n for kant, n in getoond.items() if kant != ALLEN)
        assert rest not in KLEIN


def lees(client, dataset: str) -> list[dict[str, str]]:
    regels = client.get(f"/geleerdenwijk/gegevens/{dataset}.csv").getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(regels)))


def test_willekeurige_evaluaties_op_de_pagina_en_in_open_data(wijk, client):
    """Every table of the page and of the open data, each cell against the same cell elsewhere and every total taken apart."""
    lot = random.Random(20)
    evaluaties = [maak(wijk, lot) for _ in range(60)]
    open_antwoorden = defaultdict(dict)
    for rij in lees(client, "evaluatie-antwoorden"):
        open_antwoorden[int(rij["evaluatie"]), int(rij["volgorde"])][rij["groep"]] = [int(rij[f"cijfer_{n}"]) for n in range(1, 6)]
    for rij, evaluatie in zip(lees(client, "evaluaties"), evaluaties, strict=True):
        pagina = client.get(evaluatie.get_absolute_url()).content.decode()
        tabel = pagina.split("Wie antwoordde</caption>")[1].split("</table>")[0]
        cellen = re.findall(r'rowheader">([^<]+)</th>.*?data-kop="Gevraagd">([^<]*)<.*?data-kop="Geantwoord">(\d+|–)', tabel)
        van = {naam: [None if cel == "–" else int(cel) for cel in rest] for naam, *rest in cellen}
        for plek, wie in enumerate(("gevraagd", "geantwoord")):
            kolom = {LABELS.get(naam, naam): n[plek] for naam, n in van.items() if n[plek] is not None and naam in (*LABELS, ALLEN)}
            assert rij[wie] == str(kolom.get(ALLEN, ""))
            alle = evaluatie.genodigden.filter(**({} if wie == "gevraagd" else {"ingevuld_op__isnull": False}))
            pak_uit(kolom, Counter(alle.values_list("kant", flat=True)))
        weg = {kant for label, kant in LABELS.items() if van[label][1] is None}
        for een in uitslag(evaluatie, alleen_openbaar=True):
            telling = {groep.naam: [groep.telling[n] for n in range(1, 6)] for groep in een.groepen}
            assert open_antwoorden[evaluatie.pk, een.vraag.volgorde] == telling
            kolom = {LABELS.get(naam, naam): sum(n) for naam, n in telling.items() if naam in (*LABELS, ALLEN)}
            pak_uit(kolom, echt(evaluatie, een.vraag))
            assert not weg & set(kolom), "hidden among who answered, hidden in every question"
    assert len({tuple(rij.geantwoord is None for rij in respons(e, precies=False)) for e in evaluaties}) > 4, "all kinds of tables came by"


def test_wat_over_alle_evaluaties_is_opgeteld_zegt_niet_meer_dan_de_bladzijden_samen(wijk, django_assert_num_queries):
    lot = random.Random(7)
    evaluaties = [maak(wijk, lot) for _ in range(30)]
    gevraagd, geantwoord = [], []
    cijfers: Counter = Counter()
    for evaluatie in evaluaties:
        allen = respons(evaluatie, precies=False)[3]
        if allen.geantwoord is not None:
            gevraagd, geantwoord = [*gevraagd, allen.gevraagd], [*geantwoord, allen.geantwoord]
        for een in uitslag(evaluatie, alleen_openbaar=True):
            for groep in een.groepen:
                if "tevreden" in een.vraag.tekst and (groep.naam == ALLEN or (een.vraag.kant and groep.naam in LABELS)):
                    cijfers += groep.telling
    with django_assert_num_queries(3):
        _, mensen, gemiddeld = kerncijfers(wijk)
    van = f"; in {len(geantwoord)} van de 30 evaluaties: van de andere laten we het niet zien"
    assert mensen.waarde == str(sum(geantwoord)) and mensen.uitleg == ONBEKEND + van
    assert None in gevraagd and len(geantwoord) < 30, "both were among them"
    assert gemiddeld.waarde == f"{sum(c * n for c, n in cijfers.items()) / cijfers.total():.1f}".replace(".", ",")


def test_een_vraag_in_woorden_aan_een_kleine_kant_alleen_staat_er_niet(wijk, client):
    """Whoever reads it knows who of two said it; what all three sides were asked may be read."""
    evaluatie, [allen, alleen] = met_vragen(wijk, ("tekst", ""), ("tekst", "gemeente"))
    for kant in [*["bewoners"] * 9, *["gemeente"] * 2]:
        eigen = (allen, alleen) if kant == "gemeente" else (allen,)
        zet_erin(evaluatie, kant, {vraag: {"tekst": f"Woord {vraag.volgorde}", "openbaar": True, "gelezen_op": timezone.now()} for vraag in eigen})
    pagina = client.get(stel_vast(evaluatie).get_absolute_url()).content.decode()
    assert pagina.count("Woord 1") == 11 and "Woord 2" not in pagina


def test_zolang_het_loopt_komen_er_ook_per_vraag_vijf_bij(wijk):
    """Of the second five only one answered this question: those are not shown as one more."""
    evaluatie, [vraag] = met_vragen(wijk, ("cijfer", ""))
    gezien = []
    for nummer in range(24):
        moment = timezone.now() + timedelta(seconds=nummer)
        zet_erin(evaluatie, "bewoners", {vraag: {"cijfer": 4}} if nummer < 5 or nummer % 3 else {}, moment)
        [een] = uitslag(evaluatie, alleen_openbaar=True)
        gezien.append(sum(groep.aantal for groep in een.groepen if groep.naam == ALLEN))
    assert set(gezien) == {0, 5, 10}
    Evaluatie.objects.update(status="gesloten")
    evaluatie.refresh_from_db()
    assert uitslag(evaluatie, alleen_openbaar=True)[0].groepen[0].aantal == 18


@pytest.mark.parametrize("zaad", range(3))
def test_zolang_het_loopt_zegt_geen_getal_dat_er_een_antwoordde(zaad, wijk):
    """Somebody looks again after each answer and each invitation: a group is told in whole fives, while five and more of it are not told."""
    lot, (evaluatie, [vraag]) = random.Random(zaad), met_vragen(wijk, ("cijfer", ""))
    mensen = [(kant, antwoordt) for kant in ["", *Kant] for antwoordt in [True] * lot.choice([2, 9, 14, 21]) + [False] * 3 if kant or antwoordt]
    lot.shuffle(mensen)
    namen = {**{kant.value: kant.label.capitalize() for kant in Kant}, "": VOORBIJ}
    for nummer, (kant, antwoordt) in enumerate(mensen):
        zet_erin(evaluatie, kant, {vraag: {"cijfer": 4}} if antwoordt else None, timezone.now() + timedelta(seconds=nummer))
        nu = {rij.naam: rij for rij in respons(evaluatie, precies=False)}
        [een] = uitslag(evaluatie, alleen_openbaar=True)
        antwoorden = {groep.naam: groep.aantal for groep in een.groepen}
        allen = Counter(evaluatie.genodigden.values_list("kant", flat=True))
        for kant_, naam in namen.items():
            for getoond, waar in (
                (nu[naam].geantwoord if naam in nu else None, echt(evaluatie)[kant_]),
                (antwoorden.get(naam), echt(evaluatie)[kant_]),
            ):
                assert getoond == (max(0, waar - 5) // 5 * 5 or None), "what is told of one side depends on that side alone"
            assert not kant_ or nu[naam].gevraagd == (max(0, allen[kant_] - 5) // 5 * 5 or None)
        kanten = [nu[naam].geantwoord or 0 for kant_, naam in namen.items() if kant_]
        assert nu[ALLEN].geantwoord == (sum(kanten) or None) and nu[ALLEN].procent is None


def _gezien(evaluatie: Evaluatie) -> dict[tuple, int]:
    """Every number of answers that the page shows, and of each table its total less the sides that are shown beside it."""
    evaluatie.refresh_from_db()
    uit = {("respons", rij.naam): rij.geantwoord for rij in respons(evaluatie, precies=False) if rij.geantwoord is not None}
    for een in uitslag(evaluatie, alleen_openbaar=True):
        uit |= {(een.vraag.pk, groep.naam): groep.aantal for groep in een.groepen}
    for tabel in {tabel for tabel, _ in uit}:
        if (tabel, ALLEN) in uit:
            uit[tabel, "rest"] = uit[tabel, ALLEN] - sum(n for (van, naam), n in uit.items() if van == tabel and naam in LABELS)
    return uit


def _zet(evaluatie: Evaluatie, door, *, open_: bool) -> None:
    evaluatie = Evaluatie.objects.get(pk=evaluatie.pk)
    deeds.open_evaluatie(evaluatie, door=door) if open_ else deeds.sluit(evaluatie, door=door)


def test_opnieuw_openen_en_weer_sluiten_zegt_niet_wat_een_mens_antwoordde(wijk, ambtenaar, client):
    """The page that was closed stays as it was after one more answer, and says so; five more of a side come in together."""
    evaluatie, [vraag] = met_vragen(wijk, ("cijfer", ""))
    for kant in Kant:
        for _ in range(6):
            zet_erin(evaluatie, kant, {vraag: {"cijfer": 5}})
    _zet(evaluatie, ambtenaar, open_=False)
    eerst = uitslag(Evaluatie.objects.get(), alleen_openbaar=True)[0].groepen
    _zet(evaluatie, ambtenaar, open_=True)
    zet_erin(evaluatie, "bewoners", {vraag: {"cijfer": 1}})
    assert uitslag(Evaluatie.objects.get(), alleen_openbaar=True)[0].groepen == eerst, "also while it runs again"
    _zet(evaluatie, ambtenaar, open_=False)
    assert uitslag(Evaluatie.objects.get(), alleen_openbaar=False)[0].groepen == eerst, "for officials too"
    assert "te weinig mensen om te laten zien" in client.get(evaluatie.get_absolute_url()).content.decode()
    _zet(evaluatie, ambtenaar, open_=True)
    for _ in range(4):
        zet_erin(evaluatie, "bewoners", {vraag: {"cijfer": 1}})
    _zet(evaluatie, ambtenaar, open_=False)
    assert uitslag(Evaluatie.objects.get(), alleen_openbaar=True)[0].groepen[0].telling == {5: 18, 1: 5}
    assert "te weinig mensen om te laten zien" not in client.get(evaluatie.get_absolute_url()).content.decode()


def test_wat_na_elke_sluiting_te_zien_is_verschilt_nooit_minder_dan_vijf(wijk, ambtenaar):
    """Somebody keeps the page of every closing and of every opening again, and subtracts any two of them."""
    bewogen = 0
    for zaad in range(5):
        lot, (evaluatie, vragen) = random.Random(zaad), met_vragen(wijk, ("cijfer", ""), ("cijfer", ""), ("cijfer", "organisaties"))
        for kant in Kant:
            zet_erin(evaluatie, kant, None)
        keren = []
        for keer in range(5):
            for kant in ["", *Kant]:
                for _ in range(lot.choice([0, 6, 9, 2] if keer == 0 else [0, 0, 5, 6, 1])):
                    slaat_over = keer and lot.random() < 0.04
                    zet_erin(evaluatie, kant, {} if slaat_over else {vraag: {"cijfer": 3} for vraag in vragen if vraag.kant in ("", kant)})
            _zet(evaluatie, ambtenaar, open_=False)
            keren.append(_gezien(evaluatie))
            _zet(evaluatie, ambtenaar, open_=True)
            if evaluatie.genodigden.filter(evaluatie__geteld_tot__isnull=False).exists():
                assert _gezien(evaluatie) == keren[-1], "opening again takes nothing away and adds nothing"
        for eerder, later in itertools.combinations(keren, 2):
            for cel in eerder.keys() & later.keys():
                assert later[cel] - eerder[cel] not in KLEIN, (cel, eerder, later)
            bewogen += eerder != later
    assert bewogen, "figures did move"
