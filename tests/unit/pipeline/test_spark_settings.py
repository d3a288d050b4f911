"""What a session on Spark asks for, without starting one."""

import pytest

from baken.pipeline.spark_session import NoSpark, session_settings

ENCRYPTED = {"spark.authenticate": "true", "spark.network.crypto.enabled": "true"}


def test_without_a_cluster_nothing_listens_to_others() -> None:
    settings = session_settings({}, None)

    assert settings["spark.master"] == "local[*]"
    assert settings["spark.ui.enabled"] == "false"
    assert settings["spark.driver.host"] == settings["spark.driver.bindAddress"] == "127.0.0.1"


@pytest.mark.parametrize(
    "given",
    [{}, {"spark.authenticate": "true"}, {"spark.network.crypto.enabled": "true"}],
    ids=["nothing", "only who", "only how"],
)
def test_cluster_without_encryption_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(NoSpark, match="not encrypted"):
        session_settings(given, "spark://host.example:7077")


@pytest.mark.parametrize(
    "pair", [{}, {"spark.network.crypto.enabled": "false", "spark.ssl.rpc.enabled": "true"}]
)
def test_encrypted_cluster_is_taken_with_its_own_settings(pair: dict[str, str]) -> None:
    given = ENCRYPTED | pair | {"spark.log.level": "INFO", "spark.master": "yarn"}

    settings = session_settings(given, None)

    assert settings["spark.master"] == "yarn"
    assert "spark.log.level" not in settings
    assert "spark.ui.enabled" not in settings
    assert settings["spark.io.encryption.enabled"] == "true"


def test_asked_master_outranks_the_settings() -> None:
    assert session_settings({"spark.master": "yarn"}, "local[2]")["spark.master"] == "local[2]"
