from django.db import migrations

from shanyraq.chronicle.overlap import NoTwoSure


class Migration(migrations.Migration):
    dependencies = [("places", "0001_first")]

    operations = [
        NoTwoSure("Life"),
        NoTwoSure("Name"),
        NoTwoSure("Trait"),
        NoTwoSure("Parent"),
        NoTwoSure("Centre"),
        NoTwoSure("Heir"),
    ]
