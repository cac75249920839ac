from django.core.management.base import BaseCommand
from django.utils import timezone

from participatie.deeds.adviezen import herinner
from participatie.deeds.ochtendpost import stuur_ochtendpost
from participatie.deeds.papier import ruim_postadressen_op
from participatie.deeds.uitnodigen import herinner_lopers
from wijk.deeds.themas import open_themas
from wijk.models import Wijk
from wijk.rechten import SYSTEEM
from wijk.woorden import stuks


class Command(BaseCommand):
    help = (
        "Open themes whose day has come; mail every official which ideas are late or nearly late; remind who comes to a walk; "
        "take away postal addresses that are not needed any more. Run it each morning; again mails nothing."
    )

    def handle(self, **options):
        for wijk in Wijk.objects.lopend():
            if naar_voren := open_themas(wijk, timezone.localdate(), door=SYSTEEM):
                self.stdout.write(f"{wijk}: {stuks(naar_voren, 'idee wacht', 'ideeën wachten')} niet meer op een thema.")
            ruim_postadressen_op(wijk, door=SYSTEEM)
            aantal = stuur_ochtendpost(wijk, timezone.localdate(), door=SYSTEEM)
            herinner(wijk, timezone.localdate(), door=SYSTEEM)
            self.stdout.write(f"{wijk}: {stuks(aantal, 'bericht', 'berichten')}.")
            if lopers := herinner_lopers(wijk, timezone.localdate(), door=SYSTEEM):
                self.stdout.write(f"{wijk}: {stuks(lopers, 'herinnering', 'herinneringen')} aan een wandeling.")
