import itsdangerous

print(itsdangerous.Signer("key").sign(b"hello").decode())
