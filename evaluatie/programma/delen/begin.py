"""The summary with the advice, the introduction, why this wijk, and what was agreed beforehand."""

import re

from django.utils import timezone

from budget import stand
from evaluatie.cijfers import GEMIDDELD
from evaluatie.models import Deelsleutel, Kant
from evaluatie.programma.blokken import Alinea, Blok, Kop, Lijst, alineas, tabel
from evaluatie.programma.bron import Bron, deel, getal, hoofdletter
from evaluatie.programma.kaart import grens
from evaluatie.uitslag import ALLEN, VOORBIJ
from wijk import stappen
from wijk.bedrag import Bedrag
from wijk.models import Capaciteit
from wijk.woorden import datum, lijst, stuks, uren

NIET_OPGESCHREVEN = "Uren die niemand opschreef, tellen daarin niet mee."
# So many of the lowest figures stand in the summary.
MEESTE = 3


@deel(Deelsleutel.SAMENVATTING)
def _samenvatting(b: Bron):
    return "\n".join(filter(None, [_wat_het_bracht(b), _wat_het_kostte(b), _wat_we_leerden(b)])), _vraag_aan_het_college(b)


def _wat_het_bracht(b: Bron) -> str:
    zinnen = []
    if b.aantal_ideeen:
        zinnen.append(f"Bewoners, ondernemers en organisaties brachten {stuks(b.aantal_ideeen, 'idee', 'ideeën')} in.")
    if b.projecten:
        aantal, klaar = len(b.projecten), sum(project.status in ("afgerond", "geevalueerd") for project in b.projecten)
        if aantal == 1:
            zinnen.append(f"Daar kwam 1 project uit. Dat is {'klaar' if klaar else 'nog niet klaar'}.")
        else:
            gestopt = sum(project.status == "gestopt" for project in b.projecten)
            ook = f", en {'is' if gestopt == 1 else 'zijn'} er {getal(gestopt)} gestopt" if gestopt else ""
            zinnen.append(f"Daar kwamen {getal(aantal)} projecten uit. Daarvan {_klaar(klaar)}{ook}.")
        open_ = [(geld.gereserveerd + geld.verplicht) for project in b.projecten if not project.loopt and (geld := b.geld.get(project.pk))]
        if sum(open_):
            zinnen.append(f"Voor projecten die klaar of gestopt zijn, staat nog {Bedrag(sum(open_)).kort()} open.")
    return " ".join(zinnen)


def _klaar(aantal: int) -> str:
    """`is er nog geen klaar`, `zijn er 3 klaar`"""
    return f"{'is' if aantal < 2 else 'zijn'} er {getal(aantal) if aantal else 'nog geen'} klaar"


def _wat_het_kostte(b: Bron) -> str:
    zinnen = [stand.in_een_zin(b.potten)] if b.potten else []
    if gewerkt := sum(b.uren_gewerkt.values()):
        van = f" van de {uren(b.uren_gepland_tot_nu)} die tot nu toe gepland waren" if b.uren_gepland_tot_nu else ""
        zinnen.append(f"De gemeente schreef {uren(gewerkt)} op{van}. {NIET_OPGESCHREVEN}")
    zinnen += _genoeg_uren(b)
    return " ".join(zinnen)


def _genoeg_uren(b: Bron) -> list[str]:
    """What the municipality itself answered on its hours, the last time: beside the hours it tells whether little was done or little written down."""
    uit = []
    for evaluatie in b.evaluaties:
        for een in b.tevredenheid[evaluatie.pk]:
            if een.vraag.kant == Kant.GEMEENTE and re.search(r"\buren\b", een.vraag.tekst) and een.groepen:
                cijfer = f"{een.groepen[0].gemiddelde} ({een.vraag.uitersten})"
                uit = [f"Op de vraag “{een.vraag.tekst}” gaf de gemeente zelf gemiddeld een {cijfer}."]
    return uit


