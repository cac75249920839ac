"""What an evaluation of a project brings is news for who follows the project, or an idea in it."""

from wijk.volgen import band

band("evaluatie.evaluatie", "participatie.project", "project")
band("evaluatie.evaluatie", "participatie.idee", "project__ideeen")
band("evaluatie.evaluatie", "wijk.thema", "project__ideeen__thema")
