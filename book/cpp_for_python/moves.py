# The list lives as long as some name holds it; nobody says who owns it.
archive = ["1.tgz"]
packer = archive
del archive
assert packer == ["1.tgz"]
