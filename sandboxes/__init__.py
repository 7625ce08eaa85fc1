"""Where tools run. ``base`` is the contract; ``docker`` and ``memory`` implement it; both pass the same conformance suite."""
