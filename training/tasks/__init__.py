"""The generator of bug-fix tasks: a correct project, one injected bug, an issue, tests."""
