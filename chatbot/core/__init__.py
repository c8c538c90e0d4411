"""The rules of a session as plain functions: no clock, no network, no database, standard library only."""
