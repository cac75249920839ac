"""The pages that are measured."""


def paginas() -> dict[str, str]:
    """Name and address; the idea is the first of the story, which is the same whatever the number of ideas."""
    from participatie.models import Idee

    nummer = Idee.objects.filter(herkomst=Idee.Herkomst.WANDELING).order_by("nummer").values_list("nummer", flat=True).first()
    return {
        "start": "/geleerdenwijk/",
        "lijst": "/geleerdenwijk/ideeen/",
        "idee": f"/geleerdenwijk/ideeen/{nummer}/",
        "kaartgegevens": "/geleerdenwijk/ideeen.geojson",
    }


# Of the budget: the panel of its keeper, and the page for everyone.
GELD = {"paneel": "/werkplek/geleerdenwijk/budget/", "openbaar": "/geleerdenwijk/budget/"}
