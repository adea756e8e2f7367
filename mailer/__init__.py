"""Write to subscribers by the writer's own mail server. Nothing is here yet."""
