// The transcript follows the sound, and whatever has a time (data-s, in seconds of the session) plays from there.
"use strict";

const audio = document.querySelector("audio");
const words = [...document.querySelectorAll(".w")];
const starts = words.map((word) => Number(word.dataset.s));
const lanes = [...document.querySelectorAll("svg.timeline")];
const follow = document.getElementById("follow");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let current = null;
let stopAt = Infinity;

// Some browsers limit how long an address may be, and cannot seek in one: the sound is handed over as an object.
function load() {
  const bytes = Uint8Array.from(atob(audio.src.slice(audio.src.indexOf(",") + 1)), (one) => one.charCodeAt(0));
  audio.src = URL.createObjectURL(new Blob([bytes], { type: "audio/mpeg" }));
  audio.preload = "auto";
}

// The last word that has begun at a time, or null.
function wordAt(time) {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= time + 0.005) low = middle + 1;
    else high = middle;
  }
  return low ? words[low - 1] : null;
}

function show() {
  const time = audio.currentTime;
  const word = wordAt(time);
  if (word !== current) {
    current?.classList.remove("now");
    word?.classList.add("now");
    const line = word?.closest("li, p");
    if (line !== current?.closest("li, p")) {
      document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
      line?.classList.add("here");
      if (line && follow.checked && !audio.paused) bringIntoView(line);
    }
    current = word;
  }
  for (const lane of lanes) {
    const from = Number(lane.dataset.from);
    const to = Number(lane.dataset.to);
    const inside = time >= from && time <= to && time > 0;
    lane.classList.toggle("playing", inside);
    if (inside) {
      const head = lane.querySelector(".head");
      const place = `${(100 * (time - from)) / (to - from)}%`;
      head.setAttribute("x1", place);
      head.setAttribute("x2", place);
    }
  }
}

function bringIntoView(line) {
  const box = line.getBoundingClientRect();
  const top = document.querySelector(".player").getBoundingClientRect().bottom;
  if (box.top < top || box.bottom > innerHeight)
    line.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

function tick() {
  if (audio.currentTime >= stopAt) {
    audio.pause();
    stopAt = Infinity;
  }
  show();
  if (!audio.paused) requestAnimationFrame(tick);
}

function play(from, to) {
  audio.currentTime = from;
  stopAt = to;
  audio.play().catch(() => {}); // a browser that wants another click first has its own button
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-s]");
  if (!target || (!getSelection().isCollapsed && !target.matches("button"))) return; // somebody copies words
  play(Number(target.dataset.s), target.dataset.e ? Number(target.dataset.e) + 0.15 : Infinity);
});
document.getElementById("speed").addEventListener("change", (event) => {
  audio.playbackRate = Number(event.target.value);
});
audio.addEventListener("play", tick);
audio.addEventListener("seeked", show);
audio.addEventListener("timeupdate", tick); // also where no frame is drawn: a tab in the background still stops in time
audio.addEventListener("pause", () => { if (audio.currentTime < stopAt) stopAt = Infinity; });
load();
