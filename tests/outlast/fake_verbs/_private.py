"""Is no verb, because of the underscore."""

SECTION = "KEEP"
