"""The made-up writer's Medium account: her stories, what she did there, and its exports."""
