from django.db import migrations, models


class Migration(migrations.Migration):
    """The column is empty in the rows that are there; `shanyraq migrate` fills it."""

    dependencies = [("people", "0003_left_out")]

    operations = [
        migrations.AddField("personname", "folded", models.TextField(blank=True, db_default="")),
    ]
