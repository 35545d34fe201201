"""What the readers and writers of the IPTC's standards share: namespaces, schemes, property tables."""
