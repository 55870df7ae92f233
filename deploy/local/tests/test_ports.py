"""One clear line for a port that is taken, and for a setting that makes no sense."""

import os
import socket
import subprocess
import sys

from stack import ports
from stack.settings import Settings


def test_a_free_port_is_no_complaint() -> None:
    (port,) = ports.free(1)
    assert ports.complaints({"ZHIFATONG_GATEWAY_PORT": port}) == []


def test_a_taken_port_names_the_setting_that_moves_it() -> None:
    with socket.create_server((ports.HOST, 0)) as listener:
        port = listener.getsockname()[1]
        (line,) = ports.complaints({"ZHIFATONG_GATEWAY_PORT": port})
    assert line.startswith(f"port {port} is taken")
    assert "ZHIFATONG_GATEWAY_PORT" in line


def test_a_port_of_two_settings_names_both() -> None:
    (port,) = ports.free(1)
    lines = ports.complaints({"ZHIFATONG_CASES_PORT": port, "ZHIFATONG_CREDIT_PORT": port})
    assert ["ZHIFATONG_CASES_PORT" in lines[0], "ZHIFATONG_CREDIT_PORT" in lines[1]] == [True, True]


def test_the_ports_of_what_runs_elsewhere_are_not_needed() -> None:
    settings = Settings(kafka="kafka.example:9092", store_url="mongodb://store.example")
    assert not {"ZHIFATONG_KAFKA_PORT", "ZHIFATONG_KAFKA_CONTROLLER_PORT", "ZHIFATONG_STORE_PORT"} & {
        *settings.own_ports
    }
    assert settings.kafka_address == "kafka.example:9092"
    assert settings.store_address == "mongodb://store.example"


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "stack", "run", "once"]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, timeout=60, check=False
    )
