from django.contrib import admin

from evaluatie.models import Evaluatie, Leerpunt, Programmaversie, Uitvoeringsprogramma
from wijk.admin import AlleenLezenAdmin

admin.site.register([Evaluatie, Leerpunt, Uitvoeringsprogramma, Programmaversie], AlleenLezenAdmin)
