import sys

print("served by", sys.implementation.name)
