"""`unionhall users create`: an account from the command line, with a role at a unit if wanted."""

import json
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from unionhall.accounts import actions, queries
from unionhall.accounts.models import User
from unionhall.kit.access import ROLES
from unionhall.kit.ids import new_id
from unionhall.kit.refusal import Refusal
from unionhall.orgs import queries as orgs


class Command(BaseCommand):
    help = "Create accounts: `users create --name 王芳 --username wang.fang --role security-admin --unit 33`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        create = parser.add_subparsers(dest="does", required=True).add_parser("create", help="open an account")
        create.add_argument("--name", required=True, help="the person's name")
        create.add_argument("--username", default="", help="sign-in name")
        create.add_argument("--phone", default="", help="mobile number to sign in with")
        create.add_argument("--role", choices=sorted(ROLES), help="a role to give")
        create.add_argument("--unit", help="number of the unit the role is held at")
        create.add_argument("--because", default="命令行开通", help="kept with the role")
        create.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
        create.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **given: Any) -> None:
        if not (given["username"] or given["phone"]):
            raise CommandError("Give --username, --phone, or both: people sign in by one of them.")
        if bool(given["role"]) != bool(given["unit"]):
            raise CommandError("--role and --unit go together.")
        password = sys.stdin.readline().rstrip("\r\n") if given["password_stdin"] else getpass("Password: ")
        try:
            user = self.create(password, **given)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        facts = {"id": str(user.pk), "name": user.name, "username": user.username, "role": given["role"]}
        self.stdout.write(json.dumps(facts, ensure_ascii=False) if given["json"] else f"{user.name}: account {user.pk}")

    @transaction.atomic
    def create(self, password: str, *, name: str, username: str, phone: str, **given: Any) -> User:
        console = queries.system_user("console")
        unit = orgs.unit_by_code(given["unit"]) if given["unit"] else None
        if given["unit"] and unit is None:
            raise CommandError(f"There is no unit {given['unit']}.")
        user = actions.open_account(
            person_id=new_id(), name=name, username=username, phone=phone or None, password=password, by=console
        )
        if unit is not None:
            actions.give_role(
                person_id=user.pk, name=name, role=given["role"], unit=unit, by=console, because=given["because"]
            )
        return user
