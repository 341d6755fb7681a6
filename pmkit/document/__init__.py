"""One Markdown file: text → front matter with positions, body with sections."""
