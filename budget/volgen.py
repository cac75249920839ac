"""A booking for a project is news for who follows the project, or an idea in it."""

from wijk.volgen import band

band("budget.boeking", "participatie.project", "project")
band("budget.boeking", "participatie.idee", "project__ideeen")
band("budget.boeking", "wijk.thema", "project__ideeen__thema")
