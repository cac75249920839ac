"""The summary with the advice, the introduction, why this wijk, and what was agreed beforehand."""

from django.db.models import Sum

from budget import stand
from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Alinea, Blok, Kop, alineas, tabel
from evaluatie.programma.bron import Bron, deel, getal
from evaluatie.programma.kaart import grens
from wijk import stappen
from wijk.models import Capaciteit
from wijk.woorden import datum, stuks, uren


@deel(Deelsleutel.SAMENVATTING)
def _samenvatting(b: Bron):
    p, zinnen = b.programma, []
    if b.aantal_ideeen:
        zinnen.append(f"Bewoners, ondernemers en organisaties brachten {stuks(b.aantal_ideeen, 'idee', 'ideeën')} in.")
    if b.projecten:
        klaar = sum(project.status in ("afgerond", "geevalueerd") for project in b.projecten)
        zinnen.append(
            f"Daar kwamen {stuks(len(b.projecten), 'project', 'projecten')} uit; daarvan {'is' if klaar == 1 else 'zijn'} er {getal(klaar)} klaar."
        )
    if b.potten:
        zinnen.append(stand.in_een_zin(b.potten))
    if not b.evaluaties:
        zinnen.append("Er is nog niet teruggekeken.")
    advies: list[Blok] = []
    if p.advies:
        wijk = f": {p.volgende_wijk}" if p.volgende_wijk and p.advies == "starten" else ""
        advies = [Kop("Advies aan het college"), Alinea(f"{p.get_advies_display().capitalize()}{wijk}."), *alineas(p.advies_toelichting)]
    return "\n".join([" ".join(zinnen)]), advies


@deel(Deelsleutel.INLEIDING)
def _inleiding(b: Bron):
    start = f" We begonnen op {datum(b.wijk.startdatum)}." if b.wijk.startdatum else ""
    voorbeeld = "\nDit is een voorbeeld: ideeën, projecten en bedragen zijn verzonnen." if b.wijk.voorbeeld else ""
    return (
        f"In de {b.wijk.naam} werken bewoners, ondernemers, organisaties en de gemeente samen aan de wijk.{start}\n"
        f"Dit uitvoeringsprogramma zegt wat dat bracht, wat we ervan leerden en hoe het verdergaat.{voorbeeld}"
    ), []


@deel(Deelsleutel.AANLEIDING)
def _aanleiding(b: Bron):
    rijen = [[c.naam[:1].upper() + c.naam[1:], c.waarde, c.peildatum or "niet bekend", c.bron] for c in b.wijk.kerncijfers.all()]
    kerncijfers = tabel(f"Kerncijfers van de {b.wijk.naam}", ["Wat", "Getal", "Jaar", "Bron"], rijen, getallen=(1,))
    return b.wijk.inleiding, [*kerncijfers, *grens(b)]


@deel(Deelsleutel.KADER)
def _kader(b: Bron):
    conclusie = b.wijk.draagvlakconclusies.first()
    voorwaarden = [v.huidige for v in b.wijk.randvoorwaarden.in_basisset().geldig().met_tekst() if v.huidige]
    rollen = [rol for rol in b.wijk.rollen.in_proces().select_related("partij") if rol.partij]
    gewerkt = dict(b.wijk.urenregels.order_by().values_list("werk").annotate(n=Sum("uren")))
    gepland = dict(b.wijk.capaciteit.order_by().values_list("werk").annotate(n=Sum("uren")))
    klaar = sum(stap.klaar for stap in stappen.stand(b.wijk))
    zinnen = [f"Van de zes stappen van de startnotitie zijn er {getal(klaar)} klaar."]
    if conclusie:
        zinnen.append(f"De conclusie over het draagvlak van {datum(conclusie.datum)}: {conclusie.get_uitkomst_display()}.")
    return " ".join(zinnen), [
        *tabel(
            "Wat wel kan en wat niet kan",
            ["Waarover", "Dit kan", "Dit kan niet"],
            [[v.titel, v.wat_kan or "geen afspraak", v.wat_kan_niet or "geen afspraak"] for v in voorwaarden],
        ),
        *tabel("Wie welke rol heeft", ["Wie", "Rol", "Waarover"], [[r.wie, r.get_soort_display(), r.toelichting] for r in rollen]),
        *tabel(
            "Uren van de gemeente",
            ["Werk", "Gepland", "Gewerkt"],
            [[w.label.capitalize(), uren(gepland.get(w, 0)), uren(gewerkt.get(w, 0))] for w in Capaciteit.Werk if w in gepland or w in gewerkt],
            getallen=(1, 2),
        ),
    ]
