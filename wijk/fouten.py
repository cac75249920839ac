"""The one kind of error that a person can read."""

from django.core.exceptions import PermissionDenied


class Geweigerd(Exception):
    """A deed that was refused. `str()` is a Dutch sentence that says what is wrong, with which value, and what to do;
    `veld` names the form field it belongs to, if any. Nothing has been written when it is raised out of a deed."""

    def __init__(self, reden: str, veld: str | None = None):
        super().__init__(reden)
        self.veld = veld


class GeenRecht(Geweigerd, PermissionDenied):
    """The person may not do this deed; the address answers 403."""
