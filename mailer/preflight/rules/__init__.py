"""The rules for a finished letter, a file for each thing they are about; `mailer.preflight.lint` runs them all."""
