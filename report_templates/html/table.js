(function () {
  "use strict";
  var said = document.getElementById("said");
  var collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function value(row, column) {
    var cell = row.cells[column];
    return cell.hasAttribute("data-v") ? Number(cell.getAttribute("data-v")) : cell.textContent.trim();
  }

  function compare(a, b) {
    return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(a, b);
  }

  function sort(table, head, column) {
    var down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : head.classList.contains("num");
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (a, b) { return (down ? -1 : 1) * compare(value(a, column), value(b, column)); });
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.forEach(function (row) { body.appendChild(row); });
    said.textContent = head.textContent + (down ? " ↓" : " ↑");
  }

  function filter(table, words) {
    var shown = 0;
    Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
      row.hidden = row.textContent.toLocaleLowerCase().indexOf(words) < 0;
      if (!row.hidden) { shown += 1; }
    });
    said.textContent = table.dataset.shown + ": " + shown;
  }

  function addFilter(table) {
    var label = document.createElement("label");
    var input = document.createElement("input");
    label.className = "find";
    input.type = "search";
    label.append(table.dataset.find, input);
    input.addEventListener("input", function () { filter(table, input.value.toLocaleLowerCase().trim()); });
    table.parentElement.before(label);
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, Array.prototype.slice.call(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () { sort(table, head, column); });
    });
    if (table.tBodies[0].rows.length > 7) { addFilter(table); }
  });

  function openTarget() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
  }

  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (item) { item.open = true; });
  });
  openTarget();
}());
