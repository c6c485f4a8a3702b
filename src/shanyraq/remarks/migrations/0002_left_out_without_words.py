from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('remarks', '0001_first'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='remark',
            name='remark_says_something',
        ),
        migrations.AlterField(
            model_name='remark',
            name='text',
            field=models.TextField(blank=True, verbose_name='What is wrong'),
        ),
        migrations.AddConstraint(
            model_name='remark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), ('kind', 'leave_out'), _connector='OR'), name='remark_says_something'),
        ),
    ]
