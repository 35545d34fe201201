"""Writers: one module or package a format, from a document to text."""
