from collections import defaultdict
from typing import Any

from django.db import migrations, models


def file_all(apps: Any, schema_editor: Any) -> None:
    """As `people.filing.filed`, of those of whom names of their own are kept."""
    lines: dict[int, list[str]] = defaultdict(list)
    for person, script, folded in apps.get_model("people", "Spelling").objects.order_by("person", "-first", "script").values_list("person", "script", "folded"):
        lines[person].append(folded.replace(" ", "") if script == "hangul" else folded)
    memberships = apps.get_model("people", "Membership").objects
    rows = list(memberships.only("pk", "person"))
    for row in rows:
        row.filed = "\n".join(dict.fromkeys(lines[row.person_id])).encode()[:2_000].decode(errors="ignore")
    memberships.bulk_update(rows, ["filed"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("people", "0010_cards")]

    operations = [
        migrations.AddField("membership", "filed", models.TextField(blank=True, db_default="")),
        migrations.RunPython(file_all, migrations.RunPython.noop, elidable=True),
        migrations.RemoveIndex("membership", "people_membership_of"),
        migrations.AddIndex("membership", models.Index(fields=["organisation", "until", "filed", "person", "kind"], name="people_membership_of")),
    ]
