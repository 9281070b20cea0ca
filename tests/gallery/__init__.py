"""Every page, dialog and state in every look: rendered, measured, and laid on sheets for somebody to see."""
