"""The words that papers share: names, numbers, money, days."""
