"""`python -m cnlint`."""

import sys

from cnlint.cli import main

if __name__ == "__main__":
    sys.exit(main())
