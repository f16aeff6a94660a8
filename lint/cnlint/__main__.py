"""`python -m cnlint`."""

from cnlint.cli import program

if __name__ == "__main__":
    program()
