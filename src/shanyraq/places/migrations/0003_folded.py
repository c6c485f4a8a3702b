from django.db import migrations, models


class Migration(migrations.Migration):
    """The column is empty in the rows that are there; `shanyraq migrate` fills it."""

    dependencies = [("places", "0002_no_two_sure")]

    operations = [
        migrations.AddField("name", "folded", models.TextField(blank=True, db_default="")),
        migrations.AddIndex(
            "name",
            models.Index(
                fields=["known_to", "folded", "place", "begin_earliest", "begin_latest", "end_earliest", "end_latest", "known_from"], name="places_name_find"
            ),
        ),
    ]
