"""Is no verb, because it has no section."""

raise ImportError("imported although it is no verb")
