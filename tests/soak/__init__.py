"""The long form of the proof that nothing is lost: `make soak`. Short forms are in the tests.

Map: `run` runs the parts and prints one table; `figures` is what a part reports. The parts:
`identities`, `spans`, `kills`, `races`, `terminals`, `syncs`.
"""
