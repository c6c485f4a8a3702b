from django.db import migrations

from shanyraq.chronicle.overlap import NoTwoSure


class Migration(migrations.Migration):
    dependencies = [("people", "0001_first")]

    operations = [
        NoTwoSure("PersonName"),
        NoTwoSure("Holding"),
    ]
