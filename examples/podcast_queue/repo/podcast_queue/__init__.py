"""A queue of podcast episodes."""