def _wat_we_leerden(b: Bron) -> str:
    if not b.evaluaties:
        return "Er is nog niet teruggekeken."
    zinnen = [f"We keken {stuks(len(b.evaluaties), 'keer', 'keer')} terug met wie erbij was."]
    vraag = "Op de vraag hoe tevreden mensen zijn, gaven zij gemiddeld een"
    zinnen += [f"{vraag} {c.waarde} (1 = heel ontevreden, 5 = heel tevreden)." for c in b.groepen.get("Evaluaties", ()) if c.naam == GEMIDDELD]
    zinnen += _hoog_en_laag(b)
    if b.leerpunten:
        zinnen.append(f"Dat gaf {stuks(len(b.leerpunten), 'leerpunt', 'leerpunten')}.")
    return " ".join(zinnen)


def _hoog_en_laag(b: Bron) -> list[str]:
    """The highest and the lowest of all figures that pages show of a group; what is written alike is equally high."""
    gegeven = []
    for evaluatie in b.evaluaties:
        bij = f", bij “{evaluatie}”" if len(b.evaluaties) > 1 else ""
        for een in b.tevredenheid[evaluatie.pk]:
            per_kant = [groep for groep in een.groepen if groep.naam not in (ALLEN, VOORBIJ)]
            # All together is one figure more, but for a question that one side answered.
            anders = [groep for groep in een.groepen if groep not in per_kant and groep.aantal not in {kant.aantal for kant in per_kant}]
            gegeven += [(groep.gemiddelde, f"“{een.vraag.tekst}” ({groep.naam.lower()}{bij})") for groep in [*per_kant, *anders]]
    gegeven.sort(key=lambda een: een[0])
    if not gegeven or gegeven[0][0] == gegeven[-1][0]:
        return []
    hoog = gegeven[-1][0]
    bovenaan, lager = [zin for cijfer, zin in gegeven if cijfer == hoog], [een for een in gegeven if een[0] < hoog]
    onderaan = [zin for cijfer, zin in lager if cijfer == lager[0][0]]
    if len(onderaan) >= min(MEESTE, len(lager)):
        laag = f"Het laagste cijfer was een {lager[0][0]}: op {_eerste(onderaan)}"
    else:
        laag = f"De laagste cijfers waren een {lijst(f'{cijfer} op {zin}' for cijfer, zin in lager[:MEESTE])}"
    return [f"Het hoogste cijfer was een {hoog}: op {_eerste(bovenaan)}. {laag}."]


def _eerste(zinnen: list[str]) -> str:
    """The first ones, and how many more there are."""
    meer = [f"bij nog {stuks(len(zinnen) - MEESTE, 'vraag', 'vragen')}"] if len(zinnen) > MEESTE else []
    return lijst([*zinnen[:MEESTE], *meer])


def _vraag_aan_het_college(b: Bron) -> list[Blok]:
    p = b.programma
    if not p.advies:
        return []
    blokken = [Kop("Advies aan het college"), Alinea("We vragen het college twee dingen:"), Lijst(p.vragen), *alineas(p.advies_toelichting)]
    gevolgen = _gevolgen(b)
    return [*blokken, *([Alinea("Goed om te weten bij dit besluit:"), Lijst(gevolgen)] if gevolgen else [])]


def _gevolgen(b: Bron) -> list[str]:
    """What money and time the decision is about: those of a next wijk, and of what still runs in this one."""
    uit, lopend = [], [project for project in b.projecten if project.loopt]
    if b.programma.te_starten:
        kreeg = f" De {b.wijk.naam} kreeg {stand.totaal(b.potten).kort()}." if b.potten else ""
        gepland = sum(b.uren_gepland.values())
        tijd = f" De gemeente plande hier {uren(gepland)}." if gepland else ""
        waar = f" Wat er al van bekend is, staat bij “{Deelsleutel.VOLGENDE.label}”."
        uit.append(f"Een volgende wijk heeft eigen geld en eigen uren nodig.{kreeg}{tijd}{waar}")
    if lopend:
        dagen = [project.laatste_dag for project in lopend if project.laatste_dag]
        wat = "Dat" if len(lopend) == 1 else "Het laatste"
        tot = f" {wat} is klaar op {datum(max(dagen))}, zoals het er nu uitziet." if dagen else ""
        open_ = sum(b.geld[project.pk].open for project in lopend if project.pk in b.geld)
        geld = f" Daarvoor is {Bedrag(open_).kort()} gekozen of besteld, en nog niet betaald." if open_ else ""
        uit.append(f"In deze wijk {'loopt' if len(lopend) == 1 else 'lopen'} nog {stuks(len(lopend), 'project', 'projecten')}.{tot}{geld}")
    return uit


