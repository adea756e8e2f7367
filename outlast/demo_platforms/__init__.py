"""Made-up platforms on loopback: servers that answer like Substack and Medium, for `outlast demo --live` and the tests.

Nothing here is reached over a network, and nobody in it exists. Bad days are switched on by name: see
`Platform.QUIRKS` and `outlast.demo_platforms.faults`.
"""
