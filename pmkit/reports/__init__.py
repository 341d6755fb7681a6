"""What pmkit computes over a repository: pure queries, (records, registers, day) → frozen rows.

A report is one query here, whose rows' fields are the keys of its JSON in their order, one
`to_table` in `pmkit/render/tables/`, and one command in `pmkit/cli/`. Nothing here reads a
clock, prints, or opens a file.
"""
