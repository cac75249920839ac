"""The folder of mail (wijk/postmap.py), and beside it how many times each mail was offered."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from wijk.postmap import EmailBackend


class Postbus(EmailBackend):
    def send_messages(self, berichten):
        aantal = super().send_messages(berichten)
        for bericht in berichten:
            with (Path(settings.EMAIL_FILE_PATH) / f"{bericht.extra_headers['Message-ID'].strip('<>')}.aangeboden").open("ab") as teller:
                teller.write(b"x")
        return aantal


def gekregen(map_: Path) -> dict[str, list[str]]:
    """Per address the text of each mail that came."""
    uit: dict[str, list[str]] = {}
    for bestand in sorted(map_.glob("*.eml")):
        bericht = message_from_bytes(bestand.read_bytes(), policy=policy.default)
        uit.setdefault(bericht["To"], []).append(bericht.get_body(("plain",)).get_content())
    return uit


def aangeboden(map_: Path) -> list[int]:
    """How many times each mail was offered."""
    return [bestand.stat().st_size for bestand in map_.glob("*.aangeboden")]
