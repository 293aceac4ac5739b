#!/usr/bin/env python3
"""Set casekit up on this machine and start it. Needs nothing but Python 3.11 or newer and pip.

    python3 start.py            the workbook in JupyterLab
    python3 start.py demo       build the demo case, write its report
    python3 start.py test       everything that checks this project
    python3 start.py bench      how fast it is, as ratios
    python3 start.py <other>    any other command of casekit, such as: import, report, findings

Everything is put into .venv beside this file; the system's Python stays as it is.
"""

# This file is read by whatever python3 there is: no newer syntax before the version has been checked.
import hashlib
import json
import locale
import os
import subprocess
import sys

NEEDED = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(ENVIRONMENT, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
STAMP = os.path.join(ENVIRONMENT, "casekit-setup.json")


def chinese():
    wish = os.environ.get("CASEKIT_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    wish = (wish or locale.getlocale()[0] or "").lower()
    return wish.startswith(("zh", "chinese"))


def say(english, zh):
    print(zh if chinese() else english, flush=True)


def stop(english, zh):
    say(english, zh)
    sys.exit(1)


def run(*command, **options):
    return subprocess.call([str(part) for part in command], **options)


def wanted_setup(extra):
    """What decides whether the set-up is still right; an environment made for tests serves all else too."""
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as project:
        digest = hashlib.sha256(project.read()).hexdigest()
    return {"project": digest, "python": list(sys.version_info[:2]), "root": ROOT, "extras": [extra] if extra else []}


def is_set_up(wanted):
    try:
        with open(STAMP, encoding="utf-8") as stamp:
            found = json.load(stamp)
    except (OSError, ValueError):
        return False
    same = all(found.get(name) == wanted[name] for name in ("project", "python", "root"))
    return same and os.path.exists(PYTHON) and set(wanted["extras"]) <= set(found.get("extras", []))


def make_environment():
    """A .venv without pip inside: Debian ships Python without the parts that would put it there."""
    if os.path.exists(PYTHON) and run(PYTHON, "-c", "", stderr=subprocess.DEVNULL) == 0:
        return
    say("Making .venv …", "正在建立 .venv……")
    if run(sys.executable, "-m", "venv", "--clear", "--without-pip", ENVIRONMENT):
        stop(
            "The environment .venv could not be made. Check that this folder can be written.",
            "不能建立 .venv。请检查这个文件夹是否可以写入。",
        )


def install(wanted):
    if not pip_is_fit():
        stop(
            "pip 22.3 or newer is needed. Install it (Debian and Ubuntu: apt install python3-pip; elsewhere: "
            "python3 -m ensurepip), then start again.",
            "需要 pip 22.3 或更新版本。请先安装（Debian、Ubuntu：apt install python3-pip；其他系统：python3 -m ensurepip），再重新运行。",
        )
    say(
        "Installing what casekit needs; the first time this takes a few minutes …",
        "正在安装所需组件，第一次需要几分钟……",
    )
    target = "." + ("[" + ",".join(wanted["extras"]) + "]" if wanted["extras"] else "")
    arguments = ["--disable-pip-version-check", "install", "--progress-bar", "off", "--editable", target]
    code, told = followed([sys.executable, "-m", "pip", "--python", ENVIRONMENT, *arguments])
    if code:
        print(told[-4000:], file=sys.stderr)
        stop(
            "The installation failed; the message above says why. Check the network, then start again.",
            "安装没有成功，原因见上面的信息。请检查网络后重新运行。",
        )
    with open(STAMP, "w", encoding="utf-8") as stamp:
        json.dump(wanted, stamp)
    say("Ready.", "安装完成。")


def pip_is_fit():
    """Whether there is a pip that can install into an environment which has none (`--python`)."""
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    version = asked.stdout.split()[1].split(".") if asked.returncode == 0 else ["0", "0"]
    return tuple(int(part) for part in version[:2]) >= (22, 3)


def followed(command):
    """Run pip and show on one line what it is at; gives its exit code and all that it said."""
    shown, told = sys.stdout.isatty(), []
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    ) as pip:
        for line in pip.stdout:
            told.append(line)
            doing = line.split("(from")[0].strip()
            if doing.startswith(("Collecting", "Downloading", "Installing", "Building")):
                if shown:
                    print("\r\x1b[2K  " + doing[:70], end="", flush=True)
                elif doing.startswith(("Collecting", "Installing")):
                    print(".", end="", flush=True)
    print("\r\x1b[2K" if shown else "", end="" if shown else "\n", flush=True)
    return pip.returncode, "".join(told)


def set_up(extra=None):
    wanted = wanted_setup(extra)
    if not is_set_up(wanted):
        make_environment()
        install(wanted)


def keep_what_is_compiled():
    """Where Python is told to leave no compiled files about, as in many containers, they lie in .venv.

    Without any, everything would be compiled anew at each start: for JupyterLab and its kernel many seconds.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", os.path.join(ENVIRONMENT, "compiled"))


def check_everything(arguments):
    """Style, types, tests; all of them run, and one that fails makes the whole fail."""
    checks = [
        ("ruff check", ["ruff", "check", "."]),
        ("ruff format", ["ruff", "format", "--check", "."]),
        # The longest files begin first (tests/conftest.py says which), so that none is left over in the end.
        (
            "pytest",
            ["pytest", *(arguments or ["--numprocesses", "auto", "--dist", "loadfile", "--no-loadscope-reorder"])],
        ),
    ]
    failed = []
    # Types are looked at while the tests run, which wait now and then for a page or a process.
    with subprocess.Popen(
        [PYTHON, "-m", "mypy"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as types:
        for name, command in checks:
            print("==", name, flush=True)
            if run(PYTHON, "-m", *command, cwd=ROOT):
                failed.append(name)
        print("== mypy", flush=True)
        print(types.communicate()[0], end="", flush=True)
    if types.returncode:
        failed.append("mypy")
    if failed:
        stop("Failed: " + ", ".join(failed), "没有通过：" + "、".join(failed))
    say("All checks passed.", "全部检查通过。")
    return 0


def main(arguments):
    for stream in (sys.stdout, sys.stderr):
        # What goes into a file on Windows would else be written in a code page that lacks half the signs.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
    if sys.version_info < NEEDED:
        stop(
            "casekit needs Python 3.11 or newer; this is %d.%d. Install a newer one from python.org."
            % sys.version_info[:2],
            "casekit 需要 Python 3.11 或更新版本，这里是 %d.%d。请到 python.org 安装新版本。" % sys.version_info[:2],
        )
    command = arguments[0] if arguments else "lab"
    set_up("test" if command == "test" else None)
    keep_what_is_compiled()
    if command == "test":
        return check_everything(arguments[1:])
    if command == "bench":
        return run(PYTHON, "-m", "tests.benchmarks", *arguments[1:], cwd=ROOT)
    try:
        # Files are named from where the user stands, not from here.
        return run(PYTHON, "-m", "casekit", *(arguments or ["lab"]))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
