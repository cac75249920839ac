"""An organisation sees and does what is asked of it, and nothing else: no page of the werkplek, whatever stands on it."""

import re

import pytest

from participatie.deeds.ideeen import dien_in
from participatie.deeds.projecten import begin_project
from tests.wijk.test_rechten import EIGEN
from wijk.rechten import RECHTEN, Functie

WERKPLEK = [(pad, view) for pad, view in EIGEN if pad.startswith("werkplek/")]


@pytest.fixture
def bestaand(wijk, thema, ambtenaar):
    """For every part of an address something that is there: the first row of each table, and an idea and a project."""
    idee = dien_in(wijk, titel="Licht", soort="kans", thema=thema, door=None)
    project = begin_project(wijk, {"titel": "Licht"}, door=ambtenaar)
    return {
        "slug:wijk": wijk.slug,
        "slug:slug": project.slug,
        "slug": "partijen",
        "int:nummer": str(idee.nummer),
        "int": "1",
        "str": "x",
        "uuid": "0" * 32,
    }


@pytest.mark.parametrize("methode", ["get", "post"])
def test_elke_pagina_van_de_werkplek_is_dicht_voor_een_organisatie(methode, wijk, thema, partij, bestaand, persoon, als, client):
    """With addresses that lead to things that are there, so that it is the right that refuses, not a page that is not found."""
    als(persoon("organisatie"))
    open_ = []
    for pad, view in WERKPLEK:
        assert Functie.ORGANISATIE not in RECHTEN[view.deed] | RECHTEN[view.post_deed], pad
        adres = "/" + re.sub(r"<([^>]+)>", lambda m: bestaand.get(m[1], bestaand[m[1].split(":")[0]]), pad)
        if getattr(client, methode)(adres).status_code != 403:
            open_.append(adres)
    assert len(WERKPLEK) > 60 and not open_, "\n".join(open_)
