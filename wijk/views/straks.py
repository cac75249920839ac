from django.http import HttpResponse

from wijk.toegang import mag


@mag("zien")
def straks(request, **kwargs):
    return HttpResponse("straks")


@mag("werkplek_zien")
def straks_werkplek(request, **kwargs):
    return HttpResponse("straks")
