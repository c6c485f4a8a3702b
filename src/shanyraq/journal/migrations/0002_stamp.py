import secrets
from typing import Any

from django.db import migrations, models


def stamp(apps: Any, schema_editor: Any) -> None:
    """Where something was done already, there is something to see. An empty database stays empty, so that a backup can be restored into it."""
    if apps.get_model("journal", "Entry").objects.exists():
        apps.get_model("journal", "Stamp").objects.create(id=1, token=secrets.token_hex(16))


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=32)),
            ],
            options={
                "verbose_name": "stamp",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="journal_stamp_one")],
            },
        ),
        migrations.RunPython(stamp, migrations.RunPython.noop),
    ]
