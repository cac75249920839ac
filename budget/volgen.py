"""A booking for a project is news for who follows the project. The ideas in it hear of its status, not of its books."""

from wijk.volgen import band, samengevat

band("budget.boeking", "participatie.project", "project")
samengevat("budget.verplaatst", door="wijk.wijk")
