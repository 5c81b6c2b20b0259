printf not-a-secret >../secret-argument-token
