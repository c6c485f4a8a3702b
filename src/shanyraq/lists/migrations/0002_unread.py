from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_first")]

    operations = [
        migrations.AddField("list", "unread", models.CharField(blank=True, db_default="", default="", max_length=400)),
    ]
