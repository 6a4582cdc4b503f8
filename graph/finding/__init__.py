"""From a question in everyday words to the bodies that take it, each with the reasons."""
