"""Every figure of a year, computed again with SQL that knows nothing of the program; and those that stand on the page."""

import re
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from html import unescape

from django.db import connection
from django.utils import timezone

from evaluatie.models import Kant
from wijk.dagen import jaar_later
from wijk.models import Leeftijd

UITKOMSTEN = "past past_deels past_niet regulier samengevoegd".split()


class Sql:
    """Asks the database; `:w` the wijk, `:van` and `:tot` days, `:begin` and `:eind` the same as moments, `:op` the day of standings."""

    def __init__(self, wijk: int, van: date, tot: date):
        moment = lambda dag: connection.ops.adapt_datetimefield_value(timezone.make_aware(datetime.combine(dag, time.min)))  # noqa: E731
        self.waarden = {"w": wijk, "van": van, "tot": tot, "begin": moment(van), "eind": moment(tot)}
        self.waarden["op"] = min(tot - timedelta(days=1), timezone.localdate())

    def rijen(self, sql: str, **erbij) -> list[tuple]:
        waarden, volgorde = self.waarden | erbij, []
        sql = re.sub(r"(?<!:):(\w+)", lambda m: volgorde.append(waarden[m[1]]) or "%s", sql)
        with connection.cursor() as cursor:
            cursor.execute(sql, volgorde)
            return cursor.fetchall()

    def een(self, sql: str, **erbij):
        return self.rijen(sql, **erbij)[0][0]


def dag(moment) -> date:
    """The Dutch day of a moment as the database gives it: SQLite knows no time zones, and keeps UTC."""
    moment = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return timezone.localdate(moment.replace(tzinfo=UTC) if timezone.is_naive(moment) else moment)


