"""A page of the portal as a browser reads it: its forms with fields, labels and buttons; and that page with a form filled in again.

What is sent with a form is names and values; the page that it came from says what they mean. Our templates close what they open.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from django.utils.formats import date_format
from django.utils.html import escape

ZONDER_EINDE = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
EIGEN_TEKST = frozenset({"option", "select", "textarea", "button"})  # not part of the label around it
AAN_UIT = ("radio", "checkbox")
KNOPPEN = ("submit", "image", "button", "reset")
WIE_LEEST = re.compile(r"iedereen|openbaar|website|werkplek|leest|lezen|ziet|zien", re.I)

Velden = list[tuple[str, str]]
Regels = list[tuple[str, str, str]]  # label, what was typed or chosen, what the page says of who reads it


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict[str, str | None]
    begin: int
    einde: int
    tekst: list[str] = field(default_factory=list)
    legenda: "Element | None" = None

    @property
    def woorden(self) -> str:
        return " ".join("".join(self.tekst).split())

    def als_tag(self, **anders) -> str:
        """The tag anew, with other attributes; True: without a value, False: not at all."""
        attrs = {naam: waarde for naam, waarde in {**self.attrs, **anders}.items() if waarde is not False}
        delen = [naam if waarde in (None, True) else f'{naam}="{escape(waarde)}"' for naam, waarde in attrs.items()]
        return f"<{' '.join([self.tag, *delen])}>"


@dataclass(eq=False)
class Veld(Element):
    formulier: Element | None = None
    om: list[Element] = field(default_factory=list)
    opties: list[Element] = field(default_factory=list)
    inhoud: str = ""  # of a text area
    inhoud_einde: int = 0

    @property
    def naam(self) -> str:
        return self.attrs.get("name") or ""

    @property
    def soort(self) -> str:
        return self.attrs.get("type") or ("submit" if self.tag == "button" else "text") if self.tag in ("input", "button") else self.tag

    @property
    def waarde(self) -> str:
        """With what the page came: of a choice what it stands for."""
        if self.tag == "textarea":
            return self.inhoud
        if self.tag == "select":
            gekozen = [een for een in self.opties if "selected" in een.attrs] or self.opties[:1]
            return waarde_van(gekozen[0]) if gekozen else ""
        return self.attrs.get("value") or ("on" if self.soort in AAN_UIT and "value" not in self.attrs else "")

    def om_van(self, tag: str) -> list[Element]:
        return [een for een in self.om if een.tag == tag]


def waarde_van(optie: Element) -> str:
    waarde = optie.attrs.get("value")
    return optie.woorden if waarde is None else waarde


class Pagina(HTMLParser):
    """`adres`: where the page stands."""

    def __init__(self, html: str, adres: str):
        super().__init__()
        self.html, self.adres = html, adres
        self._regels = [0, *(nieuw.end() for nieuw in re.finditer("\n", html))]
        self._open: list[Element] = []
        self._ids: dict[str, Element] = {}
        self._labels: dict[str, Element] = {}
        self._velden: list[Veld] = []
        self.feed(html)
        self.close()

    def _hier(self) -> int:
        regel, kolom = self.getpos()
        return self._regels[regel - 1] + kolom

    def handle_starttag(self, tag, attrs):
        begin, attrs = self._hier(), dict(attrs)
        plek = (tag, attrs, begin, begin + len(self.get_starttag_text() or ""))
        if tag in ("input", "textarea", "select", "button"):
            een = Veld(*plek, om=list(self._open))
            self._velden.append(een)
        else:
            een = Element(*plek)
            if tag == "option" and self._velden:
                self._velden[-1].opties.append(een)
            elif tag == "legend" and (groepen := [groep for groep in self._open if groep.tag == "fieldset"]):
                groepen[-1].legenda = een
            elif tag == "label" and attrs.get("for"):
                self._labels.setdefault(attrs["for"], een)
        if attrs.get("id"):
            self._ids.setdefault(attrs["id"], een)
        if tag not in ZONDER_EINDE:
            self._open.append(een)

    def handle_endtag(self, tag):
        if not any(een.tag == tag for een in self._open):
            return
        while (een := self._open.pop()).tag != tag:
            pass
        if tag == "textarea":
            een.inhoud_einde = self._hier()
            een.inhoud = unescape(self.html[een.einde : een.inhoud_einde]).removeprefix("\r").removeprefix("\n")

    def handle_data(self, data):
        for een in reversed(self._open):
            een.tekst.append(data)
            if een.tag in EIGEN_TEKST or "wp-niet-verplicht" in (een.attrs.get("class") or ""):
                return

    def formulier(self, pad: str, velden: Velden) -> "Formulier | None":
        """The form that sends to `pad` and looks most like what was sent; None when there is none."""
        kan = [Formulier(self, eigen, velden) for form, eigen in self._forms().items() if self._gaat_naar(form, eigen, pad)]
        return max(kan, key=lambda een: een.lijkt, default=None)

    def formulier_met(self, naam: str, velden: Velden) -> "Formulier | None":
        """The form that holds a field of this name."""
        return next((Formulier(self, eigen, velden) for eigen in self._forms().values() if naam in {veld.naam for veld in eigen}), None)

    def _forms(self) -> dict[Element, list[Veld]]:
        forms: dict[Element, list[Veld]] = {}
        for veld in self._velden:
            om = veld.om_van("form")
            thuis = self._ids.get(veld.attrs["form"] or "") if "form" in veld.attrs else om[-1] if om else None
            if thuis is not None and (thuis.attrs.get("method") or "").lower() == "post":
                forms.setdefault(thuis, []).append(veld)
        return forms

    def _gaat_naar(self, form: Element, eigen: list[Veld], pad: str) -> bool:
        adressen = [form.attrs.get("action"), *(veld.attrs["formaction"] for veld in eigen if "formaction" in veld.attrs)]
        return any(urldefrag(urljoin(self.adres, adres or self.adres)).url == pad for adres in adressen)

    def wie_leest(self, veld: Element) -> str:
        """What the page says beside the field of who reads what is typed there."""
        ids = (veld.attrs.get("aria-describedby") or "").split()
        uitleg = " ".join(self._ids[een].woorden for een in ids if een in self._ids and not een.endswith("_error"))
        return " ".join(zin for zin in re.split(r"(?<=[.?!]) ", uitleg) if WIE_LEEST.search(zin))

    def label(self, veld: Veld) -> str:
        """As a screen reader says it."""
        if veld.attrs.get("aria-label"):
            return veld.attrs["aria-label"]
        if ids := (veld.attrs.get("aria-labelledby") or "").split():
            return " ".join(self._ids[een].woorden for een in ids if een in self._ids)
        label = self._labels.get(veld.attrs.get("id") or "") or next(reversed(veld.om_van("label")), None)
        return label.woorden if label else ""

    def groep(self, veld: Veld) -> str:
        """What stands above the fields that this one belongs with."""
        groepen = veld.om_van("fieldset")
        return groepen[-1].legenda.woorden if groepen and groepen[-1].legenda else ""


class Formulier:
    """A form of a page beside what was sent with it."""

    def __init__(self, pagina: Pagina, eigen: list[Veld], velden: Velden):
        self.pagina = pagina
        self.gestuurd: dict[str, list[str]] = {}
        for naam, waarde in velden:
            self.gestuurd.setdefault(naam, []).append(waarde)
        self.knoppen = [veld for veld in eigen if veld.soort in KNOPPEN]
        self.velden = [veld for veld in eigen if veld.naam and veld.soort not in (*KNOPPEN, "file") and "disabled" not in veld.attrs]
        self.namen = {veld.naam for veld in eigen}

    @property
    def lijkt(self) -> int:
        """How much what was sent looks like this form; what a form says hidden tells it from its neighbours."""
        verborgen = sum(veld.waarde in self.gestuurd.get(veld.naam, ()) for veld in self.velden if veld.soort == "hidden")
        return 3 * verborgen + len(self.namen & self.gestuurd.keys()) - len(self.gestuurd.keys() - self.namen)

    @property
    def knop(self) -> str:
        """What the button says that was pressed; one without a name is the first of its kind."""
        verborgen = {(veld.naam, veld.waarde) for veld in self.velden if veld.soort == "hidden"}
        met_naam = [k for k in self.knoppen if k.naam and k.waarde in self.gestuurd.get(k.naam, ()) and (k.naam, k.waarde) not in verborgen]
        zonder = [k for k in self.knoppen if not k.naam and k.soort == "submit"]
        teksten = [k.woorden if k.tag == "button" else k.waarde for k in met_naam or zonder]
        return next(filter(None, teksten), "")

    def laat_weg_in_deel(self) -> None:
        """Leave the part of the page (`data-deel`) whose button was pressed as the page has it."""
        gedrukt = {self.gestuurd[knop.naam][-1] for knop in self.knoppen if knop.naam in self.gestuurd}
        self.velden = [veld for veld in self.velden if not any(een.attrs.get("data-deel") in gedrukt for een in veld.om)]

    def _paren(self) -> list[tuple[Veld, str]]:
        """Each field that holds one value, with what was sent for it."""
        paren = []
        for naam in dict.fromkeys(veld.naam for veld in self.velden):
            samen = [veld for veld in self.velden if veld.naam == naam and veld.soort not in AAN_UIT and "multiple" not in veld.attrs]
            waarden = self.gestuurd.get(naam, [])
            if len(samen) == len(waarden):
                paren += zip(samen, waarden, strict=True)
            elif len(samen) == 1 and waarden and samen[0].soort != "hidden":
                paren.append((samen[0], waarden[-1]))
        return paren

    def _aangezet(self) -> dict[Veld | Element, bool]:
        """Of each box, round and choice of a list with several whether it was chosen."""
        aan = {veld: veld.waarde in self.gestuurd.get(veld.naam, ()) for veld in self.velden if veld.soort in AAN_UIT}
        for veld in self.velden:
            if "multiple" in veld.attrs:
                aan |= {optie: waarde_van(optie) in self.gestuurd.get(veld.naam, ()) for optie in veld.opties}
        return aan

    def regels(self) -> Regels:
        """What the person typed or chose: what differs from the page as it comes."""
        paren, aan, gehad, regels = dict(self._paren()), self._aangezet(), set(), []
        for veld in self.velden:
            if veld in paren and veld.soort != "hidden":
                if _gelijk(paren[veld], veld.waarde):
                    continue
                groep, label = self.pagina.groep(veld), self.pagina.label(veld)
                kop = label if "aria-label" in veld.attrs else ": ".join(filter(None, (groep, label)))
                tekst = next((o.woorden for o in veld.opties if waarde_van(o) == paren[veld]), _leesbaar(veld, paren[veld]))
                regels.append(
                    (kop or leesbare_naam(veld.naam), tekst.strip() or "(leeg gemaakt)", "" if veld.opties else self.pagina.wie_leest(veld))
                )
            elif veld.naam not in gehad and (veld.soort in AAN_UIT or "multiple" in veld.attrs):
                gehad.add(veld.naam)
                regels += self._keuze(veld, aan)
        return regels

    def _keuze(self, eerste: Veld, aan: dict) -> Regels:
        samen = eerste.opties if "multiple" in eerste.attrs else [veld for veld in self.velden if veld.naam == eerste.naam]
        if all(aan[een] == bool({"checked", "selected"} & een.attrs.keys()) for een in samen):
            return []
        label, groep = self.pagina.label(eerste), self.pagina.groep(eerste)
        if len(samen) == 1 and eerste.soort == "checkbox":
            return [(": ".join(filter(None, (groep, label))) or leesbare_naam(eerste.naam), "ja" if aan[eerste] else "nee", "")]
        gekozen = [self.pagina.label(een) if isinstance(een, Veld) else een.woorden for een in samen if aan[een]]
        kop = (label if "multiple" in eerste.attrs else groep) or leesbare_naam(eerste.naam)
        return [(kop, ", ".join(een.removeprefix(f"{kop} ") for een in gekozen if een) or "niets", "")]

    def onbekend(self) -> Velden:
        """What was sent and has no field on the page."""
        return [(naam, waarde) for naam, waarden in self.gestuurd.items() for waarde in waarden if naam not in self.namen]

    def ingevuld(self) -> str:
        """The page with the form as it was sent, also what it holds hidden: what others did meanwhile is then told as ever."""
        nieuw: dict[tuple[int, int], str] = {}
        open_ = set()
        for veld, waarde in self._paren():
            if veld.naam == "csrfmiddlewaretoken" or _gelijk(waarde, veld.waarde):
                continue
            open_ |= set(veld.om_van("details")) if veld.soort != "hidden" else set()
            if veld.tag == "textarea":
                nieuw[veld.einde, veld.inhoud_einde] = f"\n{escape(waarde)}"
            elif veld.tag == "select":
                nieuw |= {(optie.begin, optie.einde): optie.als_tag(selected=waarde_van(optie) == waarde) for optie in veld.opties}
            else:
                nieuw[veld.begin, veld.einde] = veld.als_tag(value=waarde)
        for een, aan in self._aangezet().items():
            soort = "checked" if isinstance(een, Veld) else "selected"
            if aan != (soort in een.attrs):
                nieuw[een.begin, een.einde] = een.als_tag(**{soort: aan})
                open_ |= set(een.om_van("details")) if isinstance(een, Veld) else set()
        nieuw |= {(een.begin, een.einde): een.als_tag(open=True) for een in open_}
        delen, tot = [], 0
        for (begin, einde), tekst in sorted(nieuw.items()):
            delen += [self.pagina.html[tot:begin], tekst]
            tot = einde
        return "".join([*delen, self.pagina.html[tot:]])


def leesbare_naam(naam: str) -> str:
    """Of `rij-3-reden_12`: Reden."""
    return re.sub(r"_?\d+$", "", naam.rpartition("-")[2]).replace("_", " ").strip().capitalize() or "Tekst"


def _leesbaar(veld: Veld, waarde: str) -> str:
    """A day or a moment as people write it."""
    vorm = {"date": "j F Y", "datetime-local": "j F Y, H:i"}.get(veld.soort)
    try:
        return date_format(datetime.fromisoformat(waarde), vorm) if vorm else waarde
    except ValueError:
        return waarde


def _gelijk(een: str, ander: str) -> bool:
    return een.replace("\r\n", "\n").strip() == ander.replace("\r\n", "\n").strip()
