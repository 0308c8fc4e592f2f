"""Telling people what they wait for: the record is the queue.

`spread` walks the entries of the record that nobody was told of and asks the module of their
room (`contests`, `market`, `house`) for messages; `reminders` finds what is near, once a day.
Both hand their messages to web/notify.py.

Nothing is told before its time (results and certificates only once they are announced, booths
once the plan is public), nobody is told of his own deed, and nobody of what he may not see.
A room that wants something told adds its action to the table `TELLERS` of its module, and the
words to web/wording/notices.py.
"""
