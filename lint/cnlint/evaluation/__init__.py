"""Measuring cnlint: damaged pages made from clean text, and scores against the truth."""
