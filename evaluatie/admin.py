from django.contrib import admin

from evaluatie.models import Evaluatie, Leerpunt, Uitvoeringsprogramma
from wijk.admin import AlleenLezenAdmin

admin.site.register([Evaluatie, Leerpunt, Uitvoeringsprogramma], AlleenLezenAdmin)
