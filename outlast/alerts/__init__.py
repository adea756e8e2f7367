"""The ways to tell the writer, one module for each; the file name is its name in the settings. See `_base`."""
