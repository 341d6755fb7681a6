"""Pages as messages to paste into a chat, or to put into the body of a webhook."""
