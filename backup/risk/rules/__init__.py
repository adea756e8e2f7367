"""The rules: one published reason a file, each with a line `RULE = …`; found by listing this folder."""
