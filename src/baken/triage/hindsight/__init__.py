"""Proven cases run again under the rules of their time: who asked, who agreed, and what came out."""
