"""Telling the writer: what there is to tell, what was told already, and what still has to get through."""
