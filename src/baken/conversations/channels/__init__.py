"""Channels: one protocol, and for each provider the module that speaks its wire format.

None of them decides: what may be sent was decided before, and what comes in is weighed after.
"""
