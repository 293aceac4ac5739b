from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from casekit.casebook import create_case
from casekit.lab.launch import HERE, arguments, environment, greeting
from casekit.text import language
from casekit.widgets.fields import UPLOAD_LIMIT
from tests.lab.server import PATIENCE, Lab, free_port, running_lab


def test_our_settings_come_before_the_user_s_own(monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/their/own")
    assert environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(HERE / "config"), "/their/own"]
    assert environment()["CASEKIT_LANG"] == "en"


def test_a_chinese_locale_has_a_chinese_interface(monkeypatch):
    monkeypatch.delenv("JUPYTER_CONFIG_PATH", raising=False)
    with language("zh"):
        folders = environment()["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert folders == [str(HERE / "config_zh"), str(HERE / "config")]


def test_the_case_is_handed_to_the_kernel(case_folder):
    assert environment(case_folder)["CASEKIT_CASE"] == str(case_folder)
    assert "CASEKIT_CASE" not in environment()


@pytest.fixture
def case_folder(home):
    return create_case(home / "huabei", product="花呗").folder


def test_it_listens_on_this_machine_only_and_nowhere_is_the_token_taken_away(home):
    given = arguments(home, home / "workbook.ipynb", 8899, browser=False)
    assert "--ServerApp.ip=127.0.0.1" in given and "--ServerApp.port=8899" in given
    assert not [one for one in given if "token" in one or "password" in one or "allow_origin" in one]
    settings = (HERE / "config" / "jupyter_server_config.json").read_text("utf-8")
    assert "token" not in settings and "password" not in settings


def test_an_upload_may_be_as_big_as_the_workbook_says():
    settings = json.loads((HERE / "config" / "jupyter_server_config.json").read_text("utf-8"))
    assert settings["ServerApp"]["tornado_settings"]["websocket_max_message_size"] == UPLOAD_LIMIT


def test_the_terminal_says_what_to_do(home):
    said = greeting(home, "http://127.0.0.1:8888/lab?token=abc")
    assert "Ctrl-C" in said and str(home) in said
    with language("zh"):
        assert "复制到浏览器里：\n    http://127.0.0.1:8888/lab?token=abc\n" in greeting(
            home, "http://127.0.0.1:8888/lab?token=abc"
        )


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    home = tmp_path_factory.mktemp("lab") / "home"
    home.mkdir()
    with running_lab(home) as running:
        yield running


def settings_of(lab: Lab, plugin: str) -> str:
    return json.dumps(json.loads(lab.api(f"lab/api/settings/{plugin}"))["schema"]["properties"])


def test_without_the_token_nothing_is_given_out(lab):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(f"{lab.url}/api/contents")
    assert refusal.value.code == 403
    refusal.value.close()
    with urllib.request.urlopen(f"{lab.url}/lab") as answer:
        assert "/login" in answer.url


def test_another_address_of_the_machine_does_not_answer(lab):
    port = int(lab.url.rsplit(":", 1)[1])
    listening = subprocess.run(
        [
            sys.executable,
            "-c",
            "import socket,sys; s=socket.socket(); s.bind(('127.0.0.2', int(sys.argv[1])))",
            str(port),
        ],
        check=False,
    )
    # A server on all addresses would hold this one as well.
    assert listening.returncode == 0


def test_the_page_has_our_extension_no_news_and_no_shop_of_extensions(lab):
    page = lab.api("lab").decode()
    assert "casekit-autorun" in page
    config = json.loads(
        page.split('<script id="jupyter-config-data" type="application/json">')[1].split("</script>")[0]
    )
    disabled = json.dumps(config["disabledExtensions"])
    assert "announcements" in disabled
    extension = next(one for one in config["federated_extensions"] if one["name"] == "casekit-autorun")
    assert lab.api(f"lab/extensions/casekit-autorun/{extension['load']}").startswith(b"/*")
    assert config["extensionManager"]["can_install"] is False


def test_the_interface_is_chinese(lab):
    assert "zh_CN" in settings_of(lab, "@jupyterlab/translation-extension:plugin")
    assert "zh_CN" in lab.api("lab/api/translations/").decode()


def test_ctrl_c_stops_it_at_once_without_a_question(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    with running_lab(home) as lab:
        lab.process.send_signal(signal.SIGINT)
        assert lab.process.wait(PATIENCE / 1000) == 0
        assert "Traceback" not in lab.log.read_text()
        assert (home / "workbook.ipynb").is_file()
        # It ended in order, from its own loop, and not in the middle of whatever it was at.
        assert list((tmp_path / "home-jupyter" / "data" / "runtime").glob("jpserver-*")) == []


def test_a_port_that_is_taken_is_passed_over(tmp_path):
    port, home = free_port(), tmp_path / "home"
    home.mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        log = tmp_path / "log"
        with log.open("w") as stream:
            process = subprocess.Popen(
                [sys.executable, "-m", "casekit", "lab", "--no-browser", "--port", str(port)],
                stdout=stream, stderr=stream,
                env={**os.environ, "CASEKIT_HOME": str(home), "JUPYTER_DATA_DIR": str(tmp_path / "data")},
            )  # fmt: skip
        try:
            end = time.monotonic() + PATIENCE / 1000
            while "http://127.0.0.1:" not in log.read_text() and time.monotonic() < end and process.poll() is None:
                time.sleep(0.2)
            told = log.read_text()
            assert "http://127.0.0.1:" in told and f"http://127.0.0.1:{port}/" not in told
            # Once, with the token, and in the language of the user alone; what else would be said was said on starting.
            address = next(word for word in told.split() if word.startswith("http://127.0.0.1:"))
            with urllib.request.urlopen(address, timeout=PATIENCE / 1000) as answer:
                assert answer.status == 200
            told = log.read_text()
            assert told.count("http://127.0.0.1:") == 1 and "token=" in told
            assert "copy and paste" not in told
        finally:
            process.terminate()
            process.wait(PATIENCE / 1000)


def test_a_case_that_is_not_there_is_refused_before_anything_starts(home):
    done = subprocess.run(
        [sys.executable, "-m", "casekit", "lab", "nosuch", "--no-browser"],
        capture_output=True, text=True, env={**os.environ, "CASEKIT_HOME": str(home), "CASEKIT_LANG": "en"}, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "nosuch" in done.stderr and "Traceback" not in done.stderr