def zelf_geteld(sql: Sql) -> dict[str, int | None]:
    """Key of the figure: its value, by SQL alone."""
    n, uit = sql.een, {}
    wandeling = "w.wijk_id = :w AND w.status IN ('gelopen', 'verwerkt') AND w.begint >= :begin AND w.begint < :eind"
    van_wandeling = (
        f"participatie_aanmelding a JOIN participatie_wijkwandeling w ON w.id = a.wandeling_id WHERE {wandeling} AND a.afgemeld_op IS NULL"
    )
    uit["wandeling.gelopen"] = n(f"SELECT COUNT(*) FROM participatie_wijkwandeling w WHERE {wandeling}")
    uit["wandeling.bereikt"] = n(
        f"SELECT COALESCE(SUM(u.bereikt), 0) FROM participatie_uitnodiging u JOIN participatie_wijkwandeling w ON w.id = u.wandeling_id WHERE {wandeling}"
    )
    uit["wandeling.kwamen"] = n(f"SELECT COALESCE(SUM(a.aantal), 0) FROM {van_wandeling} AND a.aanwezig")
    uit["wandeling.mee"] = n(
        """SELECT COUNT(*) FROM participatie_aanmelding a JOIN participatie_wijkwandeling w ON w.id = a.wandeling_id
        WHERE w.wijk_id = :w AND a.denkt_mee AND a.afgemeld_op IS NULL AND a.aangemeld_op >= :begin AND a.aangemeld_op < :eind"""
    )
    # Of each age per year, when ten came more; an age that is small in one year is told of none. A year that ended early gives the next its first day.
    [start] = sql.rijen("SELECT w.startdatum FROM wijk_wijk w WHERE w.id = :w")[0]
    eerder = sql.rijen("SELECT e.vastgesteld_op FROM evaluatie_evaluatie e WHERE e.wijk_id = :w AND e.waarom_eerder != ''")
    ankers = sorted(date.fromisoformat(str(dag)) for dag in [start, *(dag for [dag] in eerder)])

    def welk_jaar(op: date) -> tuple[date, int]:
        anker = max((een for een in ankers if een <= op), default=ankers[0])
        return anker, next(n for n in range(-9, 99) if jaar_later(anker, n) <= op < jaar_later(anker, n + 1))

    per_jaar: dict[tuple, dict] = defaultdict(dict)
    wacht: dict[tuple, list] = defaultdict(list)
    for wandeling_id, begint in sql.rijen(
        """SELECT w.id, w.begint FROM wijk_gebeurtenis g JOIN participatie_wijkwandeling w ON w.id = g.onderwerp_id
        WHERE w.wijk_id = :w AND g.soort = 'wandeling.verwerkt' ORDER BY g.id"""
    ):
        jaar = welk_jaar(dag(begint))
        wacht[jaar] += sql.rijen(
            f"SELECT a.leeftijdsgroep FROM participatie_aanmelding a WHERE a.wandeling_id = {wandeling_id} AND a.afgemeld_op IS NULL AND a.aanwezig"
        )
        if len(wacht[jaar]) >= 10:
            for [leeftijd] in wacht.pop(jaar):
                if leeftijd:
                    per_jaar[jaar][leeftijd] = per_jaar[jaar].get(leeftijd, 0) + 1
    weg = {leeftijd for jaar in per_jaar.values() for leeftijd, aantal in jaar.items() if aantal < 5}
    for _, jaar in sorted(per_jaar.items()):
        for leeftijd in Leeftijd.values:
            samen = sum(jaar.get(een, 0) for een in weg)
            if jaar.get(leeftijd, 0) >= 5 and (0 < samen < 5 or (len(weg) == 2 and samen == 8)):
                weg.add(leeftijd)
    uit |= {
        f"wandeling.leeftijd.{leeftijd}": aantal // 5 * 5
        for leeftijd, aantal in per_jaar[welk_jaar(sql.waarden["van"])].items()
        if leeftijd not in weg
    }

    eerste_jaar = date.fromisoformat(str(start)) == sql.waarden["van"]  # with it goes what came before
    idee = "i.wijk_id = :w AND i.status NOT IN ('onbevestigd', 'ingetrokken', 'teruggezet') AND i.ontvangen_op < :eind"
    idee += "" if eerste_jaar else " AND i.ontvangen_op >= :begin"
    uit["idee.ontvangen"] = n(f"SELECT COUNT(*) FROM participatie_idee i WHERE {idee}")
    cellen = sql.rijen(
        f"""SELECT COALESCE(i.thema_id, 0), COALESCE((SELECT t.uitkomst FROM participatie_toetsing t WHERE t.idee_id = i.id AND t.huidig), 'geen'), COUNT(*)
        FROM participatie_idee i WHERE {idee} GROUP BY 1, 2"""
    )
    uit |= {f"idee.uitkomst.{uitkomst}": sum(a for _, u, a in cellen if u == uitkomst) for uitkomst in [*UITKOMSTEN, "geen"]}
    uit |= {f"idee.thema.{thema}": sum(a for t, _, a in cellen if t == thema) for thema in {t for t, _, _ in cellen}}
    uit |= {f"idee.thema.{thema}.{uitkomst}": aantal for thema, uitkomst, aantal in cellen}

    eerste = sql.rijen(
        """SELECT t.wanneer, i.ontvangen_op, COALESCE(i.eerst_beloofd, i.antwoord_voor) FROM participatie_toetsing t JOIN participatie_idee i ON i.id = t.idee_id
        WHERE i.wijk_id = :w AND t.teruggenomen_op IS NULL
        AND NOT EXISTS (SELECT 1 FROM participatie_toetsing e WHERE e.idee_id = i.id AND e.nummer < t.nummer AND e.teruggenomen_op IS NULL) AND t.wanneer >= :begin AND t.wanneer < :eind"""
    )
    duren = sorted((dag(wanneer) - dag(ontvangen)).days for wanneer, ontvangen, _ in eerste)
    uit["antwoord.aantal"] = len(duren)
    for sleutel, procent in (("helft", 50), ("negen", 90)):
        uit[f"antwoord.{sleutel}"] = next((d for d in duren if sum(e <= d for e in duren) * 100 >= procent * len(duren)), None)
    uit["antwoord.wacht"] = n(
        """SELECT COUNT(*) FROM participatie_idee i WHERE i.wijk_id = :w AND i.status IN ('ontvangen', 'in_behandeling')
        AND i.antwoord_voor >= :van AND i.antwoord_voor < :tot AND i.antwoord_voor < :vandaag""",
        vandaag=timezone.localdate(),
    )
    uit["antwoord.laat"] = sum(voor is not None and dag(wanneer).isoformat() > str(voor) for wanneer, _, voor in eerste)

    for soort in "besluit meedoen geinformeerd".split():
        uit[f"rol.{soort}"] = n("SELECT COUNT(*) FROM wijk_rol r WHERE r.wijk_id = :w AND r.proces AND r.soort = :soort", soort=soort)
    uit["rol.partijen"] = n("SELECT COUNT(*) FROM wijk_partij p WHERE p.wijk_id = :w AND p.actief AND p.reactie IN ('ja', 'deels')")
    for wanneer, op in (("toen", "ASC"), ("nu", "DESC")):
        for mate in "volledig deels niet onbekend".split():
            uit[f"draagvlak.{wanneer}.{mate}"] = n(
                f"""SELECT COUNT(*) FROM (SELECT d.mate, ROW_NUMBER() OVER (PARTITION BY d.partij_id ORDER BY d.gevraagd_op {op}, d.id {op}) AS r
                FROM wijk_draagvlak d WHERE d.wijk_id = :w AND d.thema_id IS NULL AND d.gevraagd_op < :tot) x WHERE x.r = 1 AND x.mate = :mate""",
                mate=mate,
            )
    for werk in "begeleiding vragen".split():
        # Each planned hour is as much of every day of its period; counted day by day.
        delen = Fraction(0)
        for uren, van, tot in sql.rijen("SELECT c.uren, c.van, c.tot FROM wijk_capaciteit c WHERE c.wijk_id = :w AND c.werk = :werk", werk=werk):
            eerste, laatste = date.fromisoformat(str(van)), date.fromisoformat(str(tot))
            dagen = [eerste + timedelta(days=d) for d in range((laatste - eerste).days + 1)]
            delen += Fraction(str(uren)) * sum(sql.waarden["van"] <= een < sql.waarden["tot"] for een in dagen) / len(dagen)
        uit[f"uren.gepland.{werk}"] = round(10 * delen)
        uit[f"uren.gewerkt.{werk}"] = round(
            10
            * n(
                "SELECT COALESCE(SUM(u.uren), 0) FROM wijk_urenregel u WHERE u.wijk_id = :w AND u.werk = :werk AND u.datum >= :van AND u.datum < :tot",
                werk=werk,
            )
        )

    telt = """budget_boeking b JOIN budget_budget g ON g.id = b.budget_id WHERE g.wijk_id = :w AND b.datum <= :op AND (NOT b.vraagt_akkoord
        OR EXISTS (SELECT 1 FROM budget_akkoord k WHERE k.boeking_id = b.id AND k.oordeel = 'akkoord'))"""
    wacht = """budget_boeking b JOIN budget_budget g ON g.id = b.budget_id WHERE g.wijk_id = :w AND b.datum <= :op AND b.vraagt_akkoord
        AND b.volgt_op_id IS NULL AND NOT EXISTS (SELECT 1 FROM budget_akkoord k WHERE k.boeking_id = b.id)"""
    for pot in "vrij gereserveerd verplicht betaald".split():
        erin, eraf = (n(f"SELECT COALESCE(SUM(b.bedrag), 0) FROM {telt} AND b.{kant} = :pot", pot=pot) for kant in ("naar", "van"))
        uit[f"geld.pot.{pot}"] = int(erin - eraf - n(f"SELECT COALESCE(SUM(b.bedrag), 0) FROM {wacht} AND b.van = :pot", pot=pot))
    if vast := n(f"SELECT COALESCE(SUM(b.bedrag), 0) FROM {wacht} AND b.van != 'buiten'"):
        uit["geld.pot.wacht"] = int(vast)
    per_project: dict = defaultdict(int)
    for kant, teken in (("naar", 1), ("van", -1)):
        for project, som in sql.rijen(
            f"SELECT b.project_id, SUM(b.bedrag) FROM {telt} AND b.{kant} IN ('gereserveerd', 'verplicht', 'betaald') GROUP BY b.project_id"
        ):
            per_project[project] += teken * int(som)
    for project, som in sql.rijen(
        f"SELECT b.project_id, SUM(b.bedrag) FROM {wacht} AND b.van IN ('gereserveerd', 'verplicht', 'betaald') GROUP BY b.project_id"
    ):
        per_project[project] -= int(som)
    per_thema: dict = defaultdict(int)
    for project, som in per_project.items():
        thema = sql.rijen("SELECT i.thema_id FROM participatie_idee i WHERE i.project_id = :p ORDER BY i.nummer LIMIT 1", p=project)
        per_thema[(thema and thema[0][0]) or 0] += som
    uit |= {f"geld.thema.{thema}": som for thema, som in per_thema.items() if som}

    project = "participatie_project p WHERE p.wijk_id = :w AND p.{} >= :van AND p.{} < :tot"
    afgerond = project.format("afgerond_op", "afgerond_op")
    laatste = "(SELECT MAX(l.datum) FROM participatie_mijlpaal l WHERE l.project_id = p.id)"
    gemist = f"m.project_id = p.id AND m.datum = {laatste} AND COALESCE(m.klaar_op, p.afgerond_op) > m.datum"
    uit["project.begonnen"] = n(f"SELECT COUNT(*) FROM {project.format('begonnen_op', 'begonnen_op')}")
    uit["project.afgerond"] = n(f"SELECT COUNT(*) FROM {afgerond}")
    uit["project.te_laat"] = n(f"SELECT COUNT(*) FROM {afgerond} AND EXISTS (SELECT 1 FROM participatie_mijlpaal m WHERE {gemist})")
    uit["project.op_tijd"] = uit["project.afgerond"] - uit["project.te_laat"]
    uit["project.gestopt"] = n(
        "SELECT COUNT(*) FROM wijk_gebeurtenis e WHERE e.wijk_id = :w AND e.soort = 'project.gestopt' AND e.wanneer >= :begin AND e.wanneer < :eind"
    )
    mijlpaal = (
        "participatie_mijlpaal m JOIN participatie_project p ON p.id = m.project_id WHERE p.wijk_id = :w AND m.klaar_op >= :van AND m.klaar_op < :tot"
    )
    uit["mijlpaal.klaar"] = n(f"SELECT COUNT(*) FROM {mijlpaal}")
    uit["mijlpaal.te_laat"] = n(f"SELECT COUNT(*) FROM {mijlpaal} AND m.klaar_op > m.datum")

    uit["zelf.projecten"] = n(f"SELECT COUNT(*) FROM {project.format('begonnen_op', 'begonnen_op')} AND p.trekker_soort = 'bewoner'")
    uit["zelf.helpers"] = n(
        """SELECT COUNT(*) FROM participatie_helper h JOIN participatie_project p ON p.id = h.project_id
        WHERE p.wijk_id = :w AND h.status = 'telt' AND h.aangemeld_op >= :begin AND h.aangemeld_op < :eind"""
    )
    uit["zelf.opgepakt"] = n(
        """SELECT COUNT(*) FROM participatie_vervolgstap v JOIN participatie_overleg o ON o.id = v.overleg_id
        WHERE o.wijk_id = :w AND v.besluit = 'opgepakt' AND o.begint >= :begin AND o.begint < :eind"""
    )
    uit["zelf.uren"] = 10 * n(
        """SELECT COALESCE(SUM(d.uren), 0) FROM budget_dekking d JOIN participatie_project p ON p.id = d.project_id
        WHERE p.wijk_id = :w AND d.bron = 'eigen_werk' AND p.status <> 'gestopt' AND p.begonnen_op >= :van AND p.begonnen_op < :tot"""
    )
    return uit


