from django.db import migrations

from shanyraq.chronicle.overlap import NoTwoSure


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_first")]

    operations = [
        NoTwoSure("Life"),
        NoTwoSure("Name"),
        NoTwoSure("Trait"),
        NoTwoSure("Seat"),
        NoTwoSure("Tie"),
    ]
