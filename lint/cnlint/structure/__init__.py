"""What each piece of a document is, and which pieces belong together.

Rules read the result (`model.Structure`) and never decide for themselves what a piece is. How it is computed is
this room's own business, so that a better model changes no rule.
"""
