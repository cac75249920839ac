from django.contrib import admin

from participatie.models import Overleg, Project, Wijkwandeling
from wijk.admin import AlleenLezenAdmin

admin.site.register([Overleg, Project, Wijkwandeling], AlleenLezenAdmin)
