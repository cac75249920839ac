"""A booking for a project is news for who follows the project. The ideas in it hear of its status, not of its books."""

from wijk.volgen import band

band("budget.boeking", "participatie.project", "project")
