"use strict";
(function () {
  const rows = Array.from(document.querySelectorAll("tbody.attempt"));
  const search = document.getElementById("search");
  const outcome = document.getElementById("outcome");
  const family = document.getElementById("family");
  const shown = document.getElementById("shown");

  function filter() {
    const wanted = search.value.toLowerCase();
    let count = 0;
    for (const row of rows) {
      const fits =
        (!wanted || row.dataset.text.toLowerCase().includes(wanted)) &&
        (!outcome.value || row.dataset.outcome === outcome.value) &&
        (!family.value || row.dataset.family === family.value);
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count + " of " + rows.length;
  }

  function sortBy(column, heading) {
    const down = heading.getAttribute("aria-sort") === "ascending";
    for (const other of heading.parentNode.children) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    const table = document.getElementById("attempts");
    rows.sort(function (a, b) {
      const x = a.rows[0].cells[column].dataset.value, y = b.rows[0].cells[column].dataset.value;
      const order = isNaN(x) || isNaN(y) ? x.localeCompare(y) : x - y;
      return down ? -order : order;
    });
    for (const row of rows) table.appendChild(row);
  }

  for (const control of [search, outcome, family]) control.addEventListener("input", filter);
  document.querySelectorAll("#attempts thead th").forEach(function (heading, column) {
    heading.addEventListener("click", function () { sortBy(column, heading); });
  });
  for (const row of rows) {
    row.querySelector("button").addEventListener("click", function (event) {
      const story = row.rows[1];
      story.hidden = !story.hidden;
      event.target.setAttribute("aria-expanded", String(!story.hidden));
    });
  }
  filter();
})();
