"""Checks the mail a shop sent to its Allegro buyers against Allegro's rules after a purchase."""

__version__ = "0.1.0"
