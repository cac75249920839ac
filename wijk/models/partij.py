"""Who takes part, in which role, and with how much support (sections 1.2 and 1.3, step 1 and 2 of the note)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class PartijQuerySet(models.QuerySet["Partij"]):
    def onmisbaar(self):
        return self.filter(onmisbaar=True)

    def openbaar(self):
        return self.filter(actief=True)

    def uit_te_nodigen(self):
        return self.filter(uitnodigen=True)

    def met_contact(self):
        """Those that take part and have somebody whom we can mail."""
        return self.openbaar().filter(models.Exists(Contactpersoon.objects.filter(partij=models.OuterRef("pk")).exclude(email="")))

    def met_rollen(self):
        """With the roles in the whole process, as `procesrollen`."""
        return self.prefetch_related(models.Prefetch("rollen", Rol.objects.in_proces(), to_attr="procesrollen"))


class Partij(models.Model):
    """An organisation or group that the process touches."""

    class Soort(models.TextChoices):
        BEWONERS = "bewoners", "bewoners van de wijk"
        BEWONERSCOMMISSIE = "bewonerscommissie", "bewonerscommissie"
        VVE = "vve", "vereniging van eigenaren (VvE)"
        SCHOOL = "school", "school of naschoolse opvang"
        WELZIJN = "welzijn", "welzijnsinstelling"
        WINKELIER = "winkelier", "winkeliers"
        BEDRIJF = "bedrijf", "bedrijf"
        ZORG = "zorg", "zorginstelling"
        CORPORATIE = "corporatie", "woningcorporatie"
        POLITIE = "politie", "politie"
        AMBTELIJK = "gemeente_ambtelijk", "gemeente (ambtelijk)"
        BESTUUR = "gemeente_bestuur", "gemeente (bestuur)"

    class Reactie(models.TextChoices):
        NIET_BENADERD = "niet_benaderd", "nog niet benaderd"
        WACHT = "wacht", "benaderd, nog geen antwoord"
        JA = "ja", "doet mee"
        DEELS = "deels", "doet voor een deel mee"
        NEE = "nee", "doet niet mee"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="partijen", verbose_name="wijk")
    naam = models.CharField("naam", max_length=120)
    soort = models.CharField("soort", max_length=20, choices=Soort)
    onmisbaar = models.BooleanField(
        "onmisbaar", default=False, help_text="Zonder deze partij kan het proces niet slagen (stap 2 van de startnotitie)."
    )
    uitnodigen = models.BooleanField("uitnodigen voor wijkwandelingen", default=False, help_text="Een van de groepen van stap 3 van de startnotitie.")
    website = models.URLField("website", blank=True)
    reactie = models.CharField("reactie", max_length=14, choices=Reactie, default=Reactie.NIET_BENADERD)
    benaderd_op = models.DateField("benaderd op", null=True, blank=True)
    benaderd_hoe = models.CharField("hoe benaderd", max_length=200, blank=True, help_text="Bijvoorbeeld: gesprek, brief, telefoon.")
    reactie_toelichting = models.TextField(
        "wat zeiden zij", max_length=1000, blank=True, help_text="Dit staat op de openbare pagina. Noem geen namen van personen."
    )
    actief = models.BooleanField("actief", default=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = PartijQuerySet.as_manager()

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        ordering = ["-onmisbaar", "volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "naam"], name="partij_uniek", violation_error_message="Deze partij staat er al."),
            models.CheckConstraint(
                condition=Q(reactie="niet_benaderd") | Q(benaderd_op__isnull=False),
                name="partij_reactie_na_benaderen",
                violation_error_message="Vul in wanneer deze partij is benaderd.",
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def toont_reactie(self) -> bool:
        """Whether it says something that this partij was not approached yet."""
        return self.onmisbaar or not self.doet_vanzelf_mee or self.reactie != self.Reactie.NIET_BENADERD

    @property
    def doet_vanzelf_mee(self) -> bool:
        """Whether it takes part as it is: the gemeente and the residents are no organisation to approach."""
        return self.soort in (self.Soort.BEWONERS, self.Soort.AMBTELIJK, self.Soort.BESTUUR)


class Contactpersoon(models.Model):
    """Who to speak to at a partij. Personal data: only for officials, never on a public page."""

    partij = models.ForeignKey(Partij, models.CASCADE, related_name="contactpersonen", verbose_name="partij")
    naam = models.CharField("naam", max_length=100)
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoon", max_length=20, blank=True)

    class Meta:
        verbose_name = "contactpersoon"
        verbose_name_plural = "contactpersonen"
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class RolQuerySet(models.QuerySet["Rol"]):
    def in_proces(self):
        return self.filter(proces=True)

    def van_personen(self):
        return self.filter(partij__isnull=True)

    def die_beslissen(self):
        return self.filter(soort=Rol.Soort.BESLUIT)


class Rol(models.Model):
    """A partij or a person decides, takes part or is kept informed: in the process as a whole, or in a project that points here."""

    class Soort(models.TextChoices):
        BESLUIT = "besluit", "beslist"
        MEEDOEN = "meedoen", "doet mee"
        GEINFORMEERD = "geinformeerd", "blijft op de hoogte"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="rollen", verbose_name="wijk")
    proces = models.BooleanField("in het hele proces", default=True, editable=False)
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="rollen", verbose_name="partij")
    persoon = models.CharField(
        "of een persoon of functie",
        max_length=100,
        blank=True,
        help_text="Bijvoorbeeld: het college van B&W. Een naam van een bewoner alleen als die dat goed vindt.",
    )
    soort = models.CharField("rol", max_length=14, choices=Soort)
    toelichting = models.CharField("toelichting", max_length=300, blank=True, help_text="Waarover beslist of waaraan doet deze partij mee?")

    objects = RolQuerySet.as_manager()

    class Meta:
        verbose_name = "rol"
        verbose_name_plural = "rollen"
        ordering = ["soort", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(partij__isnull=False, persoon="") | (Q(partij__isnull=True) & ~Q(persoon="")),
                name="rol_van_een",
                violation_error_message="Kies een partij of vul een persoon in, niet allebei.",
            )
        ]

    def __str__(self):
        return f"{self.wie} {self.doet}"

    @property
    def wie(self) -> str:
        return self.partij.naam if self.partij else self.persoon

    @property
    def doet(self) -> str:
        """What they do, as it stands after their name: `beslist`, `doet mee`, and of several people `beslissen`, `doen mee`."""
        zelf = self.Soort(self.soort)
        return MEERVOUD[zelf] if self.zijn_mensen else zelf.label

    @property
    def deed(self) -> str:
        """The same of what is over: `besliste`, `deden mee`."""
        return VERLEDEN[self.Soort(self.soort)][self.zijn_mensen]

    @property
    def zijn_mensen(self) -> bool:
        """Whether its name is of several people."""
        return self.wie.split(" ")[0].lower() in MENSEN


# First words of names that are of several people.
MENSEN = frozenset("bewoners buren buurtbewoners inwoners jongeren kinderen ondernemers ouderen ouders scholen vrijwilligers winkeliers".split())
MEERVOUD = {Rol.Soort.BESLUIT: "beslissen", Rol.Soort.MEEDOEN: "doen mee", Rol.Soort.GEINFORMEERD: "blijven op de hoogte"}
# Of what is over: of one, and of several people.
VERLEDEN = {
    Rol.Soort.BESLUIT: ("besliste", "beslisten"),
    Rol.Soort.MEEDOEN: ("deed mee", "deden mee"),
    Rol.Soort.GEINFORMEERD: ("bleef op de hoogte", "bleven op de hoogte"),
}


class Draagvlak(models.Model):
    """How much support a partij gives, for all or for one theme, as asked at some moment. The latest counts; earlier ones stay."""

    class Mate(models.TextChoices):
        VOLLEDIG = "volledig", "staat erachter"
        DEELS = "deels", "staat er voor een deel achter"
        NIET = "niet", "staat er niet achter"
        ONBEKEND = "onbekend", "weet het nog niet"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="draagvlak", verbose_name="wijk")
    partij = models.ForeignKey(Partij, models.CASCADE, related_name="draagvlak", verbose_name="partij")
    thema = models.ForeignKey("wijk.Thema", models.CASCADE, null=True, blank=True, verbose_name="alleen voor thema")
    mate = models.CharField("hoeveel steun", max_length=10, choices=Mate)
    gevraagd_op = models.DateField("gevraagd op", default=timezone.localdate)
    gevraagd_hoe = models.CharField("hoe gevraagd", max_length=200, help_text="Bijvoorbeeld: gesprek, enquête, bijeenkomst.")
    toelichting = models.TextField("toelichting", max_length=1000, blank=True, help_text="Openbaar. Noem geen namen van personen.")

    class Meta:
        verbose_name = "draagvlak"
        verbose_name_plural = "draagvlak"
        ordering = ["-gevraagd_op", "-pk"]

    def __str__(self):
        return f"{self.partij}: {self.get_mate_display()}"


class DraagvlakConclusie(models.Model):
    """What the wijk concludes from the support: go on as a whole, in part, or not. The latest counts; earlier ones stay."""

    class Uitkomst(models.TextChoices):
        GEHEEL = "geheel", "we gaan met alle thema’s aan de slag"
        DEELS = "deels", "we gaan met een deel van de thema’s aan de slag"
        NIET = "niet", "we gaan hier niet mee door"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="draagvlakconclusies", verbose_name="wijk")
    uitkomst = models.CharField("conclusie", max_length=10, choices=Uitkomst)
    themas = models.ManyToManyField("wijk.Thema", blank=True, verbose_name="welke thema’s wel")
    toelichting = models.TextField("uitleg", max_length=2000)
    datum = models.DateField("datum", default=timezone.localdate)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "conclusie over draagvlak"
        verbose_name_plural = "conclusies over draagvlak"
        ordering = ["-datum", "-pk"]

    def __str__(self):
        return self.get_uitkomst_display()
