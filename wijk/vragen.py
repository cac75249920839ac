"""Conditions of questions to the database that go with how it looks for the rows."""

from django.db.models import F, Func
from django.db.models.lookups import Exact


class _BuitenIndex(Func):
    """A column; to SQLite as a value that it has no index of."""

    template = "%(expressions)s"

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="(+%(expressions)s)")


def van_wijk(wijk, pad: str = "idee__wijk") -> Exact:
    """The condition that what a row belongs to is of this wijk, for a table that is small beside it.

    SQLite does not know how many rows a table has: with an index it would begin at all ideas of the wijk to find the few letters or reactions
    on them. PostgreSQL knows.
    """
    return Exact(_BuitenIndex(F(pad)), wijk.pk)
