"""Invented, labelled example data: a living pilot to look at, and as many ideas as a test of speed asks for."""
