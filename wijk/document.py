"""Documents to keep and to print: PDF that everyone can read (PDF/UA-1) and that lasts (PDF/A-2a), made with typst.

A template (`.typ`) is given its data as JSON, so that no text of a person is ever read as markup.
"""

import json
from datetime import date
from pathlib import Path

import typst


def maak_pdf(sjabloon: Path, gegevens: dict, *, datum: date) -> bytes:
    """The PDF of a typst template with these data (read there with `json(bytes(sys.inputs.gegevens))`).

    `datum`: the date of the document, which PDF/A asks for. typst.TypstError when the template is wrong: a mistake of the program.
    """
    alles = {**gegevens, "datum": [datum.year, datum.month, datum.day]}
    return typst.compile(
        str(sjabloon),
        root=str(sjabloon.parent),
        sys_inputs={"gegevens": json.dumps(alles, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
        ignore_system_fonts=True,
    )
