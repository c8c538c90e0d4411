"""A chat bot that runs a meeting session from its agenda."""
