import itsdangerous; print(itsdangerous.Signer("k").sign(b"hello").decode())
