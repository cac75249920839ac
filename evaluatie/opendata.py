"""Open data of concluded evaluations: counted answers alone, by the rule of evaluatie/drempel.py, no answer in words, and what was learnt."""

from evaluatie.models import Leerpunt
from evaluatie.models.evaluatie import Over
from evaluatie.uitslag import ALLEN, respons, uitslag
from wijk.models import Wijk
from wijk.opendata import Dataset, Veld, hand_in, keuzes


def _openbaar(wijk: Wijk):
    return wijk.evaluaties.openbaar().select_related("project").order_by("pk")


def _evaluaties(wijk: Wijk):
    for evaluatie in _openbaar(wijk):
        allen = next(rij for rij in respons(evaluatie, precies=False) if rij.naam == ALLEN)
        yield {
            "evaluatie": evaluatie.pk,
            "titel": evaluatie.titel,
            "over": str(evaluatie.over),
            "jaar": evaluatie.jaar,
            "project": evaluatie.project.slug if evaluatie.project else None,
            "vastgesteld_op": evaluatie.vastgesteld_op,
            "samenvatting": evaluatie.samenvatting,
            "gevraagd": allen.gevraagd,
            "geantwoord": allen.geantwoord,
        }


hand_in(
    Dataset(
        "evaluaties",
        "Wat heeft het opgeleverd?",
        "De evaluaties die zijn vastgesteld.",
        (
            Veld("evaluatie", "Het nummer van de evaluatie.", "geheel"),
            Veld("titel", "Hoe de evaluatie heet."),
            Veld("over", "Waar de evaluatie over gaat.", waarden=keuzes(Over)),
            Veld("jaar", "Over welk jaar van het proces, geteld vanaf het begin.", "geheel", "jaar"),
            Veld("project", "Over welk project; zie projecten."),
            Veld("vastgesteld_op", "De dag waarop de evaluatie is vastgesteld.", "datum"),
            Veld("samenvatting", "Wat het opleverde."),
            Veld("gevraagd", "Hoeveel mensen persoonlijk gevraagd zijn. Leeg: dan zou u een kleine groep kunnen uitrekenen.", "geheel", "mensen"),
            Veld("geantwoord", "Hoeveel van hen antwoordden. Leeg: dan zou u een kleine groep kunnen uitrekenen.", "geheel", "mensen"),
        ),
        _evaluaties,
        lambda wijk: _openbaar(wijk).count(),
    )
)


def _antwoorden(wijk: Wijk):
    for evaluatie in _openbaar(wijk):
        for een in uitslag(evaluatie, alleen_openbaar=True):
            for groep in een.groepen:
                som = sum(cijfer * n for cijfer, n in groep.telling.items())
                yield {
                    "evaluatie": evaluatie.pk,
                    "volgorde": een.vraag.volgorde,
                    "vraag": een.vraag.tekst,
                    "groep": groep.naam,
                    "antwoorden": groep.aantal,
                    "gemiddelde": round(som / groep.aantal, 1),
                    **{f"cijfer_{cijfer}": groep.telling[cijfer] for cijfer in range(1, 6)},
                }


hand_in(
    Dataset(
        "evaluatie-antwoorden",
        "Antwoorden op evaluaties",
        "Hoe vaak een groep elk cijfer gaf. Een groep van minder dan vijf mensen staat er niet in, ook niet als u zelf rekent.",
        (
            Veld("evaluatie", "Het nummer van de evaluatie; zie evaluaties.", "geheel"),
            Veld("volgorde", "De plek van de vraag in de evaluatie.", "geheel"),
            Veld("vraag", "Wat er gevraagd is."),
            Veld("groep", "Wie er antwoordden."),
            Veld("antwoorden", "Hoeveel mensen een cijfer gaven.", "geheel", "mensen"),
            Veld("gemiddelde", "Het gemiddelde cijfer, van 1 tot 5.", "getal"),
            *(Veld(f"cijfer_{n}", f"Hoeveel mensen een {n} gaven.", "geheel", "mensen") for n in range(1, 6)),
        ),
        _antwoorden,
        None,
    )
)


hand_in(
    Dataset(
        "leerpunten",
        "Wat we ervan leerden",
        "De leerpunten uit evaluaties die zijn vastgesteld, en wat eraan gedaan is.",
        (
            Veld("evaluatie", "Het nummer van de evaluatie; zie evaluaties.", "geheel"),
            Veld("soort", "Blijven we het zo doen, of doen we het anders?", waarden=keuzes(Leerpunt.Soort)),
            Veld("tekst", "Wat we leerden."),
            Veld("datum", "De dag waarop het is opgeschreven.", "datum"),
            Veld("actie", "Wat we eraan gaan doen. Leeg: niets afgesproken."),
            Veld("wie", "Welke partij of functie dat doet."),
            Veld("voor", "Voor welke dag.", "datum"),
            Veld("gedaan_op", "De dag waarop het gedaan is. Leeg: nog niet.", "datum"),
            Veld("gedaan", "Wat er gedaan is."),
        ),
        lambda wijk: (
            wijk.leerpunten.vastgesteld()
            .order_by("pk")
            .values("evaluatie", "soort", "tekst", "datum", "actie", "wie", "voor", "gedaan_op", "gedaan")
            .iterator()
        ),
        lambda wijk: wijk.leerpunten.vastgesteld().count(),
    )
)
