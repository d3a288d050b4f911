from django.urls import path

from baken.conversations import step_views, views, write_views

app_name = "conversations"
HERE = "<uuid:conversation_id>/"
urlpatterns = [
    path("", views.listed, name="list"),
    path("bericht/<uuid:said_id>/", write_views.second, name="second"),
    path("bericht/<uuid:said_id>/terug/", write_views.drop, name="drop"),
    path("bericht/<uuid:said_id>/uitzoeken/", write_views.settle, name="settle"),
    path("alarm/<uuid:safety_alarm_id>/", step_views.answer, name="answer"),
    path("gezegd/<uuid:conversation_answer_id>/besproken/", step_views.talk_over, name="talk_over"),
    path("gezegd/<uuid:conversation_answer_id>/terug/", step_views.unsaid, name="unsaid"),
    path(HERE, views.conversation, name="conversation"),
    path(f"{HERE}pak/", views.take, name="take"),
    path(f"{HERE}mee/", views.join, name="join"),
    path(f"{HERE}contact/", views.contact, name="contact"),
    path(f"{HERE}schrijf/", write_views.write, name="write"),
    path(f"{HERE}twijfel/", views.doubt, name="doubt"),
    path(f"{HERE}veilig/", step_views.safe, name="safe"),
    path(f"{HERE}woord/", step_views.word, name="word"),
    path(f"{HERE}overdragen/", step_views.hand, name="hand"),
    path(f"{HERE}alarm/", step_views.alarm, name="alarm"),
    path(f"{HERE}stand/", step_views.move, name="move"),
    path(f"{HERE}notitie/", step_views.write_down, name="note"),
    path(f"{HERE}klacht/", step_views.complaint, name="complaint"),
    path(f"{HERE}gezegd/", step_views.said, name="said"),
    path(f"{HERE}stop/", step_views.stop, name="stop"),
    path(f"{HERE}meelezen/", step_views.control, name="control"),
    path(f"{HERE}minderjarig/", step_views.minority, name="minority"),
]
