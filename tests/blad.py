"""What a browser sends of a page that is one form (wijk/blad.py)."""


def deel(actie: str, **velden) -> dict:
    """The part of this name, filled in, with its button."""
    return {"actie": actie, **{f"{actie}-{naam}": waarde for naam, waarde in velden.items()}}
