# SPDX-License-Identifier: Apache-2.0
"""For operators: `python -m shared.identity account add|passwd|disable|list`, `python -m shared.identity token`."""

import click

from shared import mongo
from shared.access import Grant, Role
from shared.errors import RuleBroken
from shared.identity import accounts, tokens
from shared.settings import KitSettings


@click.group()
def main() -> None:
    """Accounts and tokens."""
    settings = KitSettings.read()
    mongo.connect(settings.mongo_url, ["identity"], namespace=settings.namespace)
    accounts.ensure_indexes()


@main.group()
def account() -> None:
    """Accounts of people and programs."""


@account.command()
@click.argument("login")
@click.argument("name")
@click.option(
    "--grant", "grants", multiple=True, required=True, help="ROLE@PLACE, for example mediator@371302001"
)
@click.option("--external", help="issuer|subject of the identity provider")
@click.password_option(required=False, default="")
def add(login: str, name: str, grants: tuple[str, ...], external: str | None, password: str) -> None:
    """Open an account; without a password it can only come by the identity provider or a token."""
    held = [Grant(Role(role), place) for role, _, place in (grant.partition("@") for grant in grants)]
    try:
        click.echo(accounts.open_account(login, name, held, password=password or None, external=external).id)
    except RuleBroken as error:
        raise click.ClickException(error.code) from error


@account.command()
@click.argument("login")
def disable(login: str) -> None:
    """Shut an account; within seconds it can do nothing."""
    click.echo("disabled" if accounts.change(login, active=False) else "no such account")


@account.command()
@click.argument("login")
@click.password_option()
def passwd(login: str, password: str) -> None:
    """Set a password."""
    click.echo("changed" if accounts.change(login, password=password) else "no such account")


@account.command("list")
def list_() -> None:
    """Show logins and what they hold."""
    for one in accounts.Account.objects.order_by("login"):
        held = " ".join(f"{grant.role}@{grant.place}" for grant in one.grants)
        click.echo(f"{one.login}\t{'active' if one.active else 'disabled'}\t{held}")


@main.command()
@click.argument("login")
@click.option("--service", required=True, type=click.Choice(["mediation", "scoring", "courtlink"]))
def token(login: str, service: str) -> None:
    """Print a bearer token for one service, good for an hour."""
    found = accounts.by_login(login)
    if found is None:
        raise click.ClickException("no such account")
    click.echo(tokens.issue(found.id, service, KitSettings.read()))


if __name__ == "__main__":
    main()
