"""One module a source format: text of others to our agenda."""
