"""What earlier runs found: a text that was checked before, by the same rules, need not be checked again.

An entry is known by all that decides on it (`keys`) and holds the findings (`packing`); entries lie in a few files
that runs side by side may read and replace (`store`). Where anything went wrong with a text nothing is kept of it.
"""
