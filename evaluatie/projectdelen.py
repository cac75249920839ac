from participatie.projectdelen import projectdeel


@projectdeel
def wat_het_bracht(project):
    """The evaluations of this project that everyone may read, and the one that can be answered now."""
    evaluaties = list(project.evaluaties.openbaar())
    loopt = project.evaluaties.loopt().first()
    return ("evaluatie/deel_project.html", {"evaluaties": evaluaties, "loopt": loopt}) if evaluaties or loopt else None
