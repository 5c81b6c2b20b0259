from setuptools import setup

setup(name="tables", version="1.0", install_requires=["click", "httpx"])
