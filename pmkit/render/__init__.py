"""Values → text: tables, findings, JSON. Everything here is pure; `cli` does the printing."""
