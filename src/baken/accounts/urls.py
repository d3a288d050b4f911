from django.urls import include, path

from baken.accounts.views import coming_in, organisation, profile, second_factor, users

# Names without a room are those by which allauth finds its pages; what is not here is not open:
# nobody signs up, there is no e-mail, and a lost password takes a start link of an administrator.
_entrance = [
    path("login/", coming_in.sign_in, name="account_login"),
    path("logout/", coming_in.sign_out, name="account_logout"),
    path("begin/<slug:organisation>/<str:secret>/", coming_in.begin, name="account_begin"),
    path("code/", coming_in.second_step, name="mfa_authenticate"),
    path("bevestigen/", coming_in.confirm_by_password, name="account_reauthenticate"),
    path("bevestigen/code/", coming_in.confirm_by_code, name="mfa_reauthenticate"),
    path("bevestigen/sleutel/", coming_in.confirm_by_key, name="mfa_reauthenticate_webauthn"),
    path("wachtwoord/", profile.change_password, name="account_change_password"),
    path("tweede-stap/", second_factor.second_factors, name="mfa_index"),
    path("tweede-stap/app/", second_factor.link_app, name="mfa_activate_totp"),
    path("tweede-stap/app/weg/", second_factor.unlink_app, name="mfa_deactivate_totp"),
    path("tweede-stap/sleutels/", second_factor.keys, name="mfa_list_webauthn"),
    path("tweede-stap/sleutels/nieuw/", second_factor.add_key, name="mfa_add_webauthn"),
    path("tweede-stap/sleutels/<int:pk>/naam/", second_factor.rename_key, name="mfa_edit_webauthn"),
    path("tweede-stap/sleutels/<int:pk>/weg/", second_factor.remove_key, name="mfa_remove_webauthn"),
    path("tweede-stap/herstelcodes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tweede-stap/herstelcodes/nieuw/",
        second_factor.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
_own = [
    path("profiel/", profile.profile, name="profile"),
    path("profiel/sessies/<uuid:session_id>/", profile.end_one_session, name="end_session"),
    path("profiel/sessies/", profile.end_other_sessions, name="end_other_sessions"),
    path("beheer/organisatie/", organisation.organisation, name="organisation"),
    path("beheer/organisatie/naam/", organisation.rename, name="rename_organisation"),
    path("beheer/gebruikers/", users.users, name="users"),
    path("beheer/gebruikers/nieuw/", users.add, name="add_user"),
    path("beheer/gebruikers/<uuid:user_id>/", users.user, name="user"),
    path("beheer/gebruikers/<uuid:user_id>/wijzigen/", users.change, name="change_user"),
    path("beheer/gebruikers/<uuid:user_id>/startlink/", users.start_link, name="start_link"),
    path("beheer/gebruikers/<uuid:user_id>/afsluiten/", users.shut_out_user, name="shut_out"),
    path("beheer/gebruikers/<uuid:user_id>/toelaten/", users.let_in_user, name="let_in"),
    path("beheer/gebruikers/<uuid:user_id>/tweede-stap/", users.reset, name="reset_second_factor"),
    path("beheer/gebruikers/<uuid:user_id>/sessies/", users.end_all_sessions, name="end_sessions"),
]
urlpatterns = [
    path("toegang/", include(_entrance)),
    path("taal/setlang/", profile.choose_language_here, name="set_language"),
    path("", include((_own, "accounts"))),
]
