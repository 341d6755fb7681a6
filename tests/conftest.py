"""What holds for every test: hypothesis may take its time, as machines that are busy are slow."""

from hypothesis import settings

settings.register_profile("patient", settings.default, deadline=None)
settings.load_profile("patient")
