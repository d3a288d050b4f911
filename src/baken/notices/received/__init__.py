"""Notices that anybody gives, what people decide on them, and complaints about that."""
