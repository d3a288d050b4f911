"""One write of an audit or a checklist each."""

from baken.door.audits.actions.end_audit import close_audit as close_audit
from baken.door.audits.actions.end_audit import withdraw_audit as withdraw_audit
from baken.door.audits.actions.fill_checklist import fill_checklist as fill_checklist
from baken.door.audits.actions.import_audit import import_audit as import_audit
from baken.door.audits.actions.keep_trial import keep_trial as keep_trial
from baken.door.audits.actions.record_attempt import record_attempt as record_attempt
from baken.door.audits.actions.record_attempt import remove_attempt as remove_attempt
from baken.door.audits.actions.run_entrance import run_entrance as run_entrance
from baken.door.audits.actions.start_audit import start_audit as start_audit
from baken.door.audits.actions.start_entrance import start_entrance as start_entrance
