"""Reports for planners: each a sentence made from the numbers, and lines that each lead to their facts."""
