"""No test leaves the machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_network_is_blocked() -> None:
    # 192.0.2.0/24 is reserved for documentation: nobody answers there
    with pytest.raises((SocketConnectBlockedError, UserWarning), match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
