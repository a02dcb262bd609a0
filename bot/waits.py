"""The timer of a conversation that waits for an answer."""

WAIT = "tunggu"