def getallen(pagina: str) -> dict[str, int | None]:
    """Key of the figure: its value, as it stands on the page."""
    uit = {}
    for sleutel, waarde in re.findall(r'id="cijfer-([^"]+)">.*?<td[^>]*data-kop="Hoeveel">([^<]*)</td>', pagina):
        waarde = unescape(waarde)
        cijfers = re.sub(r"\D", "", waarde)
        uit[sleutel] = int(cijfers) * (-1 if "-" in waarde or "−" in waarde else 1) if cijfers else None
    return uit


def zelf_geteld_antwoorden(sql: Sql, evaluatie: int) -> dict[tuple, tuple]:
    """Of a closed evaluation in which each side answers each question five times and more: who was asked and answered, and of each question and
    group how many answers, their average, and how often each figure was given; by SQL alone.
    """
    genodigden, namen = "evaluatie_genodigde g WHERE g.evaluatie_id = :e", {kant.value: kant.label.capitalize() for kant in Kant}
    ook_namen = namen | {"": "Wie langskwam zonder uitnodiging"}
    rijen = sql.rijen(f"SELECT g.kant, COUNT(*), COUNT(g.ingevuld_op) FROM {genodigden} AND g.kant <> '' GROUP BY g.kant", e=evaluatie)
    uit = {("respons", namen[kant]): (gevraagd, klaar) for kant, gevraagd, klaar in rijen}
    assert len(uit) == 3 and min(klaar for _, klaar in uit.values()) >= 5
    uit["respons", "Iedereen die gevraagd is"] = tuple(map(sum, zip(*uit.values(), strict=True)))
    uit["respons", ook_namen[""]] = (None, sql.een(f"SELECT COUNT(*) FROM {genodigden} AND g.weg = 'open'", e=evaluatie))
    for vraag, tekst, alleen in sql.rijen(
        "SELECT v.id, v.tekst, v.kant FROM evaluatie_vraag v WHERE v.evaluatie_id = :e AND v.soort = 'cijfer'", e=evaluatie
    ):
        gegeven: dict[str, list[int]] = defaultdict(list)
        for kant, cijfer in sql.rijen(
            "SELECT g.kant, a.cijfer FROM evaluatie_antwoord a JOIN evaluatie_genodigde g ON g.id = a.genodigde_id WHERE a.vraag_id = :v", v=vraag
        ):
            gegeven[ook_namen[kant]].append(cijfer)
            if kant and not alleen:
                gegeven["Iedereen die gevraagd is"].append(cijfer)
        assert min(map(len, gegeven.values())) >= 5
        uit |= {(tekst, wie): (len(een), f"{sum(een) / len(een):.1f}", *(een.count(n) for n in range(1, 6))) for wie, een in gegeven.items()}
    return uit


def antwoorden_op_pagina(pagina: str) -> dict[tuple, tuple]:
    """The same, as it stands on the page."""
    uit = {}
    for kop, tabel in re.findall(r'(?s)aria-label="(Wie antwoordde|Cijfers bij: [^"]*)">(.*?)</table>', pagina):
        for rij in tabel.split("<tr")[2:]:
            [wie] = re.findall(r'rowheader">\s*([^<]*?)\s*<', rij)
            cellen = [re.sub("<[^>]*>", "", cel) for cel in re.findall(r"(?s)<td[^>]*>(.*?)</td>", rij)]
            getal = [None if cel == "–" else cel.replace(",", ".") if "," in cel else int(cel.split(" (")[0]) for cel in cellen]
            uit["respons" if kop == "Wie antwoordde" else unescape(kop.removeprefix("Cijfers bij: ")), wie] = tuple(getal)
    return uit
