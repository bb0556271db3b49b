"""What is asked in the line at the bottom, without a screen: keys in, choices and answers out."""
