"""Paths that the tool reads and writes."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class WorkingCopy:
    """Folders of one working copy."""

    root: Path

    @property
    def schemas(self) -> Path:
        return self.root / "libs/contracts/schemas"

    @property
    def goldens(self) -> Path:
        return self.root / "libs/contracts/golden"

    @property
    def services(self) -> Path:
        return self.root / "services"

    @property
    def catalogue(self) -> Path:
        return self.root / "docs/events.md"

    @property
    def asyncapi(self) -> Path:
        return self.root / "docs/asyncapi.json"

    @property
    def subscribing(self) -> Path:
        return self.root / "docs/subscribing.md"

    @property
    def openapi(self) -> Path:
        return self.root / "web/openapi"

    @property
    def rules(self) -> Path:
        """The hand-written part of each rule of the law."""
        return self.root / "docs/rules.toml"

    @property
    def law(self) -> Path:
        """The hand-written part of each article of the law."""
        return self.root / "docs/law.toml"

    @property
    def phrases(self) -> Path:
        """The words of the law by which each citation is meant."""
        return self.root / "docs/phrases.toml"

    @property
    def wordings(self) -> Path:
        """The wording of laws, a file each."""
        return self.root / "docs/law"

    @property
    def articles(self) -> Path:
        """The wording of each article and what it is about, for the screens."""
        return self.root / "web/src/law/articles.json"

    @property
    def rulebook(self) -> Path:
        return self.root / "docs/rules.md"


HERE = WorkingCopy(Path(__file__).parents[3])
