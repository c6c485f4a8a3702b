import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OFFICES = [
    ("chair", "chair"), ("president", "president"), ("director", "director"), ("head_of_secretariat", "head of secretariat"), ("treasurer", "treasurer"),
    ("secretary", "secretary"), ("methodist", "methodist"), ("honorary_chair", "honorary chair"), ("rector", "rector"),
    ("general_secretary", "general secretary"), ("moderator", "moderator"), ("bishop", "bishop"), ("mayor", "mayor"), ("co_chair", "co-chair"),
    ("deputy_chair", "deputy chair"), ("vice_president", "vice-president"), ("board_member", "member of the board"), ("elder", "elder"),
    ("patron", "patron"), ("representative", "representative"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0005_find"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            "person", "account", models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)
        ),
        migrations.AlterField("holding", "office", models.CharField(choices=OFFICES, max_length=40)),
    ]
