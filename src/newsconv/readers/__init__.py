"""Readers: one module or package a format, from a source to a document."""
