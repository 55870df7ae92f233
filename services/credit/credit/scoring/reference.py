"""The scoring models from `data/`."""

import tomllib
from importlib.resources import files
from typing import Annotated

from pydantic import Field, TypeAdapter

from contracts.values import Value
from credit.scoring.domain.model import Model


class ModelFile(Value):
    model: Annotated[tuple[Model, ...], Field(min_length=1)]


MODELS: TypeAdapter[ModelFile] = TypeAdapter(ModelFile)


def load_models() -> tuple[Model, ...]:
    """Every version; raises ValueError that names the place of a fault."""
    return scoring_models((files("credit") / "data" / "scoring-model.toml").read_text("utf-8"))


def scoring_models(text: str) -> tuple[Model, ...]:
    """The versions of a file; two may not begin on one day or share a name."""
    models = MODELS.validate_python(tomllib.loads(text)).model
    for what in ([model.valid_from for model in models], [model.id for model in models]):
        if len(set(what)) < len(what):
            raise ValueError("scoring-model.toml: two versions with the same first day or the same id")
    return models
