"""The figures of a year, a file a subject."""
