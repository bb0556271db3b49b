"""What stands on a screen. A widget is handed values and posts messages; it knows no vault."""
