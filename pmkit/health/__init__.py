"""Is the repository in order? One function a check; `run` asks them all, `preview` shows fixes."""
