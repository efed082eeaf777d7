"""The base of every part of a form that is read from its `form.toml`."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A table of a `form.toml`: frozen, without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)
