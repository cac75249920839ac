from django.core.files.storage import FileSystemStorage


class Kluis(FileSystemStorage):
    """Files that no address leads to: only a view that asks for a right hands them out."""

    def url(self, name: str | None) -> str:
        raise ValueError(f"{name} has no address: it is kept out of what is served")
