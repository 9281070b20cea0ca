"""Persons and organisations, their numbers, births and telephones."""
