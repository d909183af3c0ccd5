"""``python -m audit`` is the command ``allegro-audit``."""

from audit.cli import main

if __name__ == "__main__":
    main()
