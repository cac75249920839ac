"""Open data: the page that explains it, the files, and what programs read about them."""

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from wijk import catalogus, opendata
from wijk.bewaarde_paginas import versiemerk
from wijk.models import Wijk
from wijk.toegang import mag
from wijk.turtle import als_turtle

BESCHRIJVINGEN = {"csv-metadata.json": ("application/csvm+json", catalogus.csvw), "schema.json": ("application/schema+json", catalogus.json_schema)}
# Anybody's page in a browser may read it.
VOOR_IEDEREEN = {"Access-Control-Allow-Origin": "*"}


@mag("zien")
def gegevens(request, wijk):
    """Every dataset: what it is, how many rows, in which formats, and what each field means."""
    lijst = [{"wat": wat, "aantal": wat.tel(wijk) if wat.tel else None} for wat in opendata.datasets()]
    laatste = wijk.gebeurtenissen.openbaar().nieuwste_eerst().first()
    kruimels = [("Cijfers", "../cijfers/"), ("Open data", None)]
    return render(request, "wijk/gegevens.html", {"datasets": lijst, "laatste": laatste, "licentie": opendata.LICENTIE, "kruimels": kruimels})


@mag("zien")
def bestand(request, wijk, dataset, vorm):
    """One dataset in one format, row by row; or the description of its columns. 304 while nothing happened in the wijk."""
    wat = opendata.dataset(dataset)
    if wat is not None and vorm in BESCHRIJVINGEN:
        soort, maak = BESCHRIJVINGEN[vorm]
        return _json(maak(wijk, wat), soort)
    if wat is None or vorm not in wat.vormen:
        raise Http404
    soort, schrijf = opendata.VORMEN[vorm]
    etag = versiemerk(wijk.slug, vorm, repr(wat.velden))
    if etag and (antwoord := get_conditional_response(request, etag)):
        return antwoord
    koppen = {"Content-Disposition": f'attachment; filename="{wijk.slug}-{wat.naam}.{vorm}"', "Cache-Control": "no-cache", **VOOR_IEDEREEN}
    if etag:
        koppen["ETag"] = etag
    if vorm == "csv":
        koppen["Link"] = f'<{wat.naam}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"'
    return StreamingHttpResponse(schrijf(wat, wijk), content_type=soort, headers=koppen)


@mag("zien")
def catalogus_jsonld(request):
    """Every dataset of every wijk that everyone may see, as DCAT-AP-NL."""
    return _json(_catalogus(), "application/ld+json")


@mag("zien")
def catalogus_turtle(request):
    """The same catalogue, for who harvests Turtle."""
    return HttpResponse(als_turtle(_catalogus()), content_type="text/turtle; charset=utf-8", headers=VOOR_IEDEREEN)


def _catalogus() -> dict:
    return catalogus.catalogus(Wijk.objects.zichtbaar_voor(None).met_laatste())


def _json(iets, soort: str) -> HttpResponse:
    return JsonResponse(iets, content_type=soort, json_dumps_params={"ensure_ascii": False, "indent": 1}, headers=VOOR_IEDEREEN)
