"""Pages hold nothing that the content security policy would refuse, and ask nothing of anybody else."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "baken"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
STYLES = sorted(path for path in SOURCE.glob("*/static/**/*") if path.suffix in {".css", ".js", ".svg"})
VENDORED = sorted(path for path in SOURCE.glob("*/static/*/vendor/*") if path.is_dir())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    scripts = re.findall(r"<script[^>]*>", text)
    assert [tag for tag in scripts if " src=" not in tag and 'type="application/json"' not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_template_asks_nothing_of_another_host(path: Path) -> None:
    found = re.findall(
        r"(?:src|href|action|data|poster)\s*=\s*[\"'](?:https?:)?//[^\"']*", path.read_text("utf-8")
    )
    assert found == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_style_or_script_asks_nothing_of_another_host(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import|sourceMappingURL|fetch\(\s*[\"']http", text)


@pytest.mark.parametrize("path", VENDORED, ids=lambda path: path.name)
def test_what_came_from_elsewhere_has_its_licence(path: Path) -> None:
    assert [one.name for one in path.iterdir() if one.name.upper().startswith("LICEN")]
