"""Where tools run. ``base`` is the contract; ``docker`` and ``memory`` implement it and pass one conformance suite."""
