"""What every part of the format has in common."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


def _complete(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Write the keys that the rules require into the JSON Schema, and let `x-…` keys pass."""
    required = getattr(model, "required_keys", ())
    if required:
        schema["required"] = list(required)
    schema["additionalProperties"] = False
    schema["patternProperties"] = {"^x-": {}}


class Part(BaseModel):
    """A frozen piece of a file.

    Every field may be missing: what a file lacks is a finding of a rule, never a reason for the
    file to drop out of the reports. `required_keys` names what the format asks for all the same.
    Keys the format does not know are kept.
    """

    model_config = ConfigDict(
        frozen=True, extra="allow", json_schema_extra=_complete, defer_build=True
    )

    required_keys: ClassVar[tuple[str, ...]] = ()
    required_fields: ClassVar[frozenset[str]] = frozenset()
    """The fields of `required_keys`; one whose key is a word of Python has another name."""

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        cls.required_fields = frozenset(
            "from_" if key == "from" else key for key in cls.required_keys
        )

    @property
    def unknown(self) -> dict[str, Any]:
        """The keys that are not part of the format, `x-…` ones included."""
        return self.model_extra or {}
