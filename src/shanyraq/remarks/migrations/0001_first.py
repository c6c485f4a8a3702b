import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('content_hash', models.CharField(max_length=64)),
                ('kind', models.CharField(choices=[('wrong', 'Something is wrong'), ('missing', 'Something is missing'), ('leave_out', 'I am named here and would like not to be')], max_length=20, verbose_name='What it is about')),
                ('about', models.CharField(blank=True, max_length=80)),
                ('fact', models.CharField(blank=True, max_length=80)),
                ('quote', models.CharField(blank=True, max_length=200)),
                ('address', models.CharField(blank=True, max_length=400)),
                ('text', models.TextField(verbose_name='What is wrong')),
                ('right', models.TextField(blank=True, verbose_name='What would be right')),
                ('evidence', models.TextField(blank=True, verbose_name='How you know')),
                ('contact', models.CharField(blank=True, max_length=200, verbose_name='How to reach you')),
                ('language', models.CharField(max_length=5)),
                ('made', models.DateTimeField(verbose_name='Sent')),
                ('answered', models.DateTimeField(null=True, verbose_name='Answered')),
                ('outcome', models.CharField(blank=True, choices=[('corrected', 'Corrected'), ('kept', 'It stays as it is'), ('left_out', 'The person is no longer named'), ('stays', 'The name has to stay')], max_length=20)),
                ('answer', models.TextField(blank=True, verbose_name='Answer')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'remark',
                'verbose_name_plural': 'remarks',
                'indexes': [models.Index(fields=['answered', 'made'], name='remark_waiting')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='remark_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('answered', None), ('by', None), ('outcome', '')), models.Q(('answered__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='remark_answered_whole'), models.UniqueConstraint(condition=models.Q(('answered', None)), fields=('content_hash',), name='remark_waits_once')],
            },
        ),
    ]
