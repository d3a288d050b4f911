"""Writes to organisations, users and the ways in which these come in."""

from baken.accounts.actions.create_organisation import create_organisation
from baken.accounts.actions.manage_access import (
    end_session,
    end_sessions,
    let_in,
    reset_second_factor,
    shut_out,
)
from baken.accounts.actions.manage_users import (
    change_user,
    choose_language,
    create_user,
    rename_organisation,
)
from baken.accounts.actions.set_password import give_start_link, set_password, use_start_link

__all__ = [
    "change_user",
    "choose_language",
    "create_organisation",
    "create_user",
    "end_session",
    "end_sessions",
    "give_start_link",
    "let_in",
    "rename_organisation",
    "reset_second_factor",
    "set_password",
    "shut_out",
    "use_start_link",
]
