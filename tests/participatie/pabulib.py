"""Names of real plans of residents, where the data stand beside this checkout; none of it is in the project (shared/data/README.md)."""

from pathlib import Path

import pytest

PABULIB = Path(__file__).resolve().parents[3] / "shared/data/pabulib"
met_echte_plannen = pytest.mark.skipif(not PABULIB.exists(), reason="the real plans are not beside this checkout")


def titels(patroon: str = "*.pb") -> list[str]:
    """Of the PROJECTS section of each file, the column `name`."""
    uit = []
    for bestand in sorted(PABULIB.glob(patroon)):
        deel, kop = None, None
        for regel in bestand.read_text(encoding="utf-8").splitlines():
            if regel in ("META", "PROJECTS", "VOTES"):
                deel, kop = regel, None
            elif deel == "PROJECTS" and kop is None:
                kop = regel.split(";")
            elif deel == "PROJECTS":
                uit.append(dict(zip(kop, regel.split(";"), strict=False))["name"])
    return uit
