"""The conversation engine: flows as data, a session and a message in, what happened out."""
