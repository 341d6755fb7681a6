"""The rows of each report as one `Table`, which every output is made of."""
