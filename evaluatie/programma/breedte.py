"""How wide the columns of a table are, on paper."""

from evaluatie.programma.blokken import Tabel

BLAD = 17  # how wide the text of a sheet is, in cm
# So wide is a letter at most; of a text so many signs count; a number (with a digit in it) of fewer signs is not broken.
CM_PER_LETTER, LANGE_TEKST, HEEL_GETAL = 0.22, 60, 20
# So wide is one of the smaller letters in which the PDF sets a table of many columns.
CM_PER_KLEINE_LETTER = 0.19


def breedtes(tabel: Tabel, *, letter: float = CM_PER_LETTER) -> list[float]:
    """In cm: each column holds its longest word (a number: as a whole), where it can its heading in two lines, and the rest goes to long texts."""
    return _breedtes(tabel, letter, koppen=True) or _breedtes(tabel, letter, koppen=False)


def _breedtes(tabel: Tabel, letter: float, *, koppen: bool) -> list[float]:
    """With `koppen` a column also holds its heading in two lines; nothing when that is too wide for a sheet."""
    minst, wens = [], []
    for n, kolom in enumerate(tabel.kolommen):
        cellen = [rij[n] for rij in tabel.rijen]
        langst = min(max(map(len, cellen), default=0), LANGE_TEKST)
        # A heading is bold, so a letter wider.
        heel = [cel for cel in cellen if n in tabel.getallen and len(cel) < HEEL_GETAL and any(map(str.isdigit, cel))]
        woord = max(map(len, [*heel, *(woord for cel in cellen for woord in cel.split()), *(f"{woord} " for woord in kolom.split())]), default=0)
        if koppen:
            woord = max(woord, _in_tweeen(kolom) + 1)
        minst.append(letter * woord + 0.4)
        wens.append(max(langst - woord, 0))
    if koppen and sum(minst) > BLAD:
        return []
    over = max(BLAD - sum(minst), 0)
    breed = [m + (over * w / sum(wens) if any(wens) else over / len(minst)) for m, w in zip(minst, wens, strict=True)]
    return [een * BLAD / sum(breed) for een in breed]


def _in_tweeen(kop: str) -> int:
    """How many signs the longer of two lines has, when a heading is broken where that is shortest."""
    woorden = kop.split()
    return min(max(len(" ".join(woorden[:n])), len(" ".join(woorden[n:]))) for n in range(1, len(woorden) + 1))
