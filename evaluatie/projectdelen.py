from participatie.projectdelen import projectdeel


@projectdeel
def wat_het_bracht(project):
    """The evaluations of this project that everyone may read."""
    evaluaties = list(project.evaluaties.openbaar())
    return ("evaluatie/deel_project.html", {"evaluaties": evaluaties}) if evaluaties else None
