"""Values -> screen, keys -> edits."""
