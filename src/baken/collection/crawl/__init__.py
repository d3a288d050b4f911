"""Visiting a site politely and lawfully: the profile's crawl part, the walls, the process that fetches.

What fetches and parses (`child`) runs in a process of its own without database, keys or settings: the
modules that it loads know no Django. What stores stands above, in `baken.pipeline.crawl`.
"""