@deel(Deelsleutel.INLEIDING)
def _inleiding(b: Bron):
    start = f" We begonnen op {datum(b.wijk.startdatum)}." if b.wijk.startdatum else ""
    voorbeeld = [Alinea("Dit is een voorbeeld: ideeën, projecten en bedragen zijn verzonnen.")] if b.wijk.voorbeeld else []
    return (
        f"In de {b.wijk.naam} werken bewoners, ondernemers, organisaties en de gemeente samen aan de wijk.{start}\n"
        "Dit uitvoeringsprogramma zegt wat dat bracht, wat we ervan leerden en hoe het verdergaat."
    ), voorbeeld


@deel(Deelsleutel.AANLEIDING)
def _aanleiding(b: Bron):
    rijen = [[hoofdletter(c.naam), c.waarde, c.peildatum or "niet bekend", c.bron] for c in b.wijk.kerncijfers.all()]
    kerncijfers = tabel(f"Kerncijfers van de {b.wijk.naam}", ["Wat", "Getal", "Jaar", "Bron"], rijen, getallen=(1,))
    return b.wijk.inleiding, [*kerncijfers, *grens(b)]


@deel(Deelsleutel.KADER)
def _kader(b: Bron):
    conclusie = b.wijk.draagvlakconclusies.first()
    voorwaarden = [v.huidige for v in b.wijk.randvoorwaarden.in_basisset().geldig().met_tekst() if v.huidige]
    rollen = [rol for rol in b.wijk.rollen.in_proces().select_related("partij") if rol.partij]
    klaar = [stap.nummer for stap in stappen.stand(b.wijk) if stap.klaar]
    welke = f"{'is stap' if len(klaar) == 1 else 'zijn de stappen'} {lijst(map(str, klaar))} klaar" if klaar else _klaar(0)
    zinnen = [f"Van de zes stappen van de startnotitie {welke}."]
    if conclusie:
        zinnen.append(f"De conclusie over het draagvlak van {datum(conclusie.datum)}: {conclusie.get_uitkomst_display()}.")
    if dicht := list(b.wijk.themas.nog_dicht(timezone.localdate())):
        namen = lijst(f"“{thema}”" for thema in dicht)
        if conclusie and conclusie.uitkomst != conclusie.Uitkomst.NIET:
            zinnen.append("Dat doen we stap voor stap, niet met alle thema’s tegelijk.")
        zinnen.append(f"Nog niet open {'is' if len(dicht) == 1 else 'zijn'}: {namen}. Ideeën daarover bewaren we tot het zover is.")
    werk = [w for w in Capaciteit.Werk if w in b.uren_gepland or w in b.uren_gewerkt]
    rijen = [[w.label.capitalize(), b.uren_gepland.get(w, 0), b.uren_gewerkt.get(w, 0)] for w in werk]
    if len(rijen) > 1:
        rijen.append(["Samen", *(sum(rij[n] for rij in rijen) for n in (1, 2))])
    return " ".join(zinnen), [
        *tabel(
            "Wat wel kan en wat niet kan",
            ["Waarover", "Dit kan", "Dit kan niet"],
            [[v.titel, v.wat_kan or "geen afspraak", v.wat_kan_niet or "geen afspraak"] for v in voorwaarden],
        ),
        *tabel("Wie welke rol heeft", ["Wie", "Rol", "Waarover"], [[r.wie, r.doet, hoofdletter(r.toelichting)] for r in rollen]),
        *tabel(
            "Uren van de gemeente",
            ["Werk", "Gepland", "Opgeschreven"],
            [[wat, uren(gepland), uren(gewerkt)] for wat, gepland, gewerkt in rijen],
            getallen=(1, 2),
        ),
        *([Alinea(NIET_OPGESCHREVEN)] if any(b.uren_gewerkt.values()) else []),
    ]
