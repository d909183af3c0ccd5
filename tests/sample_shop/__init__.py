"""The invented shop "Lniana Chata": writes ``sample_data/`` and the list of what is planted there.

``python -m tests.sample_shop sample_data`` makes the same bytes on every run: no clock, no random
state, only the standard library.
"""
