"""What the model can call. One file a tool: its schema, what it does, what the model is told."""
