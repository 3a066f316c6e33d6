// Python, beside the page: it reads and checks one letter after the other, and keeps none of them.
import { loadPyodide } from "../python/pyodide.mjs";

const place = new URL("../python/", import.meta.url).href;

async function load() {
  const [python, packed] = await Promise.all([
    loadPyodide({ indexURL: place, env: { HOME: "/", NOTICECHECK_CACHE_DIR: "/app/cache" } }),
    fetch(place + "app.zip").then((answer) => answer.arrayBuffer()),
  ]);
  python.unpackArchive(packed, "zip", { extractDir: "/app" });
  python.runPython("import sys; sys.path.insert(0, '/app')");
  const alone = python.pyimport("noticecheck.web.alone");
  alone.prepare();
  return [python, alone];
}

try {
  const [python, alone] = await load();
  self.onmessage = ({ data }) => {
    if (data.refuse) postMessage(alone.refused(data.refuse));
    else if (data.example) postMessage(alone.example(data.example));
    else postMessage(alone.checked(JSON.stringify(data.fields), data.name, python.toPy(data.bytes)));
  };
  postMessage("loaded");
} catch (error) {
  postMessage(String(error));
}
