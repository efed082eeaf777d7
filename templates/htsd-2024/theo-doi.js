"use strict";
(() => {
  // What the page knows is packed (zlib, base64) where it is much; the page can be read before it is unpacked.
  const held = JSON.parse(document.getElementById("data").textContent);
  if (held.packed === undefined) start(held);
  else unpack(held.packed).then((text) => start(JSON.parse(text)));

  async function unpack(text) {
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let place = 0; place < bytes.length; place += 1) bytes[place] = letters.charCodeAt(place);
    if (typeof DecompressionStream === "undefined") return new TextDecoder().decode(inflate(bytes));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  }

  // For browsers that cannot unpack by themselves: RFC 1950 and 1951, bit by bit.
  function inflate(source) {
    let at = 2, held_bits = 0, bits_there = 0, size = 0, last = 0;
    let out = new Uint8Array(source.length * 8);
    const bits = (count) => {
      while (bits_there < count) {
        held_bits |= source[at++] << bits_there;
        bits_there += 8;
      }
      const value = held_bits & ((1 << count) - 1);
      held_bits >>>= count;
      bits_there -= count;
      return value;
    };
    const room = (count) => {
      if (size + count <= out.length) return;
      const larger = new Uint8Array(2 * out.length + count);
      larger.set(out);
      out = larger;
    };
    const tree = (lengths) => {
      const counts = new Array(16).fill(0), offsets = new Array(16).fill(0), symbols = [];
      for (const length of lengths) counts[length] += 1;
      counts[0] = 0;
      for (let length = 1; length < 15; length += 1) offsets[length + 1] = offsets[length] + counts[length];
      lengths.forEach((length, symbol) => { if (length) symbols[offsets[length]++] = symbol; });
      return { counts, symbols };
    };
    const symbol = ({ counts, symbols }) => {
      let code = 0, first = 0, index = 0;
      for (let length = 1; length < 16; length += 1) {
        code |= bits(1);
        if (code - counts[length] < first) return symbols[index + code - first];
        index += counts[length];
        first = (first + counts[length]) << 1;
        code <<= 1;
      }
      throw new Error("packed data");
    };
    const extra = (count, step) => Array.from({ length: count }, (_, place) => Math.max(0, Math.floor(place / step) - 1));
    const from = (start, extras) => extras.map((_, place) => start + extras.slice(0, place).reduce((sum, one) => sum + 2 ** one, 0));
    const moreLength = [...extra(28, 4), 0], moreBack = extra(30, 2);
    const lengthFrom = from(3, moreLength), backFrom = from(1, moreBack);
    lengthFrom[28] = 258;
    const fixed = [tree(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8))), tree(new Array(30).fill(5))];
    const described = () => {
      const literals = bits(5) + 257, backs = bits(5) + 1, codes = bits(4) + 4;
      const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15], lengths = new Array(19).fill(0);
      for (let place = 0; place < codes; place += 1) lengths[order[place]] = bits(3);
      const code = tree(lengths), all = [];
      while (all.length < literals + backs) {
        const found = symbol(code);
        if (found < 16) all.push(found);
        else {
          const before = found === 16 ? all[all.length - 1] : 0;
          const times = found === 16 ? 3 + bits(2) : found === 17 ? 3 + bits(3) : 11 + bits(7);
          for (let time = 0; time < times; time += 1) all.push(before);
        }
      }
      return [tree(all.slice(0, literals)), tree(all.slice(literals))];
    };
    while (!last) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) {
        held_bits = bits_there = 0;
        const length = source[at] | (source[at + 1] << 8);
        room(length);
        out.set(source.subarray(at + 4, at + 4 + length), size);
        size += length;
        at += 4 + length;
        continue;
      }
      const [literals, backs] = kind === 1 ? fixed : described();
      for (let found = symbol(literals); found !== 256; found = symbol(literals)) {
        if (found < 256) {
          room(1);
          out[size++] = found;
          continue;
        }
        const length = lengthFrom[found - 257] + bits(moreLength[found - 257]);
        const one = symbol(backs);
        const back = backFrom[one] + bits(moreBack[one]);
        room(length);
        for (let time = 0; time < length; time += 1, size += 1) out[size] = out[size - back];
      }
    }
    return out.subarray(0, size);
  }

  function start(data) {
  const $ = (id) => document.getElementById(id);
  const vn = (number) => {
    const exact = Number.isInteger(number) ? number : Number(number.toPrecision(15));
    const written = (String(exact).split(".")[1] ?? "").length <= 4;  // a quotient that a formula computed is longer
    const [whole, part] = String(written ? exact : Number(exact.toFixed(2))).split(".");
    return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ".") + (part ? `,${part}` : "");
  };
  // The rule of all outputs: half up, one decimal unless it is 0, never 0 for something nor 100 for less than all.
  const percent = (part, whole) => {
    const tenths = whole ? Math.floor((2000 * part + whole) / (2 * whole)) : 0;
    if (part && !tenths) return "dưới 0,1%";
    if (part < whole && tenths >= 1000) return "trên 99,9%";
    return `${vn(Math.floor(tenths / 10))}${tenths % 10 ? `,${tenths % 10}` : ""}%`;
  };
  const narrow = matchMedia("screen and (max-width: 48rem)");
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

  // How many columns of a table are shown; a narrow screen hides some. Asked once, since asking lays the page out anew.
  const widths = new Map();
  function width(row) {
    const body = row.parentElement;
    if (!widths.has(body)) {
      widths.set(body, [...row.cells].filter((cell) => getComputedStyle(cell).display !== "none").length || row.cells.length);
    }
    return widths.get(body);
  }

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

  // Of many units the page holds the rows of a first slice; the others' are made when they are to be shown.
  const slice = data.slice ?? Infinity;
  const more = $("more");
  const made = [...document.querySelectorAll("#units > tr")];
  const lines = data.units.map((unit, number) => {
    const row = made[number];
    const [status, late] = row ? [row.dataset.status, "late" in row.dataset] : unit.row;
    return { unit, number, row, status, late, kind: data.kinds[unit.kind], letters: null };
  });
  const besides = new Set();  // lines that are shown though they come later: an address or a total pointed at them
  let most = slice;  // how many of the lines that fit are shown

  function lettersOf(line) {
    if (line.letters === null) {
      line.letters = ` ${bare(line.unit.name)} ${bare(line.unit.file || "")} ${bare(line.kind)}`;
    }
    return line.letters;
  }

  // The lines that fit what is searched and chosen, shown or not.
  function fitting() {
    const words = bare($("search").value).split(" ").filter(Boolean);
    const status = $("status").value;
    const kind = $("kind").value;
    const wanted = ({ unit, status: own, late }) => !status || own === status || (status === "late" && late)
      || (status === "in" && unit.sent) || (status === "uncounted" && unit.sent && !unit.counted);
    return lines.filter((line) => wanted(line) && (!kind || line.kind === kind)
      && words.every((word) => lettersOf(line).includes(` ${word}`)));
  }

  // Shows the first of the lines that fit, `upTo` of them, and says how many there are.
  function draw(upTo = most) {
    const fits = fitting();
    const wanted = new Set([...fits.slice(0, upTo), ...fits.filter((line) => besides.has(line))]);
    let before = null;
    for (const line of lines) {
      if (wanted.has(line) && !line.row) before.after(line.row = rowOf(line));
      if (!line.row) continue;
      line.row.hidden = !wanted.has(line);
      const detail = detailOf(line.row);
      if (detail) detail.hidden = line.row.hidden || !isOpen(line.row);
      before = detail || line.row;
    }
    const shown = wanted.size, every = `${vn(lines.length)} đơn vị`;
    const part = `, đang hiện ${vn(shown)} đơn vị${shown > upTo ? "" : " đầu"}`;
    $("shown").textContent = fits.length === lines.length ? `${every}${shown < lines.length ? part : ""}`
      : shown === fits.length ? `Đang hiện ${vn(shown)} / ${every}` : `Có ${vn(fits.length)} / ${every} phù hợp${part}`;
    $("list-said").textContent = "";
    $("nothing").hidden = shown > 0 || lines.length === 0;
    if (more) {
      more.hidden = shown === fits.length;
      more.textContent = `Hiện thêm (còn ${vn(fits.length - shown)} đơn vị)`;
    }
  }

  function apply() {
    most = slice;
    besides.clear();
    draw();
  }

  const shownRows = () => lines.filter(({ row }) => row && !row.hidden).map(({ row }) => row);

  // The row of a unit as the page's template writes it.
  function rowOf({ unit, number, status, late, kind }) {
    const uncounted = unit.sent && !unit.counted;
    const received = unit.row[2];
    const told = [["error", "lỗi"], ["warning", "cảnh báo"], ["info", "lưu ý"]].map(([severity, words]) => {
      const count = unit.findings.filter((one) => one.severity === severity).length;
      return count ? `${count} ${words}` : "";
    });
    const badge = (style) => h("span", { class: `badge s-${style}` },
      h("span", { "aria-hidden": "true" }, data.statuses[style][0]), ` ${data.statuses[style][1]}`);
    return h("tr", { id: `dv-${number}`, "data-unit": number, "data-status": status, "data-kind": kind, "data-late": late, "data-uncounted": uncounted },
      h("th", { scope: "row" },
        h("button", { type: "button", class: "opener", "aria-expanded": "false", "aria-controls": `ct-${number}` },
          h("span", { class: "marker", "aria-hidden": "true" }), unit.name), " ",
        h("span", { class: "meta" }, [kind, received, told[0], told[1]].filter(Boolean).join(" · "))),
      h("td", { class: "optional" }, kind),
      h("td", {}, badge(status), late && [" ", badge("late")],
        uncounted && [" ", h("span", { class: "badge s-error" }, "Chưa cộng")]),
      h("td", { class: "optional" }, told.filter(Boolean).join(", ")),
      h("td", { class: "optional nowrap" }, received),
      h("td", { class: "optional file" }, fileLink(unit)));
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

  function setOpen(row, open, together = false) {
    let detail = detailOf(row);
    if (open && !detail) {
      detail = h("tr", { class: "detail", id: `ct-${row.dataset.unit}` },
        h("td", { colspan: width(row) }, unitPanel(data.units[row.dataset.unit], together)));
      row.after(detail);
    }
    opener(row).setAttribute("aria-expanded", String(open));
    row.classList.toggle("open", open);
    if (detail) detail.hidden = !open || row.hidden;
  }

  // Opens a unit; with a measure, at the line of that figure.
  function showUnit(number, measure) {
    const line = lines[number];
    if (!line) return;
    if (!line.row || line.row.hidden) {
      if (!fitting().includes(line)) filterBy("", "");
      besides.add(line);
      draw();
    }
    const row = line.row;
    setOpen(row, true);
    const panel = detailOf(row);
    panel.querySelectorAll("tr.found").forEach((line) => line.classList.remove("found"));
    const table = panel.querySelector("details.figures");
    if (measure !== undefined && table) fillFigures(table, data.units[number]);
    const found = panel.querySelector(`tr[data-measure="${measure}"]`);
    if (found) {
      found.classList.add("found");
      table.open = true;
      found.scrollIntoView({ block: "center", behavior: mayMove ? "smooth" : "auto" });
      found.cells[0].focus({ preventScroll: true });
      return;
    }
    row.scrollIntoView({ block: "start", behavior: mayMove ? "smooth" : "auto" });
    opener(row).focus({ preventScroll: true });
  }

  // Of many units opened together each shows its figures only when asked.
  function unitPanel(unit, together) {
    const panel = h("div", { class: "panel", role: "group", "aria-label": `Chi tiết: ${unit.name}` });
    if (unit.unusable) {
      panel.append(h("h4", {}, "Đã nhận, chưa đọc được"), h("p", {}, unit.unusable));
    } else if (!unit.sent) {
      panel.append(h("h4", {}, unit.missing ? "Chưa nhận được báo cáo của đơn vị"
        : "Đơn vị không bắt buộc báo cáo và chưa gửi báo cáo"));
    } else {
      panel.append(h("h4", {}, unit.findings.length ? `Phát hiện (${unit.findings.length})` : "Không có gì phải sửa"));
      if (unit.findings.length) panel.append(h("ul", { class: "findings" }, unit.findings.map(finding)));
    }
    if (unit.message) panel.append(copying(unit));
    if (unit.notes.length) {
      panel.append(h("h4", {}, "Nội dung ghi thêm"), h("dl", { class: "notes" },
        unit.notes.map(([what, text]) => [h("dt", {}, what), h("dd", {}, text)])));
    }
    if (unit.sent) panel.append(figures(unit, !together && unit.findings.length === 0));
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

  // Copies a text and says so. A browser without a clipboard for pages (an old one, a page from a disk) copies what
  // is selected in a text area: the one `shown` gives, where the text stays to be copied by hand, else one for the moment.
  async function copy(text, said, done, shown) {
    said.textContent = "";
    let copied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const before = document.activeElement;
      const area = shown ? shown() : h("textarea", { class: "sr", "aria-hidden": "true" });
      if (!shown) document.body.append(area);
      area.value = text;
      area.select();
      copied = document.execCommand("copy");
      if (!shown) area.remove();
      if (copied) before.focus({ preventScroll: true });
    }
    const told = copied ? done : shown ? "Không chép được: hãy chép từ khung bên dưới." : "Không chép được.";
    setTimeout(() => { said.textContent = told; }, 30);  // said anew, so that a screen reader speaks it again
  }

  // The units that fit, as a list to paste into a message.
  function listFitting() {
    const fits = fitting();
    const chosen = [$("status"), $("kind")].filter((select) => select.value)
      .map((select) => select.selectedOptions[0].text.replace(/ \(\d+\)$/, ""));
    const told = fits.map((line, place) => {
      const badges = [...(line.row || rowOf(line)).querySelectorAll(".badge")];
      const status = badges.map((badge) => badge.lastChild.textContent.trim()).join(", ");
      return `${place + 1}. ${line.unit.name}${$("status").value === "missing" ? "" : ` – ${status}`}`;
    });
    const head = `${document.querySelector(".lead").textContent}: ${vn(fits.length)} đơn vị${chosen.length ? ` (${chosen.join("; ")})` : ""}`;
    return [head, ...told].join("\n");
  }

  function copying(unit) {
    const area = h("textarea", { readonly: true, "aria-label": `Nội dung gửi ${unit.name}` });
    area.value = unit.message;
    const text = h("details", { class: "no-print" }, h("summary", {}, "Xem nội dung"), area);
    const said = h("span", { class: "said", role: "status" });
    const button = h("button", { type: "button", class: "copy" }, "Chép nội dung gửi đơn vị");
    button.addEventListener("click", () => copy(unit.message, said, "Đã chép, có thể dán vào thư hoặc tin nhắn.", () => {
      text.open = true;
      return area;
    }));
    return h("div", { class: "copying" }, h("div", { class: "actions" }, button, said), text);
  }

  function figures(unit, open) {
    const label = `Số liệu đã đọc (${unit.figures.filter((one) => one[1] !== null).length})`;
    if (!unit.figures.length) return h("p", { class: "sub" }, "Không có số liệu nào trong báo cáo. ", fileLink(unit));
    const details = h("details", { class: "figures", open },
      h("summary", { onclick: () => fillFigures(details, unit) }, unit.counted ? label : `${label}, chưa được cộng vào tổng`));
    details.addEventListener("toggle", () => fillFigures(details, unit));
    if (open) fillFigures(details, unit);
    return details;
  }

  // Makes the table of a unit's figures when it is first wanted.
  function fillFigures(details, unit) {
    if (details.querySelector("table")) return;
    details.append(h("div", { class: "scroll" }, h("table", {},
      h("caption", {}, "Tệp: ", fileLink(unit)),
      head(["Chỉ tiêu"], ["Cột"], ["Số liệu", "num"], ["Trong báo cáo viết"], ["Vị trí", "optional"]),
      h("tbody", {}, unit.figures.map(([measure, figure, raw, place, decided]) => {
        const { number, label: name, heading } = data.measures[measure];
        return h("tr", { "data-measure": measure },
          h("th", { scope: "row", tabindex: "-1" }, number ? `${number}. ${name}` : name),
          h("td", {}, heading),
          h("td", { class: figure === null && !decided ? "num kept-out" : "num" },
            figure !== null ? vn(figure) : decided ? "để trống" : "chưa tính"),
          h("td", {}, rawText(raw, decided), place && h("span", { class: "place" }, place), decided && h("span", { class: "decided" }, decided)),
          h("td", { class: "optional" }, place));
      })))));
  }

  const head = (...columns) => h("thead", {}, h("tr", {},
    columns.map(([text, style]) => h("th", { scope: "col", class: style }, text))));
  const rawText = (raw, decided) => raw !== null ? h("q", { class: "raw" }, raw)
    : decided ? "(ô để trống)" : "cộng từ các dòng con (ô để trống)";

  // ---- one total --------------------------------------------------------------------------------------

  // Who a total is made of, largest first, and why the other units are not in it.
  function partsOf(measure) {
    const parts = [], keptOut = [];
    const not = { blank: 0, unusable: 0, unread: 0, missing: 0 };
    data.units.forEach((unit, number) => {
      const found = unit.figures.find((one) => one[0] === measure);
      if (unit.unusable) not.unread += 1;
      else if (!unit.sent) not.missing += unit.missing;
      else if (!unit.counted) not.unusable += 1;
      else if (!found) not.blank += 1;
      else if (found[1] === null) keptOut.push({ unit, number, raw: found[2] });
      else parts.push({ unit, number, figure: found[1], raw: found[2], place: found[3], decided: found[4] });
    });
    parts.sort((a, b) => b.figure - a.figure);
    return { parts, keptOut, not };
  }

  // Each kind's part of a total: [kind, figure, units], kinds without a figure left out.
  function byKind(parts) {
    return data.kinds.map((_, kind) => {
      const members = parts.filter((part) => part.unit.kind === kind);
      return [kind, members.reduce((sum, part) => sum + part.figure, 0), members.length];
    }).filter(([, , units]) => units);
  }

  function totalPanel(button) {
    const measure = Number(button.dataset.measure);
    const { label, name: own, unit, was, alone } = data.measures[measure];
    const once = data.measures[measure].once || alone;
    const { parts, keptOut, not } = partsOf(measure);
    const largest = Math.max(1, ...parts.map((part) => part.figure));
    const sum = parts.reduce((so_far, part) => so_far + part.figure, 0);
    const name = `${own || label}${unit ? ` (${unit})` : ""}: ${vn(parts.length)} đơn vị`;
    const kinds = byKind(parts);
    const share = (figure) => (once ? "" : percent(figure, sum));
    const line = (part) => partLine(part, measure, largest, share);
    const body = h("tbody", {}, parts.slice(0, slice).map(line));
    return h("div", { class: "panel parts", tabindex: "0", role: "region", "aria-label": name },
      h("h4", {}, name),
      h("p", { class: "sub" }, alone || once ? alone || "Tính 1 cho cả địa bàn, dù nhiều đơn vị cùng khai."
        : "Từ lớn đến nhỏ; bấm tên đơn vị để xem ô trong báo cáo."),
      was && h("p", { class: "sub" }, was),
      !once && kinds.length > 1 && h("details", { class: "kind-shares", open: !narrow.matches },
        h("summary", {}, "Theo loại đơn vị"),
        h("ul", {}, kinds.map(([kind, figure]) => h("li", {}, h("span", { class: `swatch k${kind % 11}`, "aria-hidden": "true" }),
          `${data.kinds[kind]}: ${vn(figure)} (${percent(figure, sum)})`)))),
      notIn(measure, keptOut, not),
      parts.length > 0 && h("table", { "aria-label": name },
        head(["Đơn vị"], ["Số liệu", "num"], ["Tỷ trọng", "num"], ["Trong báo cáo viết", "optional"], ["Vị trí", "optional"], ["Tệp", "optional"]),
        body,
        once ? null : h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "Cộng"), h("td", { class: "num" }, vn(sum)),
          h("td", { class: "num" }, parts.length ? "100%" : ""),
          h("td", { class: "optional" }), h("td", { class: "optional" }), h("td", { class: "optional" })))),
      parts.length > slice && moreParts(body, parts, line, once));
  }

  function partLine(part, measure, largest, share) {
    const bar = h("span", { class: "share", "aria-hidden": "true" });
    bar.style.width = `${(100 * part.figure) / largest}%`;
    const opener = h("button", { type: "button", class: "part", "aria-expanded": "false",
      onclick: (event) => toggleCell(event.currentTarget, measure, part) },
    h("span", { class: "marker", "aria-hidden": "true" }), part.unit.name);
    return h("tr", {},
      h("th", { scope: "row" }, opener, bar),
      h("td", { class: "num" }, vn(part.figure)),
      h("td", { class: "num" }, share(part.figure)),
      h("td", { class: "optional" }, rawText(part.raw, part.decided), part.decided && h("span", { class: "decided" }, part.decided)),
      h("td", { class: "optional" }, part.place),
      h("td", { class: "optional file" }, fileLink(part.unit)));
  }

  // Of many units that a total is made of: how many are shown, and what shows the next ones.
  function moreParts(body, parts, line, once) {
    let shown = slice;
    const said = h("span", { role: "status" });
    const button = h("button", { type: "button", class: "plain no-print" });
    const say = () => {
      said.textContent = shown >= parts.length ? ""
        : `Đang hiện ${vn(shown)} đơn vị đầu trong ${vn(parts.length)} đơn vị${once ? "." : "; dòng Cộng gồm tất cả."}`;
      button.textContent = `Hiện thêm (còn ${vn(parts.length - shown)} đơn vị)`;
      button.hidden = shown >= parts.length;
    };
    button.addEventListener("click", () => {
      const next = parts.slice(shown, shown + slice).map(line);
      body.append(...next);
      shown += slice;
      say();
      next[0].querySelector(".part").focus({ preventScroll: true });
    });
    say();
    return h("p", { class: "sub" }, said, " ", button);
  }

  function notIn(measure, keptOut, not) {
    const told = [];
    if (keptOut.length) {
      told.push(["ô phải sửa mới tính được: ", keptOut.map((part, place) => [place ? "; " : "",
        h("button", { type: "button", class: "jump", onclick: () => showUnit(part.number, measure) }, part.unit.name),
        " (", h("q", { class: "raw" }, part.raw), ")"])]);
    }
    if (not.blank) told.push([`${vn(not.blank)} đơn vị để trống ô này`]);
    if (not.unusable) told.push([`${vn(not.unusable)} đơn vị có báo cáo chưa dùng được`]);
    if (not.unread) told.push([`${vn(not.unread)} đơn vị đã gửi tệp chưa đọc được`]);
    if (not.missing) told.push([`${vn(not.missing)} đơn vị chưa gửi báo cáo`]);
    return told.length > 0 && h("p", { class: "not-in" }, h("strong", {}, "Không có trong số này: "),
      told.map((one, place) => [place ? "; " : "", one]), ".");
  }

  // The very cell a figure comes from.
  function toggleCell(button, measure, part) {
    const row = button.closest("tr");
    const id = `o-${measure}-${part.number}`;
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    if (!open) {
      $(id).remove();
      return;
    }
    button.setAttribute("aria-controls", id);
    const line = (what, text) => text && [h("dt", {}, what), h("dd", {}, text)];
    row.after(h("tr", { class: "cell", id }, h("td", { colspan: width(row) },
      h("dl", {},
        line("Trong báo cáo viết", rawText(part.raw, part.decided)),
        line("Vị trí", part.place),
        line("Tệp", fileLink(part.unit)),
        line("Xác nhận", part.decided)),
      h("div", { class: "actions no-print" },
        h("button", { type: "button", class: "plain", onclick: () => showUnit(part.number, measure) }, "Xem cả báo cáo của đơn vị")))));
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
  $("copy-list").addEventListener("click", () => copy(listFitting(), $("list-said"), "Đã chép danh sách."));
  $("print").addEventListener("click", () => window.print());
  $("open-all").addEventListener("click", (event) => {
    const visible = shownRows();
    const open = visible.some((row) => !isOpen(row));
    visible.forEach((row) => setOpen(row, open, true));
    event.currentTarget.textContent = open ? "Đóng tất cả" : "Mở tất cả";
    $("list-said").textContent = open && more && !more.hidden ? `Đã mở ${vn(visible.length)} đơn vị đang hiện.` : "";
  });
  if (more) {
    more.addEventListener("click", () => {
      const next = fitting()[most];
      most += slice;
      draw();
      opener(next.row).focus({ preventScroll: true });
    });
    // On paper stand all that fit.
    window.addEventListener("beforeprint", () => draw(Infinity));
    window.addEventListener("afterprint", () => draw());
  }
  $("units").addEventListener("click", (event) => {
    const button = event.target.closest(".opener");
    if (button) setOpen(button.closest("tr"), button.getAttribute("aria-expanded") !== "true");
  });
  $("tong-hop").addEventListener("click", (event) => {
    const button = event.target.closest(".total");
    if (button) toggleTotal(button);
  });
  document.querySelectorAll(".tile").forEach((tile) => tile.addEventListener("click", () => {
    filterBy(tile.dataset.status, "");
    $("don-vi").scrollIntoView({ behavior: mayMove ? "smooth" : "auto" });
    $("h-don-vi").focus({ preventScroll: true });
  }));

  const choice = $("choice");
  if (choice) {
    choice.addEventListener("change", () => {
      const kinds = byKind(partsOf(Number(choice.value)).parts);
      const sum = kinds.reduce((so_far, [, figure]) => so_far + figure, 0);
      const largest = Math.max(1, ...kinds.map(([, figure]) => figure));
      $("choice-said").textContent = choice.selectedOptions[0].text;
      $("kind-bars").replaceChildren(...kinds.map(([kind, figure, units]) => {
        const bar = h("span", { class: "share" });
        bar.style.width = `${(100 * figure) / largest}%`;
        return h("tr", {}, h("th", { scope: "row" }, data.kinds[kind], bar), h("td", { class: "num" }, vn(figure)),
          h("td", { class: "num" }, percent(figure, sum)), h("td", { class: "num optional" }, vn(units)));
      }));
    });
  }

  function fitDetails() {
    widths.clear();
    for (const detail of document.querySelectorAll("tr.detail, tr.cell")) {
      const row = detail.parentElement.querySelector(":scope > tr:not(.detail):not(.cell)");
      if (row) detail.cells[0].colSpan = width(row);
    }
  }
  narrow.addEventListener("change", fitDetails);

  const fromAddress = () => {
    const match = /^#dv-(\d+)$/.exec(location.hash);
    if (match) showUnit(match[1]);
  };
  window.addEventListener("hashchange", fromAddress);
  if (more) draw();
  fromAddress();

  // Days left are the reader's, not the file's: the file knows no clock.
  const deadline = $("deadline");
  if (deadline) {
    const [year, month, day] = deadline.dateTime.split("-").map(Number);
    const now = new Date();
    const left = Math.round((Date.UTC(year, month - 1, day) - Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())) / 864e5);
    if (left >= 0) deadline.after(left === 0 ? " (hôm nay)" : ` (còn ${left} ngày)`);
  }
  }
})();
