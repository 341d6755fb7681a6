"""Changes of who is who: a handle that is renamed, somebody who leaves; in all files or in none."""
