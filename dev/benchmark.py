"""How long pages take with a thousand, ten thousand and a hundred thousand practices.

python dev/run.py benchmark [sizes]   on a throw-away server; prints a table for docs/performance.md

Generated practices: three languages, words as rare as in real texts (Zipf), real vocabulary and
places, sections, activities, posts. Each page is asked in process, without the page cache, and
beside it a bare page of Django and the bare statement that finds the same rows. In each round the
page of one practice is asked too: it cannot grow, so it shows how busy the machine was.
"""

import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
os.environ["PUBLIC_URL"] = "http://testserver"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

ROUNDS = 30
FILL = (Path(__file__).parent / "benchmark.sql").read_text(encoding="utf-8")
# Ranks of generated words, and the share of documents that hold them: a fifth, one in a hundred.
BROAD, ORDINARY = 60, 2000
PRACTICE = "/fr/pratiques/bench-500/"
FOUR = "theme=housing&theme=language&for_whom=refugees&format=group&place=be/wal"


def main(sizes=(1_000, 10_000, 100_000)):
    settings.DEBUG = False
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0)
    columns = ["practices", "page", "median ms", "p95 ms", "queries"]
    columns += ["bare statement ms", "bare page ms", "practice ms"]
    print(f"| {' | '.join(columns)} |")
    print("|---|---|---|---|---|---|---|---|")
    for size in sizes:
        fill(size)
        report(size)


def report(size):
    for name, path, statement in pages():
        measured = measure(path)
        print(
            f"| {size:,} | {name} | {measured['median']:.0f} | {measured['p95']:.0f} |"
            f" {measured['queries']} | {of_statement(*statement):.0f} | {of_bare_page():.1f} |"
            f" {measured['beside']:.0f} |",
            flush=True,
        )


def fill(size):
    """Generate practices up to this number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM practices_practice WHERE slug LIKE 'bench-%'")
        done = cursor.fetchone()[0]
        for part in FILL.split("-- next"):
            cursor.execute(part, {"first": done + 1, "last": size})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def pages():
    """(name, address, (bare statement, its parameters))"""
    count = "SELECT count(*) FROM practices_practice WHERE status = 'published' AND NOT is_mention"
    filtered = count + (
        " AND EXISTS (SELECT 1 FROM practices_practicetheme t JOIN vocabulary_theme v"
        " ON v.id = t.theme_id WHERE t.practice_id = practices_practice.id"
        " AND v.code IN ('housing', 'language'))"
    )
    matching = (
        "SELECT count(*) FROM search_document WHERE language = 'fr'"
        " AND vector @@ public.search_query('fr', %s)"
    )
    broad, ordinary = word(BROAD), word(ORDINARY)
    yield "list", "/fr/pratiques/", (count, [])
    yield "list, four filters", f"/fr/pratiques/?{FOUR}", (filtered, [])
    yield "list, ordinary word", f"/fr/pratiques/?q={ordinary}", (matching, [ordinary])
    for name, found in [("ordinary", ordinary), ("broad", broad)]:
        path = f"/fr/pratiques/?q={found}&{FOUR}"
        yield f"list, {name} word and four filters", path, (matching, [found])
    for name, found in [("ordinary", ordinary), ("broad", broad)]:
        yield f"search, {name} word", f"/fr/recherche/?q={found}", (matching, [found])
    yield "practice", PRACTICE, (count + " AND slug = 'bench-500'", [])


def word(rank):
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM bench_word WHERE rank = %s", [rank])
        return cursor.fetchone()[0]


def measure(path):
    """{median, p95, beside: milliseconds, queries} of a page."""
    client, times, beside = Client(), [], []
    for asked in [path, PRACTICE]:
        client.get(asked)
    for _round in range(ROUNDS):
        for asked, taken in [(path, times), (PRACTICE, beside)]:
            before = time.perf_counter()
            response = client.get(asked)
            taken.append((time.perf_counter() - before) * 1000)
            assert response.status_code == 200, f"{response.status_code} at {asked}"
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    client.get(path)
    queries = len(connection.queries_log)
    connection.force_debug_cursor = False
    times.sort()
    return {
        "median": statistics.median(times),
        "beside": statistics.median(beside),
        "p95": times[int(len(times) * 0.95) - 1],
        "queries": queries,
    }


def of_statement(sql, parameters):
    """Median milliseconds of a statement."""
    times = []
    with connection.cursor() as cursor:
        for _round in range(10):
            before = time.perf_counter()
            cursor.execute(sql, parameters)
            cursor.fetchall()
            times.append((time.perf_counter() - before) * 1000)
    return statistics.median(times)


def of_bare_page():
    """Median milliseconds of the smallest page of Django, through the same middleware."""
    client, times = Client(), []
    for _round in range(10):
        before = time.perf_counter()
        client.get("/healthz")
        times.append((time.perf_counter() - before) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main(*([[int(size) for size in sys.argv[1:]]] if sys.argv[1:] else []))
