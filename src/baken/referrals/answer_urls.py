"""The address at which a receiver answers: it opens to whoever has it, and shows nothing without the code."""

from django.urls import path

from baken.referrals import answer_views

app_name = "answering"
urlpatterns = [path("<str:token>/", answer_views.answer, name="answer")]
