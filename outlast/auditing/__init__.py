"""The audit as the writer meets it: run over the archive, drawn as a page, and written for programs."""
