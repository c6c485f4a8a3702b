from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_no_two_sure")]

    operations = [
        migrations.AddField("person", "left_out", models.DateTimeField(null=True)),
    ]
