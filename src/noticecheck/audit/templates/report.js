"use strict";
// Puts a button in each heading of a table that can be sorted.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  if (!body || body.rows.length < 3) continue;
  const headings = Array.from(table.tHead.rows[0].cells);
  const say = document.createElement("p");
  say.className = "hidden";
  say.setAttribute("role", "status");
  table.parentNode.after(say);
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    const value = (row) => {
      const text = row.cells[column].dataset.sort || "";
      return text === "" ? null : isNaN(text) ? text : Number(text);
    };
    const inOrder = (a, b) => typeof a === "number" && typeof b === "number"
      ? a - b : String(a).localeCompare(String(b));
    button.addEventListener("click", () => {
      // Numbers start with the largest, names with A.
      const words = Array.from(body.rows).some((row) => typeof value(row) === "string");
      const now = heading.getAttribute("aria-sort");
      const down = now ? now === "ascending" : !words;
      const rows = Array.from(body.rows).sort((one, other) => {
        const a = value(one), b = value(other);
        // What has no value stays last, whichever way the others go.
        if (a === null || b === null) return (a === null) - (b === null);
        return down ? inOrder(b, a) : inOrder(a, b);
      });
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...rows);
      say.textContent = "Sorted by " + button.textContent.trim() + (down ? ", falling" : ", rising");
    });
  });
  table.classList.add("with-buttons");
}
const unfolding = document.querySelector(".unfold");
unfolding.hidden = false;
unfolding.firstElementChild.addEventListener("click", () => {
  for (const one of document.querySelectorAll("details")) one.open = true;
});
// A link to what is folded opens it.
const unfold = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const around = target && target.closest("details");
  if (around) { around.open = true; target.scrollIntoView(); }
};
addEventListener("hashchange", unfold);
unfold();
