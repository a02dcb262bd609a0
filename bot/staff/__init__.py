"""The officers' side of the chat: linking, alerts, taking a case, looking at it, moving it on."""
