from typing import Any

from django.db import migrations, models

CLOSED = ("methodist", "treasurer")
HOLDING = {"office", "person", "acting", "until"}


def close(apps: Any, schema_editor: Any) -> None:
    """What was told until now of nothing but holders of offices that are not shown in public."""
    claim = apps.get_model("chronicle", "Claim")
    told = claim.objects.filter(value__office__in=CLOSED).values_list("version", "value")
    closed = sorted({version for version, value in told if value.keys() <= HOLDING})
    for start in range(0, len(closed), 500):
        apps.get_model("chronicle", "Version").objects.filter(pk__in=closed[start : start + 500]).update(closed=True)


class Migration(migrations.Migration):

    dependencies = [
        ("chronicle", "0003_in_order"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="closed",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
