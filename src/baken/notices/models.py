"""What the Digital Services Act asks a platform to keep."""

from baken.notices.statements.models import StatementOfReasons as StatementOfReasons
from baken.notices.statements.models import StatementWords as StatementWords
