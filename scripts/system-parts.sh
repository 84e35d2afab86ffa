#!/bin/sh
# Installs the system libraries that Python packages cannot bring, where apt and the right to use it are there;
# elsewhere it prints the exact line and lets the set-up go on: the program says itself what it has to do without.
# Usage: system-parts.sh run|test
set -u

have_library() { { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "$1"; }

missing=""
need() { missing="$missing $1"; }

if [ "$(uname -s)" != "Linux" ]; then
    exit 0 # macOS and Windows bring the voice; the sounddevice wheel brings PortAudio
fi
# Debian splits ensurepip off; any Python that can make environments will do.
python3 -c 'import ensurepip' 2>/dev/null || need python3-venv
have_library libportaudio.so.2 || need libportaudio2
have_library libespeak-ng.so.1 || need libespeak-ng1
command -v aplay >/dev/null 2>&1 || need alsa-utils
if [ "$1" = test ]; then
    command -v pulseaudio >/dev/null 2>&1 || need pulseaudio
    command -v pactl >/dev/null 2>&1 || need pulseaudio-utils
    command -v strace >/dev/null 2>&1 || need strace
    { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 || need chromium
    ls /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so >/dev/null 2>&1 || need libasound2-plugins
fi
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
if ! command -v apt-get >/dev/null 2>&1; then
    echo "These parts are missing; install what your system calls them:$missing" >&2
elif [ "$(id -u)" = 0 ]; then
    echo "Installing system parts:$missing"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null; } || echo "That failed. Try: $line" >&2
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    echo "Installing system parts:$missing"
    { sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null; } || echo "That failed. Try: sudo $line" >&2
else
    echo "These parts are missing and need an administrator: sudo $line" >&2
fi
exit 0
