from django.shortcuts import redirect, render
from django.utils import timezone

from wijk import werklijst
from wijk.context import werkplekken
from wijk.deeds.themas import open_themas
from wijk.models import Wijk
from wijk.portaal.overzicht import start_van
from wijk.rechten import SYSTEEM, rechten_van
from wijk.toegang import mag


@mag("zien")
def hoofd(request):
    """The wijken; or straight to the only one."""
    wijken = list(Wijk.objects.zichtbaar_voor(request.door))
    if len(wijken) == 1:
        return redirect(wijken[0])
    return render(request, "portaal/hoofd.html", {"wijken": wijken})


@mag("zien")
def start(request, wijk):
    return render(request, "portaal/start.html", start_van(wijk))


@mag("werkplek_zien")
def werkplek(request, wijk):
    """The worklist of an official: what waits, with the number of each as a link to the list that it counts; in their other wijken too."""
    vandaag = timezone.localdate()
    if wijk.themas.te_openen(vandaag).exists():  # cron does this too; officials see it right also when nobody runs them
        open_themas(wijk, vandaag, door=SYSTEEM)
    taken = werklijst.van_wijk(wijk, request.mag, request.door)
    elders = [(een, werklijst.van_wijk(een, rechten_van(request.door, een), request.door)) for een in werkplekken(request.door) if een.pk != wijk.pk]
    dringend = [(een, [taak for taak in wacht if taak.dringend], len(wacht)) for een, wacht in elders if wacht]
    context = {"taken": taken, "elders": [(een, eerst, aantal - len(eerst)) for een, eerst, aantal in dringend]}
    return render(request, "portaal/werklijst.html", {**start_van(wijk), **context})
