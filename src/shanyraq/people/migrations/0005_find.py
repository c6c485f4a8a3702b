from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_folded")]

    operations = [
        migrations.AddIndex(
            "personname",
            models.Index(
                fields=["known_to", "folded", "person", "begin_earliest", "begin_latest", "end_earliest", "end_latest", "known_from"], name="people_name_find"
            ),
        ),
    ]
