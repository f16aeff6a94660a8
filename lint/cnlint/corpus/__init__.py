"""Many documents: where they come from, what is written of them, how the work is shared out."""
