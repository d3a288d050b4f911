from django.urls import path

from baken.cases import meldcode_views, plan_views, supervise_views, views

app_name = "cases"
urlpatterns = [
    path("", views.listed, name="list"),
    path("nieuw/", views.new, name="new"),
    path("toezicht/", supervise_views.every, name="supervise"),
    path("toezicht/<uuid:case_id>/", supervise_views.read_along, name="read_along"),
    path("toezicht/<uuid:case_id>/collega/", supervise_views.put_on, name="put_on"),
    path("blik/<uuid:case_look_id>/", views.look, name="look"),
    path("afspraak/<uuid:task_id>/", views.settle, name="settle"),
    path("betrokken/<uuid:party_id>/", views.change_party, name="change_party"),
    path("verhaal/<uuid:told_id>/weg/", plan_views.remove, name="remove_told"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/woorden/", views.words, name="words"),
    path("<uuid:case_id>/aantekening/", views.note, name="note"),
    path("<uuid:case_id>/afspraak/", views.task, name="task"),
    path("<uuid:case_id>/betrokken/", views.party, name="party"),
    path("<uuid:case_id>/ja/", views.answer, name="yes"),
    path("<uuid:case_id>/ja/terug/", views.take_back, name="take_back"),
    path("<uuid:case_id>/stil/", views.pause, name="pause"),
    path("<uuid:case_id>/verder/", views.resume, name="resume"),
    path("<uuid:case_id>/afsluiten/", views.close, name="close"),
    path("<uuid:case_id>/heropenen/", views.reopen, name="reopen"),
    path("<uuid:case_id>/collegas/", views.member, name="member"),
    path("<uuid:case_id>/collegas/<uuid:user_id>/eraf/", views.leave, name="leave"),
    path("<uuid:case_id>/meldcode/", meldcode_views.listed, name="meldcode"),
    path("<uuid:case_id>/meldcode/besluit/", meldcode_views.conclude, name="conclude"),
    path("<uuid:case_id>/meldcode/<slug:meldcode_step>/", meldcode_views.step, name="meldcode_step"),
    path("<uuid:case_id>/plan/", plan_views.listed, name="plan"),
    path("<uuid:case_id>/plan/document/", plan_views.plan_file, name="plan_file"),
    path("<uuid:case_id>/plan/<slug:plan_step>/", plan_views.step, name="plan_step"),
    path("<uuid:case_id>/verhaal/", plan_views.story, name="story"),
    path("<uuid:case_id>/verhaal/document/", plan_views.story_file, name="story_file"),
]
