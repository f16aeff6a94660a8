"""An index over many documents: which paragraphs stand in several of them, which copy is best, what repeats.

From documents to entries (`entries`), kept in a database so that what has not changed is not read again (`store`);
from entries to groups of duplicates (`folding`, `minhash`, `candidates`, `alignment`, `clusters`, `damage`); from those
to what rules may ask for and what people read (`facts`, `records`).
"""
