from django.db import migrations

from wijk.database import alleen_toevoegen


class Migration(migrations.Migration):
    dependencies = [("participatie", "0002_initial")]
    operations = [alleen_toevoegen("participatie_oordeel")]
