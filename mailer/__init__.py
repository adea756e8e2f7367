"""Write to subscribers by the writer's own mail server: nobody twice, nobody skipped."""
