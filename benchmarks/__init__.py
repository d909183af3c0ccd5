"""Timings, as ratios to a baseline measured in the same run. Nothing here is part of the tool."""
