"""Addresses of the made-up Substack that more than one test asks for."""

HOME = "nightletters.substack.com"
API = f"{HOME}/api/v1"
GLOBAL = "substack.com/api/v1"
NEIGHBOUR = "harbourlog.substack.com"
