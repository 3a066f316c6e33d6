// The page without a server: what a form would send goes to a worker of this page, which runs the check.
"use strict";

const SLOW = 120_000;
const first = document.documentElement.outerHTML;
let state = "loading";
let worker, loaded, last;

// A worker of a blob has the policy of this page: it can ask no other host for anything.
function load() {
  const at = JSON.stringify(new URL("./assets/worker.js", location.href).href);
  const blob = new Blob([`import(${at}).catch((why) => postMessage(String(why)));`]);
  worker = new Worker(URL.createObjectURL(blob));
  loaded = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data === "loaded" ? resolve() : reject(new Error(data)));
    worker.onerror = (event) => reject(new Error(event.message));
  });
  loaded.then(() => tell("loaded"), () => tell("notLoaded"));
}

function tell(now) {
  state = now;
  const status = document.getElementById("status");
  if (status) status.textContent = status.dataset[now];
}

// The page that answers. What fails or takes too long ends with its worker, and a new one says so.
async function ask(what) {
  await loaded;
  let timer;
  const { page, refuse } = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve({ page: data });
    worker.onerror = () => resolve({ refuse: "crashed" });
    timer = setTimeout(() => resolve({ refuse: "too_slow" }), SLOW);
    worker.postMessage(what);
  });
  clearTimeout(timer);
  if (page) return page;
  worker.terminate();
  load();
  return ask({ refuse });
}

function show(page) {
  const made = new DOMParser().parseFromString(page, "text/html");
  document.title = made.title;
  for (const name of ["main", "footer"]) document.querySelector(name).replaceWith(made.querySelector(name));
  tell(state);
  document.querySelector("main").focus();
  scrollTo(0, 0);
  enhance();
}

async function answer(what) {
  try {
    last = await ask(what);
  } catch {
    show(first);
    return;
  }
  history.pushState({ result: true }, "", location.pathname);
  show(last);
}

async function sent(form, button) {
  const fields = [];
  let name = "", bytes = new Uint8Array();
  for (const [key, value] of new FormData(form, button)) {
    if (typeof value === "string") fields.push([key, value]);
    else if (value.size) [name, bytes] = [value.name, new Uint8Array(await value.arrayBuffer())];
  }
  return { fields, name, bytes };
}

document.addEventListener("submit", async (event) => {
  const again = event.defaultPrevented;
  event.preventDefault();
  if (!again && event.target.dataset.busy) answer(await sent(event.target, event.submitter));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='./']");
  if (!link) return;
  event.preventDefault();
  const [, example] = link.getAttribute("href").split("/example/");
  if (example) { answer({ example }); return; }
  history.pushState(null, "", location.pathname);
  show(first);
});

window.addEventListener("popstate", (event) => {
  if (event.state) show(last);
  else if (!location.hash) show(first);
});

tell("loading");
load();
