import os
import re
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Where there is no mail server: each mail is a file in DATA/mail that a mail program opens.

    The file is named after its Message-ID, and is there wholly or not at all: a mail that is offered again after its sender was stopped is
    the same file.
    """

    def send_messages(self, email_messages) -> int:
        map_ = Path(settings.EMAIL_FILE_PATH)
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        for mail in email_messages:
            bericht = mail.message()
            naam = re.sub(r"[^\w.@-]", "_", bericht["Message-ID"].strip("<>"), flags=re.ASCII)
            proef = map_ / f".{uuid.uuid4().hex}"
            with open(proef, "xb", opener=lambda pad, vlaggen: os.open(pad, vlaggen, 0o600)) as bestand:
                bestand.write(bericht.as_bytes())
            proef.replace(map_ / f"{naam}.eml")
        return len(email_messages)
