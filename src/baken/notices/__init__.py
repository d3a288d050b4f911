"""Notices, decisions and statements of reasons under the Digital Services Act."""
