"""The database: journal, inbox, outbox and lanes, on SQLite or PostgreSQL.

Every function here takes an open connection and is part of its caller's transaction; `Database.tx` runs one such
function as a whole transaction, in a thread of its own.
"""
