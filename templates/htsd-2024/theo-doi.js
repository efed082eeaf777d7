"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const vn = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const rows = [...document.querySelectorAll("#units > tr")];
  const mayMove = !matchMedia("(prefers-reduced-motion: reduce)").matches;

  // An element with its attributes and children; texts become text nodes, never markup.
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat(Infinity).filter((child) => child || child === 0));
    return element;
  }

  // How many columns of a row are shown; a narrow screen hides some.
  const width = (row) => [...row.cells].filter((cell) => getComputedStyle(cell).display !== "none").length || row.cells.length;

  // Bare letters for searching: no marks, đ as d, y as i.
  function bare(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d")
      .replace(/[^\p{L}\p{N}]+/gu, " ").replace(/y/g, "i").trim();
  }

  function fileLink(unit) {
    const name = (unit.file || "").split("/").pop();
    return unit.link ? h("a", { href: unit.link }, name) : name;
  }

  // ---- the units: search and filters -----------------------------------------------------------------

  const searchable = rows.map((row) => {
    const unit = data.units[row.dataset.unit];
    return ` ${bare(unit.name)} ${bare(unit.file || "")} ${bare(row.dataset.kind)}`;
  });

  function apply() {
    const words = bare($("search").value).split(" ").filter(Boolean);
    const status = $("status").value;
    const kind = $("kind").value;
    let shown = 0;
    rows.forEach((row, place) => {
      const fits = words.every((word) => searchable[place].includes(` ${word}`))
        && (!status || row.dataset.status === status || (status === "late" && "late" in row.dataset))
        && (!kind || row.dataset.kind === kind);
      row.hidden = !fits;
      const detail = detailOf(row);
      if (detail) detail.hidden = !fits || !isOpen(row);
      shown += fits;
    });
    $("shown").textContent = shown === rows.length
      ? `${vn(shown)} đơn vị` : `Đang hiện ${vn(shown)} / ${vn(rows.length)} đơn vị`;
    $("nothing").hidden = shown > 0 || rows.length === 0;
  }

  function filterBy(status, kind) {
    $("search").value = "";
    $("status").value = status;
    $("kind").value = kind;
    apply();
  }

  // ---- one unit ---------------------------------------------------------------------------------------

  const opener = (row) => row.querySelector(".opener");
  const isOpen = (row) => opener(row).getAttribute("aria-expanded") === "true";
  const detailOf = (row) => $(`ct-${row.dataset.unit}`);

  function setOpen(row, open) {
    let detail = detailOf(row);
    if (open && !detail) {
      detail = h("tr", { class: "detail", id: `ct-${row.dataset.unit}` },
        h("td", { colspan: width(row) }, unitPanel(data.units[row.dataset.unit])));
      row.after(detail);
    }
    opener(row).setAttribute("aria-expanded", String(open));
    row.classList.toggle("open", open);
    if (detail) detail.hidden = !open || row.hidden;
  }

  function showUnit(number) {
    const row = $(`dv-${number}`);
    if (!row) return;
    if (row.hidden) filterBy("", "");
    setOpen(row, true);
    row.scrollIntoView({ block: "start", behavior: mayMove ? "smooth" : "auto" });
    opener(row).focus({ preventScroll: true });
  }

  function unitPanel(unit) {
    const panel = h("div", { class: "panel", role: "group", "aria-label": `Chi tiết: ${unit.name}` });
    if (unit.missing) {
      panel.append(h("h4", {}, "Chưa nhận được báo cáo của đơn vị"));
    } else {
      panel.append(h("h4", {}, unit.findings.length ? `Phát hiện (${unit.findings.length})` : "Không có gì phải sửa"));
      if (unit.findings.length) panel.append(h("ul", { class: "findings" }, unit.findings.map(finding)));
    }
    if (unit.message) panel.append(copying(unit));
    if (unit.notes.length) {
      panel.append(h("h4", {}, "Nội dung ghi thêm"), h("dl", { class: "notes" },
        unit.notes.map(([what, text]) => [h("dt", {}, what), h("dd", {}, text)])));
    }
    if (!unit.missing) panel.append(figures(unit));
    return panel;
  }

  function finding(item) {
    return h("li", { class: `finding f-${item.severity}` },
      h("p", {}, h("span", { class: `badge s-${item.severity}` }, item.words), " ", item.message),
      item.hint && h("p", { class: "hint" }, item.hint),
      (item.raw || item.place) && h("p", { class: "source" },
        item.raw ? "Trong báo cáo viết: " : null, item.raw ? h("q", { class: "raw" }, item.raw) : null,
        item.place ? `${item.raw ? " – " : ""}${item.place}` : null),
      item.suggestion !== null && h("p", { class: "source" }, "Có thể là: ", h("strong", {}, vn(item.suggestion))));
  }

  function copying(unit) {
    const area = h("textarea", { readonly: true, "aria-label": `Nội dung gửi ${unit.name}` });
    area.value = unit.message;
    const text = h("details", { class: "no-print" }, h("summary", {}, "Xem nội dung"), area);
    const said = h("span", { class: "said", role: "status" });
    const button = h("button", { type: "button", class: "copy" }, "Chép nội dung gửi đơn vị");
    button.addEventListener("click", async () => {
      let done = true;
      try {
        await navigator.clipboard.writeText(unit.message);
      } catch {
        text.open = true;
        area.select();
        done = document.execCommand("copy");
      }
      said.textContent = done ? "Đã chép, có thể dán vào thư hoặc tin nhắn." : "Không chép được: hãy chép từ khung bên dưới.";
    });
    return h("div", { class: "copying" }, h("div", { class: "actions" }, button, said), text);
  }

  function figures(unit) {
    const label = `Số liệu đã đọc (${unit.figures.filter((one) => one[1] !== null).length})`;
    if (!unit.figures.length) return h("p", { class: "sub" }, "Không có số liệu nào trong báo cáo. ", fileLink(unit));
    return h("details", { open: unit.findings.length === 0 },
      h("summary", {}, unit.counted ? label : `${label}, chưa được cộng vào tổng`),
      h("div", { class: "scroll" }, h("table", {},
        h("caption", {}, "Tệp: ", fileLink(unit)),
        head(["Chỉ tiêu"], ["Cột"], ["Số liệu", "num"], ["Trong báo cáo viết"], ["Vị trí", "optional"]),
        h("tbody", {}, unit.figures.map(([measure, figure, raw, place]) => {
          const { number, label: name, heading } = data.measures[measure];
          return h("tr", {},
            h("th", { scope: "row" }, `${number}. ${name}`),
            h("td", {}, heading),
            h("td", { class: figure === null ? "num kept-out" : "num" }, figure === null ? "chưa tính" : vn(figure)),
            h("td", {}, rawText(raw)),
            h("td", { class: "optional" }, place));
        })))));
  }

  const head = (...columns) => h("thead", {}, h("tr", {},
    columns.map(([text, style]) => h("th", { scope: "col", class: style }, text))));
  const rawText = (raw) => raw === null ? "cộng từ các dòng con (ô để trống)" : h("q", { class: "raw" }, raw);

  // ---- one total --------------------------------------------------------------------------------------

  function partsOf(measure) {
    const parts = [];
    data.units.forEach((unit, number) => {
      if (!unit.counted) return;
      const found = unit.figures.find((one) => one[0] === measure && one[1] !== null);
      if (found) parts.push({ unit, number, figure: found[1], raw: found[2], place: found[3] });
    });
    return parts.sort((a, b) => b.figure - a.figure);
  }

  function totalPanel(button) {
    const measure = Number(button.dataset.measure);
    const { label, heading, unit, once } = data.measures[measure];
    const parts = partsOf(measure);
    const largest = Math.max(1, ...parts.map((part) => part.figure));
    const sum = parts.reduce((so_far, part) => so_far + part.figure, 0);
    const name = `${label} (${unit || heading.toLowerCase()}): ${vn(parts.length)} đơn vị`;
    return h("div", { class: "panel parts", tabindex: "0", role: "region", "aria-label": name },
      h("table", {},
        h("caption", {}, h("h4", {}, name),
          once ? "Tính 1 cho cả địa bàn, dù nhiều đơn vị cùng khai." : "Từ lớn đến nhỏ; bấm tên để xem báo cáo của đơn vị."),
        head(["Đơn vị"], ["Số liệu", "num"], ["Trong báo cáo viết"], ["Vị trí", "optional"], ["Tệp", "optional"]),
        h("tbody", {}, parts.map((part) => {
          const bar = h("span", { class: "share", "aria-hidden": "true" });
          bar.style.width = `${(100 * part.figure) / largest}%`;
          return h("tr", {},
            h("th", { scope: "row" },
              h("button", { type: "button", class: "jump", onclick: () => showUnit(part.number) }, part.unit.name), bar),
            h("td", { class: "num" }, vn(part.figure)),
            h("td", {}, rawText(part.raw)),
            h("td", { class: "optional" }, part.place),
            h("td", { class: "optional file" }, fileLink(part.unit)));
        })),
        once ? null : h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "Cộng"), h("td", { class: "num" }, vn(sum)),
          h("td", {}), h("td", { class: "optional" }), h("td", { class: "optional" })))));
  }

  function toggleTotal(button) {
    const row = button.closest("tr");
    const open = button.getAttribute("aria-expanded") !== "true";
    const other = row.querySelector('.total[aria-expanded="true"]');
    if (other) {
      other.setAttribute("aria-expanded", "false");
      row.nextElementSibling.remove();
    }
    if (!open) return;
    const id = `so-${button.dataset.measure}`;
    row.after(h("tr", { class: "detail", id }, h("td", { colspan: width(row) }, totalPanel(button))));
    button.setAttribute("aria-controls", id);
    button.setAttribute("aria-expanded", "true");
  }

  // ---- what a person can press ------------------------------------------------------------------------

  $("search").addEventListener("input", apply);
  $("status").addEventListener("change", apply);
  $("kind").addEventListener("change", apply);
  $("clear").addEventListener("click", () => { filterBy("", ""); $("search").focus(); });
  $("print").addEventListener("click", () => window.print());
  $("open-all").addEventListener("click", (event) => {
    const visible = rows.filter((row) => !row.hidden);
    const open = visible.some((row) => !isOpen(row));
    visible.forEach((row) => setOpen(row, open));
    event.currentTarget.textContent = open ? "Đóng tất cả" : "Mở tất cả";
  });
  $("units").addEventListener("click", (event) => {
    const button = event.target.closest(".opener");
    if (button) setOpen(button.closest("tr"), button.getAttribute("aria-expanded") !== "true");
  });
  $("totals").addEventListener("click", (event) => {
    const button = event.target.closest(".total");
    if (button) toggleTotal(button);
  });
  document.querySelectorAll(".tile").forEach((tile) => tile.addEventListener("click", () => {
    filterBy(tile.dataset.status, "");
    $("don-vi").scrollIntoView({ behavior: mayMove ? "smooth" : "auto" });
    $("h-don-vi").focus({ preventScroll: true });
  }));

  function fitDetails() {
    for (const detail of document.querySelectorAll("tr.detail")) {
      const row = detail.parentElement.querySelector(":scope > tr:not(.detail):not([hidden])");
      if (row) detail.cells[0].colSpan = width(row);
    }
  }
  matchMedia("screen and (max-width: 48rem)").addEventListener("change", fitDetails);

  const fromAddress = () => {
    const match = /^#dv-(\d+)$/.exec(location.hash);
    if (match) showUnit(match[1]);
  };
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  // Days left are the reader's, not the file's: the file knows no clock.
  const deadline = $("deadline");
  if (deadline) {
    const [year, month, day] = deadline.dateTime.split("-").map(Number);
    const now = new Date();
    const left = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 864e5);
    if (left >= 0) deadline.after(left === 0 ? " (hôm nay)" : ` (còn ${left} ngày)`);
  }
})();
