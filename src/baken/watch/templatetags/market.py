"""Weeks in templates."""

from django import template

from baken.watch.market import wording

register = template.Library()
register.filter("week_words", wording.week_words)
register.filter("week_days", wording.week_days)
