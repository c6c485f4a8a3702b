"""Үлгі, a model oblast that does not exist: forty years of its associations, invented, the same on each generation."""
