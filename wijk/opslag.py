from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import FileSystemStorage


class Kluis(FileSystemStorage):
    """Files that no address leads to: only a view that asks for a right hands them out."""

    def url(self, name: str | None) -> str:
        raise ValueError(f"{name} has no address: it is kept out of what is served")


@contextmanager
def weg_bij_weigering(opslag: FileSystemStorage) -> Iterator[list[str]]:
    """A list for the names of files; they are deleted again when what they belong to is not kept."""
    bewaard: list[str] = []
    try:
        yield bewaard
    except BaseException:
        for plek in bewaard:
            opslag.delete(plek)
        raise
