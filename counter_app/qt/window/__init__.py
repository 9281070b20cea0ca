"""The window: it starts, lets people in, and assembles the pages."""
