"""The code on the identity card (thẻ căn cước), as scanners type it."""
