from django.db import migrations

from wijk.database import alleen_toevoegen


class Migration(migrations.Migration):
    dependencies = [("wijk", "0001_initial")]
    operations = [alleen_toevoegen("wijk_gebeurtenis", "wijk_randvoorwaardeversie")]
