from django.urls import path

from baken.adverts import views
from baken.adverts.rule_sets import views as versions
from baken.adverts.rule_sets import word_views as words

app_name = "adverts"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("versies/", versions.rule_sets, name="rule_sets"),
    path("versies/nieuw/", versions.propose, name="propose_rules"),
    path("versies/woorden/", words.own_words, name="own_words"),
    path("versies/woorden/nieuw/", words.propose_words, name="propose_words"),
    path("versies/meegeleverd.zip", versions.shipped_files, name="shipped_files"),
    path("versies/<uuid:rule_set_id>/", versions.rule_set, name="rule_set"),
    path("versies/<uuid:rule_set_id>/woorden/", words.words_of_version, name="rule_set_words"),
    path("versies/<uuid:rule_set_id>/regels.zip", versions.files, name="rule_set_files"),
    path("versies/<uuid:rule_set_id>/vergelijken/", versions.compare, name="compare_rules"),
    path("versies/<uuid:rule_set_id>/van-kracht/", versions.put_in_force, name="make_rules_live"),
    path("versies/<uuid:rule_set_id>/intrekken/", versions.withdraw, name="withdraw_rules"),
    path("<slug:indicator>/", views.rule, name="rule"),
]
