"""What is known, and what follows from it: schema, values, the store contract and its engine, questions."""
