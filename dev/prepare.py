"""Brings the database to where the code is. Each step does nothing where there is nothing to do.

One process for all steps: starting Django costs more than most of them.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402
from django.core.management import call_command  # noqa: E402

django.setup()
call_command("migrate", interactive=False, verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("load_fixtures")
call_command("make_first_account")
# Names what the operator must decide, such as sources shown without a recorded permission.
call_command("check", databases=["default"])
