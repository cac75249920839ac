"""`make bench`: how fast the portal is, as ratios to an empty Django view in the same run."""
