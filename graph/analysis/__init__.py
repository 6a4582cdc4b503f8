"""What analysts and planners ask of a Directory: paths, what two share, the matrix, reports, named questions."""
