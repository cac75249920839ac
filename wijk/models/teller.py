from django.db import models


class Teller(models.Model):
    """How often something was done from one address or by one person in one stretch of time (wijk/drempels.py).

    `sleutel` is a keyed hash of what, who and when: nobody's address stands here, and two rows cannot be seen to be of the same person.
    """

    sleutel = models.CharField(max_length=32, primary_key=True)
    aantal = models.PositiveIntegerField()
    tot = models.DateTimeField(db_index=True)
