"""The manifests of this repository equal the generated ones and pass every check."""

from pathlib import Path

import pytest
from tests.deploy.site import load_site

from manifests import __main__ as command
from manifests.checks.secrets import BY_HAND
from manifests.generating import files
from manifests.generating.files import generated, outdated
from manifests.kubectl import Missing
from manifests.places import K8S, OVERLAYS


def test_generated_files_are_what_the_code_says() -> None:
    assert [file.name for file in outdated()] == []


def test_a_change_by_hand_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    file, text = next(iter(generated().items()))
    monkeypatch.setattr(files, "generated", {file: text.replace("partitions: 6", "partitions: 7", 1)}.copy)
    assert outdated() == [file]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_an_overlay_has_no_findings(overlay: str, schemas: Path) -> None:
    assert load_site(overlay).found(schemas) == []


def test_custom_resources_can_be_left_out() -> None:
    assert load_site("local").found(None) == []


def test_ci_fails_without_the_schemas(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "SCHEMAS", tmp_path / "shared" / "crd-schemas")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Missing, match="the schemas of custom resources are missing"):
        command.custom_schemas()


def test_elsewhere_it_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "SCHEMAS", tmp_path / "shared" / "crd-schemas")
    monkeypatch.delenv("CI", raising=False)
    assert command.custom_schemas() is None
    (line,) = capsys.readouterr().err.splitlines()
    assert "../shared/crd-schemas is not there" in line


def test_a_missing_kubectl_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("manifests.kubectl.BINARY", tmp_path / "kubectl")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Missing, match=r"^kubectl is missing: [^\n]*$"):
        command.print_findings("local", None)


def test_no_schema_is_copied_into_the_repository() -> None:
    assert [file for file in K8S.rglob("*") if file.suffix not in ("", ".yaml", ".md")] == []


def test_operators_are_told_which_secrets_to_make() -> None:
    page = (K8S / "README.md").read_text()
    for secret, keys in BY_HAND.items():
        (row,) = [line for line in page.splitlines() if line.startswith("|") and f"`{secret}`" in line]
        assert [key for key in keys if f"`{key}`" not in row] == []
