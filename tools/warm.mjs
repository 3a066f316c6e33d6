// Loads the Python of a built page once, and keeps in its app.zip what that worked out: compiled
// modules in place of their sources, and the rules in the cache. Called by build_static.py.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = path.resolve(process.argv[2]);
const app = path.join(folder, "app.zip");
const { loadPyodide } = await import(pathToFileURL(path.join(folder, "pyodide.mjs")).href);
const env = { HOME: "/", NOTICECHECK_CACHE_DIR: "/app/cache" };
const python = await loadPyodide({ indexURL: folder + path.sep, env });
python.unpackArchive(new Uint8Array(fs.readFileSync(app)), "zip", { extractDir: "/app" });
python.runPython(`
import compileall, pathlib, py_compile, shutil, sys

UNCHECKED = py_compile.PycInvalidationMode.UNCHECKED_HASH
compileall.compile_dir("/app", quiet=1, legacy=True, invalidation_mode=UNCHECKED)
for source in pathlib.Path("/app").rglob("*.py"):
    if source.with_suffix(".pyc").exists():
        source.unlink()
sys.path.insert(0, "/app")
from noticecheck.web import alone

alone.prepare()
assert list(pathlib.Path("/app/cache").iterdir()), "nothing was kept"
shutil.make_archive("/packed", "zip", "/app")
`);
fs.writeFileSync(app, python.FS.readFile("/packed.zip"));
