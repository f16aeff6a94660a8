"""Trains the models of `cnlint.structure`: run by `make train`, not part of the package."""
