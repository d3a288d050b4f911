"""Closing an organisation: nobody is left waiting, nothing goes out any more."""
