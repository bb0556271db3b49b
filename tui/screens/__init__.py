"""What fills the terminal: screens lay out widgets, hold rows and turn keys into messages."""
