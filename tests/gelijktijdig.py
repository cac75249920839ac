"""Run the same thing in many threads at once, each with a database connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections


def tegelijk(doe, aantal: int) -> list:
    """`doe(n)` for n in range(aantal), all started together; gives what each gave, or the exception it raised."""
    start = Barrier(aantal)

    def een(n):
        try:
            start.wait()
            return doe(n)
        except Exception as fout:
            return fout
        finally:
            connections.close_all()

    with ThreadPoolExecutor(aantal) as draden:
        return list(draden.map(een, range(aantal)))
