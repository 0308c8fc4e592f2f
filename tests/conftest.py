"""What every test may ask for: a database, a session, a browser. Nothing of the domain.

The fixtures stand where their idea is: `engine`, `connection`, `session`, `own_database` and
`empty_database` in tests/databases.py; `chromium` and `screen` in tests/browser.py.
"""

pytest_plugins = ["tests.lacking", "tests.loopback", "tests.databases", "tests.browser"]
