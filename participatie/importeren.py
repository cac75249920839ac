"""Reading remarks from a file: every bad row is reported with its number and reason, the good ones become ideas, and the same file
read again adds nothing."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F, Q

from participatie.deeds.ideeen import dien_in
from participatie.forms.ideeen import IdeeForm
from participatie.models import Idee, Inleesbestand, Wijkwandeling
from participatie.tabellen import BestandFout, lees_tabel
from wijk.fouten import Geweigerd
from wijk.rechten import vereis
from wijk.woorden import stuks

KOLOMMEN = ("titel", "omschrijving", "thema", "soort", "lat", "lon", "plaats", "naam")
VERPLICHT = ("titel",)


@dataclass
class Verslag:
    """What became of a file. `fouten` and `let_op`: (row number as a spreadsheet counts, sentence)."""

    toegevoegd: list[Idee] = field(default_factory=list)
    stonden_er_al: int = 0
    fouten: list[tuple[int, str]] = field(default_factory=list)
    let_op: list[tuple[int, str]] = field(default_factory=list)
    gelezen_als: str = "UTF-8"

    @property
    def vooraf(self) -> str:
        """What would become of it, before it does."""
        nieuw, al, fout = len(self.toegevoegd), self.stonden_er_al, len(self.fouten)
        erbij = f"Als u doorgaat, {'wordt 1 idee' if nieuw == 1 else f'worden {nieuw} ideeën'} toegevoegd." if nieuw else "Er komt geen idee bij."
        stond = f" {al} {'staat er al: dat komt' if al == 1 else 'staan er al: die komen'} niet dubbel." if al else ""
        slecht = f" {stuks(fout, 'regel', 'regels')} kunnen we niet lezen. Verbeter die in uw bestand en lees het dan opnieuw in." if fout else ""
        nog_eens = " Leest u dit bestand later nog eens in, dan komt niets dubbel." if nieuw else ""
        return f"{erbij}{stond}{slecht}{nog_eens}"

    def __str__(self):
        nieuw, al, fout = len(self.toegevoegd), self.stonden_er_al, len(self.fouten)
        return (
            f"{nieuw} {'idee' if nieuw == 1 else 'ideeën'} toegevoegd, {al} {'stond' if al == 1 else 'stonden'} er al, "
            f"{fout} {'regel' if fout == 1 else 'regels'} niet gelezen."
        )


def lees(inhoud: bytes) -> tuple[list[tuple[int, dict]], str]:
    """The rows as (number, {column: text}) and what the file was. BestandFout when the heading is not what it must be."""
    rijen, soort = lees_tabel(inhoud)
    (_, bovenste), *rijen = rijen
    kop = [naam.lower() for naam in bovenste]
    if mist := [naam for naam in VERPLICHT if naam not in kop]:
        raise BestandFout(f"De kolom “{mist[0]}” ontbreekt. De eerste regel moet zijn: {';'.join(KOLOMMEN)}")
    if onbekend := [naam for naam in kop if naam and naam not in KOLOMMEN]:
        raise BestandFout(f"De kolom “{onbekend[0]}” kennen we niet. De eerste regel moet zijn: {';'.join(KOLOMMEN)}")
    if dubbel := [naam for naam, n in Counter(kop).items() if naam and n > 1]:
        raise BestandFout(f"De kolom “{dubbel[0]}” staat er twee keer.")
    uit = []
    for nummer, cellen in rijen:
        rij = dict.fromkeys(KOLOMMEN, "") | {naam: cel for naam, cel in zip(kop, cellen, strict=False) if naam}
        uit.append((nummer, {**rij, "te_veel": any(cellen[len(kop) :])}))
    return uit, soort


def proef(wandeling: Wijkwandeling, inhoud: bytes, *, door) -> Verslag:
    """What `importeer` would do, without doing it: it is done and taken back."""
    with transaction.atomic():
        verslag = importeer(wandeling, inhoud, door=door)
        transaction.set_rollback(True)
    return verslag


def zet_klaar(wandeling: Wijkwandeling, inhoud: bytes, *, door) -> tuple[Inleesbestand, Verslag]:
    """Keep a file until whoever chose it says yes, and what reading it would do. BestandFout when it cannot be used at all."""
    vereis(door, "invoeren", wandeling.wijk)
    verslag = proef(wandeling, inhoud, door=door)
    Inleesbestand.objects.vergeten().delete()
    return Inleesbestand.objects.create(wandeling=wandeling, gebruiker=door, inhoud=inhoud), verslag


def lees_in(bestand: Inleesbestand, *, door) -> Verslag:
    """Do what was shown, and forget the file."""
    verslag = importeer(bestand.wandeling, bytes(bestand.inhoud), door=door)
    bestand.delete()
    return verslag


def importeer(wandeling: Wijkwandeling, inhoud: bytes, *, thema=None, halte=None, soort: str = Idee.Soort.KANS, door) -> Verslag:
    """Make an idea of every good row, as said on this walk (at this `halte`). BestandFout when the file cannot be used at all.

    `thema`, `soort`: of the rows that do not say so themselves.
    """
    rijen, gelezen_als = lees(inhoud)
    wijk, verslag, gezien, gezegd = wandeling.wijk, Verslag(gelezen_als=gelezen_als), Counter(), Counter()
    themas = {thema.naam.lower(): thema.pk for thema in wijk.themas.all()}
    for nummer, rij in rijen:
        if rij.pop("te_veel"):
            verslag.fouten.append((nummer, "Er staan meer kolommen dan in de eerste regel. Zet tekst met een puntkomma tussen aanhalingstekens."))
            continue
        genoemd = rij["thema"]
        if genoemd and genoemd.lower() not in themas:
            verslag.fouten.append((nummer, f"Het thema “{genoemd}” is er niet in deze wijk."))
            continue
        gegevens = {**rij, "thema": themas.get(genoemd.lower(), thema.pk if thema else ""), "soort": rij["soort"].lower() or soort}
        form = IdeeForm(gegevens, wijk=wijk)
        if not form.is_valid():
            fouten = [f"kolom {naam}: {boodschap}" if naam in KOLOMMEN else boodschap for naam, bs in form.errors.items() for boodschap in bs]
            verslag.fouten.append((nummer, " ".join(fouten)))
            continue
        # The same words on the same walk are the same remark; really twice in one file counts as two.
        woorden = "\x1f".join(rij[naam] for naam in KOLOMMEN)
        gezien[woorden] += 1
        sleutel = hashlib.sha256(f"{wandeling.pk}\x1f{woorden}\x1f{gezien[woorden]}".encode()).hexdigest()[:40]
        sleutel = f"csv:{sleutel}"
        # Also what was typed in by hand is not added again: as many as there are already count as being there.
        zin = {naam: form.cleaned_data[naam] for naam in ("titel", "omschrijving", "naam")}
        plaats = form.cleaned_data["plaats"]
        daar = Q(plaats=plaats) | (Q() if plaats else Q(plaats=F("halte__naam")))  # without a place the deed writes the stop
        gezegd[(*zin.values(), plaats)] += 1
        al = wandeling.ideeen.meetellend().filter(daar, **zin)
        if wijk.ideeen.filter(sleutel=sleutel).exists() or al.count() >= gezegd[(*zin.values(), plaats)]:
            verslag.stonden_er_al += 1
            continue
        velden = {**form.velden, "sleutel": sleutel, "herkomst": Idee.Herkomst.WANDELING, "wandeling": wandeling, "halte": halte}
        try:
            idee = dien_in(wijk, **velden, door=door)
        except Geweigerd as weigering:
            verslag.fouten.append((nummer, str(weigering)))
            continue
        verslag.toegevoegd.append(idee)
        if idee.lat is not None and wijk.bevat(idee.lat, idee.lon) is False:
            verslag.let_op.append((nummer, f"De plek van “{idee.titel}” ligt buiten de wijk."))
    return verslag
