"""The made-up writer's Substack publication: her letters, her subscribers, and their exports."""
