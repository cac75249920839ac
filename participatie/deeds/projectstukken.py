"""Deeds about what belongs to a project: the decision, hours, documents and photos."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from participatie.fotos import bewerk
from participatie.models import Project, Projectbesluit, Projectdocument, Projectfoto, Projecturen
from participatie.models.foto import album
from participatie.models.projectstuk import archief
from wijk.bewaren import bewaar
from wijk.dagen import moet_geweest_zijn
from wijk.deeds.kader import schrijf_uren
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.opslag import weg_bij_weigering
from wijk.rechten import vereis
from wijk.stukken import PDF, herken, nette_naam
from wijk.woorden import datum


@transaction.atomic
def leg_besluit_vast(project: Project, velden: dict, *, door) -> Projectbesluit:
    """Record the decision on a project: when, by which partij or function, and what. A next decision is added; the earlier one stays."""
    vereis(door, "projecten_beheren", project.wijk)
    if not project.loopt:
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Een besluit erover kan niet meer.")
    moet_geweest_zijn(velden.get("datum"), "datum")
    if bool(velden.get("partij")) == bool(velden.get("functie", "").strip()):
        raise Geweigerd(f"Kies een partij of vul een functie in{', niet allebei' if velden.get('partij') else ''}.", "functie")
    besluit = Projectbesluit(project=project)
    bewaar(besluit, velden, stil=frozenset())
    tekst = f"Besluit over {project.titel}: genomen op {datum(besluit.datum)} door {besluit.wie}."
    meld("project.besloten", project, tekst, wijk=project.wijk, door=door, openbaar=True)
    return besluit


@transaction.atomic
def schrijf_projecturen(project: Project, velden: dict, *, door) -> Projecturen:
    """Note hours that one spent on this project; they also count among the hours of the wijk."""
    regel = schrijf_uren(project.wijk, velden, door=door)
    return Projecturen.objects.create(project=project, regel=regel)


@transaction.atomic
def voeg_document_toe(project: Project, titel: str, bestand: UploadedFile, *, door) -> Projectdocument:
    """Put a PDF on the page of a project. Geweigerd, on `bestand`, when it is something else, too large, damaged, or there already."""
    vereis(door, "projecten_beheren", project.wijk)
    inhoud, soort = herken(bestand)
    if soort != PDF:
        raise Geweigerd("Dit is geen PDF. Een foto voegt u toe bij de foto’s.", "bestand")
    afdruk = hashlib.sha256(inhoud).hexdigest()
    if project.documenten.filter(vingerafdruk=afdruk).exists():
        raise Geweigerd("Dit bestand hoort al bij dit project.", "bestand")
    plek = f"{project.wijk.slug}/{uuid.uuid4().hex}.pdf"
    with weg_bij_weigering(archief()) as bewaard:
        bewaard.append(plek)
        archief().save(plek, ContentFile(inhoud))
        document = Projectdocument(project=project)
        velden = {"titel": titel, "bestand": plek, "naam": nette_naam(bestand.name), "grootte": len(inhoud), "vingerafdruk": afdruk}
        bewaar(document, velden)
        meld("project.document", project, f"Nieuw document bij {project.titel}: {document.titel}.", wijk=project.wijk, door=door, openbaar=True)
    return document


@transaction.atomic
def verwijder_document(document: Projectdocument, *, door) -> None:
    project = document.project
    vereis(door, "projecten_beheren", project.wijk)
    _weg_na_afloop(archief(), document.bestand.name)
    document.delete()
    meld("project.document_weg", project, f"Een document van {project.titel} is weggehaald.", wijk=project.wijk, door=door)


@transaction.atomic
def voeg_foto_toe(project: Project, wanneer: str, tekst: str, foto: UploadedFile, *, door) -> Projectfoto:
    """Show how it was before, or is now. Only the picture is kept: no place, camera or other trace of the file."""
    vereis(door, "projecten_beheren", project.wijk)
    Project.objects.select_for_update().get(pk=project.pk)  # two at once do not both take the last place
    if (aantal := project.fotos.count()) >= Projectfoto.MEESTE:
        raise Geweigerd(f"Dit project heeft al {aantal} foto’s. Haal er eerst een weg.", "fotos")
    beeld = bewerk(foto, 1)
    groot, klein = (f"{project.wijk.slug}/{uuid.uuid4().hex}.webp" for _ in range(2))
    with weg_bij_weigering(album()) as bewaard:
        bewaard += [groot, klein]
        album().save(groot, ContentFile(beeld.groot))
        album().save(klein, ContentFile(beeld.klein))
        nieuw = Projectfoto(project=project)
        velden = {
            "wanneer": wanneer,
            "tekst": tekst,
            "bestand_groot": groot,
            "bestand_klein": klein,
            "breedte": beeld.breedte,
            "hoogte": beeld.hoogte,
        }
        bewaar(nieuw, velden)
        meld("project.foto", project, f"Nieuwe foto bij {project.titel}: {nieuw.get_wanneer_display()}.", wijk=project.wijk, door=door, openbaar=True)
    return nieuw


@transaction.atomic
def verwijder_foto(foto: Projectfoto, *, door) -> None:
    project = foto.project
    vereis(door, "projecten_beheren", project.wijk)
    _weg_na_afloop(album(), foto.bestand_groot.name, foto.bestand_klein.name)
    foto.delete()
    meld("project.foto_weg", project, f"Een foto van {project.titel} is weggehaald.", wijk=project.wijk, door=door)


def _weg_na_afloop(opslag, *plekken: str) -> None:
    """The files go when it is certain that the row is gone."""
    transaction.on_commit(lambda: [opslag.delete(plek) for plek in plekken])
