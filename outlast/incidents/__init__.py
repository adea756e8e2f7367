"""What is done about an incident: opened, noted in, shown, compared and closed. The nouns are in `backup.watch`."""
