"""Run by the tests of the mail as a process of its own, on the test's database (DATABASE_URL): `python -m tests.wijk.proces dood KEREN`.

KEREN times: something happens, a worker mails it, and is killed (SIGKILL) anywhere in that. At the end one worker may finish.
"""

import contextlib
import io
import os
import random
import signal
import sys
import time
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.management.commands.db_worker import Worker  # noqa: E402

from wijk import post  # noqa: E402
from wijk.bezorgen import weekbrief  # noqa: E402
from wijk.gebeurtenissen import meld  # noqa: E402
from wijk.models import Mailbericht, Wijk  # noqa: E402
from wijk.rechten import SYSTEEM  # noqa: E402


def gebeurt(nummer: int) -> None:
    wijk = Wijk.objects.get(slug="geleerdenwijk")
    with transaction.atomic():
        meld("wijk.proef", wijk, f"Bericht nummer {nummer} eind.", wijk=wijk, door=SYSTEEM, openbaar=True)


def werk() -> None:
    """What a worker and the commands beside it do, until nothing waits."""
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.getpid()}",
        excluded_queue_names=[],
    ).run()
    weekbrief(timezone.now() + timedelta(days=7))
    call_command("bezorg_post", stdout=io.StringIO())


def dood(keren: int) -> None:
    gedood = 0
    for nummer in range(keren):
        gebeurt(nummer)
        connections.close_all()  # a child inherits no connection
        kind = os.fork()
        if kind == 0:
            with contextlib.suppress(BaseException):
                werk()
            os._exit(0)
        time.sleep(random.uniform(0.0, 0.25))
        os.kill(kind, signal.SIGKILL)
        gedood += os.WIFSIGNALED(os.waitpid(kind, 0)[1])
    werk()
    print(f"{keren} keren, {gedood} gedood, {Mailbericht.objects.count()} over")


if __name__ == "__main__":
    settings.EMAIL_BACKEND = "tests.wijk.postbus.Postbus"
    # One sender at a time here: what a killed one held need not wait until that can no longer be alive.
    post.PACHT = timedelta(0)
    wat, *getallen = sys.argv[1:]
    {"dood": dood}[wat](*map(int, getallen))
