"""``make lighthouse``: Lighthouse (mobile) on every template of the site served as in production.

The tool comes from npm, once, into ``.cache/``; nothing else of the project needs Node. Without it the command says so
and succeeds. On this machine's plain http some audits cannot hold: ``EXPECTED`` says which, and why.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .bench_floor.browser import FLAGS, chromium_path
from .bench_floor.served_site import ROOT, ServedSite, served_site
from .console import RefusalError, run, say

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FOLDER = ROOT / ".cache" / "lighthouse"
# The last release that each Node can run: 13 asks for Node 22.19.
RELEASES = (((22, 19), "13.5.0"), ((18, 16), "12.8.2"))
REPORT_SECONDS = 180
TRIES = 3
# Template (or "" for all), audit -> why it cannot be perfect, or need not be.
EXPECTED = {
    ("404", "http-status-code"): "une page absente répond 404, c'est son rôle",
    ("404", "errors-in-console"): "le navigateur note le 404 de la page elle-même",
    ("404", "is-crawlable"): "une page absente ne s'indexe pas",
    ("search/results", "is-crawlable"): "les résultats de recherche ne s'indexent pas (noindex voulu)",
    ("", "is-on-https"): "http sur cette machine ; la production sert en https",
    ("", "redirects-http"): "http sur cette machine ; la production redirige vers https",
    ("", "has-hsts"): "un navigateur n'écoute HSTS qu'en https ; la production l'envoie",
    ("", "uses-http2"): "le serveur d'essai parle HTTP/1.1 ; en production, le serveur frontal décide",
}


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of one page."""

    scores: dict[str, float | None]
    faults: list[dict[str, Any]]

    def short(self, template: str) -> list[str]:
        """Categories under 100, or not measured, for another reason than those of ``EXPECTED``."""
        unexpected = {
            category for fault in self.faults if not _reason(template, fault["id"]) for category in fault["categories"]
        }
        return [name for name, score in self.scores.items() if score is None or (score < 1 and name in unexpected)]


def main() -> int:
    """Measure every template; 1 when one misses 100 without an expected reason."""
    tool = _find_tool()
    if tool is None:
        return 0
    with served_site() as site:
        return int(not _measure(tool, site))


def _find_tool() -> Path | None:
    """Lighthouse's command, installed if it was not; None, with the reason printed, when it cannot be."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        say("Lighthouse n'est pas mesuré : npm et node sont absents (facultatifs, pour cette seule commande).")
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    release = next((release for minimum, release in RELEASES if numbers >= minimum), None)
    if release is None:
        say(f"Lighthouse n'est pas mesuré : node {version.strip()} est trop ancien (18.16 ou plus récent).")
        return None
    folder = FOLDER / release
    tool = folder / "node_modules" / ".bin" / "lighthouse"
    if not tool.exists():
        say(f"Installation de Lighthouse {release} dans {FOLDER.relative_to(ROOT)}/…")
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel", "error"]
        command = [npm, "install", "--prefix", str(folder), *quiet]
        if subprocess.run([*command, f"lighthouse@{release}"], check=False).returncode:
            say("Lighthouse n'est pas mesuré : npm n'a pas pu l'installer (voir ci-dessus).")
            return None
    return tool


def _measure(tool: Path, site: ServedSite) -> bool:
    good = True
    say()
    say(f"{'gabarit':<32}" + "".join(f"{name:>16}" for name in CATEGORIES))
    for template in site.templates:
        report = _best_report(tool, template.name, site.address + template.heaviest)
        short = report.short(template.name)
        good &= not short
        verdict = f"FAIL ({', '.join(short)})" if short else "PASS"
        scores = "".join(f"{_percent(report.scores[name]):>16}" for name in CATEGORIES)
        say(f"{template.name:<32}{scores}  {verdict}  {template.heaviest}")
        for fault in report.faults:
            reason = _reason(template.name, fault["id"])
            admitted = f" [admis : {reason}]" if reason else ""
            say(f"    {fault['id']} {_percent(fault['score'])} – {fault['text']}{admitted}")
    return good


def _best_report(tool: Path, name: str, url: str) -> Report:
    """The best of a few reports: what varies from one to the next is this machine's load, not the page."""
    reports = []
    for _ in range(TRIES):
        reports.append(_report(tool, url))
        if not reports[-1].short(name):
            break
    return max(reports, key=lambda report: sum(score or 0 for score in report.scores.values()))


def _reason(template: str, audit: str) -> str:
    return EXPECTED.get((template, audit)) or EXPECTED.get(("", audit), "")


def _percent(score: float | None) -> str:
    return "–" if score is None else f"{score * 100:.0f}"


def _report(tool: Path, url: str) -> Report:
    """Run Lighthouse on one address. Raises RefusalError when it gives no report."""
    with tempfile.TemporaryDirectory(prefix="medaide-lighthouse-") as folder:
        output = Path(folder) / "report.json"
        command = [
            str(tool),
            url,
            "--output=json",
            f"--output-path={output}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(FLAGS)} --user-data-dir={folder}/profile",
            "--ignore-status-code",
            "--locale=fr",
            "--quiet",
        ]
        environment = os.environ | {"CHROME_PATH": chromium_path(), "CI": "1"}
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=REPORT_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise RefusalError(f"Lighthouse n'a pas répondu en {REPORT_SECONDS} s pour {url}.") from None
        if not output.exists():
            raise RefusalError(f"Lighthouse n'a rien mesuré pour {url} : {done.stderr.strip() or done.stdout.strip()}")
        data = json.loads(output.read_text(encoding="utf-8"))
    return _read(data)


def _read(data: dict[str, Any]) -> Report:
    """The scores, and the audits that cost one of them points."""
    faults: dict[str, dict[str, Any]] = {}
    for name, category in data["categories"].items():
        for reference in category["auditRefs"]:
            audit = data["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                fault = faults.setdefault(audit["id"], {**audit, "categories": [], "text": _text(audit)})
                fault["categories"].append(name)
    return Report({name: data["categories"][name]["score"] for name in CATEGORIES}, list(faults.values()))


def _text(audit: dict[str, Any]) -> str:
    """Why an audit is not perfect, in a line: its title, its value, its first offenders."""
    items = (audit.get("details") or {}).get("items") or []
    offenders = [
        item.get("node", {}).get("snippet") or item.get("url") or item.get("description") or "" for item in items[:3]
    ]
    parts = [audit["title"], audit.get("displayValue", ""), audit.get("explanation", ""), *offenders]
    return " · ".join(" ".join(str(part).split())[:160] for part in parts if part)


if __name__ == "__main__":
    run(main)
