"""The words that every package shares: messages, tool calls, sampling parameters, usage.

A leaf: it imports nothing of the project and nothing heavy. It holds values, never behaviour that touches the world.
"""
