"""The parts of the programme, a room each; importing them hands them in."""

from evaluatie.programma.delen import begin, geld, meedoen, opbrengst, projecten, volgende

__all__ = ["begin", "geld", "meedoen", "opbrengst", "projecten", "volgende"]
