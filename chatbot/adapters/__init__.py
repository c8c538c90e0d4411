"""One module a chat platform: its payloads to our inputs, our messages to its markup."""
