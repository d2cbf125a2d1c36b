// What is seen as tables that can be sorted: entities, the relations between them, the facts about them.
const FIRST = 500;  // rows made at once; the rest on demand
const entityCell = (id) => ({ told: known.get(id).name, id });
const quoteOf = (fact) => fact.quotes.map((number) => told.sentences[number].quote).join(" … ");
const whereOf = (fact) => fact.quotes.map((number) => told.sentences[number].where).join("; ");
const allSeen = () => [...seen.nodes, ...(chosen.steps && chosen.focus !== null ? [] : told.undrawn.filter(isOpen))];
const tables = {
  entities: {
    columns: ["entity", "class", ...(communities.size ? ["community"] : []), ...told.measures, "facts"],
    rows: () => allSeen().map((node) => [entityCell(node.id), node.kind,
      ...(communities.size ? [communities.get(node.community)?.name ?? ""] : []), ...node.by, (told.of[node.id] || []).length]),
  },
  relations: {
    columns: ["subject", "relation", "object", "status", "confidence", "from", "to", "quote", "where"],
    rows: () => seen.ties.map((tie) => [entityCell(tie.from), tie.relation, entityCell(tie.to), tie.status, tie.confidence,
      tie.start ?? "", tie.end ?? "", quoteOf(told.facts[tie.fact]), whereOf(told.facts[tie.fact])]),
  },
  facts: {
    columns: ["entity", "sort", "fact", "note", "quote", "where"],
    rows: () => allSeen().flatMap((node) => (told.of[node.id] || []).map((number) => told.facts[number])
      .filter((fact) => !fact.ends)
      .map((fact) => [entityCell(node.id), fact.sort, fact.text, fact.note, quoteOf(fact), whereOf(fact)])),
  },
};
const sorting = { entities: [], relations: [], facts: [] };  // [column, 1 upwards or -1 downwards]
const plain = (cell) => (cell !== null && typeof cell === "object" ? cell.told : cell);
const collator = new Intl.Collator("en", { numeric: true });
const ordered = (name) => {
  const rows = tables[name].rows(), [column, way] = sorting[name];
  if (column === undefined) return rows;
  const compare = (one, other) => (typeof one === "number" && typeof other === "number"
    ? one - other : collator.compare(String(one), String(other)));
  return rows.sort((one, other) => way * compare(plain(one[column]), plain(other[column])));
};
const cellOf = (cell) => {
  const shown = make("td");
  if (cell !== null && typeof cell === "object") shown.append(entityLink(cell.id));
  else if (typeof cell === "number") {
    shown.className = "number";
    shown.textContent = Number.isInteger(cell) ? String(cell) : cell.toPrecision(3);
  } else shown.textContent = cell;
  return shown;
};
const showTable = (name, count = FIRST) => {
  const rows = ordered(name), head = make("tr"), body = make("tbody"), shown = make("table"), top = make("thead");
  tables[name].columns.forEach((column, number) => {
    const cell = make("th"), button = make("button", column), [by, way] = sorting[name];
    button.type = "button";
    if (by === number) {
      cell.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      button.append(way > 0 ? " ↑" : " ↓");
    }
    button.addEventListener("click", () => {
      const numbers = rows.some((row) => typeof row[number] === "number");
      sorting[name] = [number, by === number ? -way : numbers ? -1 : 1];
      showTable(name, count);
      byId("table").querySelectorAll("th button")[number].focus();
    });
    cell.scope = "col";
    cell.append(button);
    head.append(cell);
  });
  top.append(head);
  const quote = tables[name].columns.indexOf("quote");
  for (const row of rows.slice(0, count)) {
    const line = make("tr");
    line.append(...row.map(cellOf));
    if (quote >= 0) line.cells[quote].className = "quote";
    body.append(line);
  }
  shown.append(top, body);
  const more = make("button", `Show all ${rows.length}`, "switch");
  more.type = "button";
  more.addEventListener("click", () => showTable(name, Infinity));
  byId("table").replaceChildren(shown, ...(rows.length > count ? [more] : []));
};

const tabs = ["graph", "entities", "relations", "facts"];
const openTab = (name) => {
  chosen.tab = name;
  for (const tab of tabs) {
    byId(`tab-${tab}`).setAttribute("aria-selected", String(tab === name));
    byId(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
  byId("mynetwork").hidden = name !== "graph";
  byId("table").hidden = name === "graph";
  byId("png").disabled = name !== "graph";
  byId("table").setAttribute("aria-label", name);
  if (name === "graph") network.redraw();
  else showTable(name);
};
for (const [number, tab] of tabs.entries()) {
  byId(`tab-${tab}`).addEventListener("click", () => openTab(tab));
  byId(`tab-${tab}`).addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: tabs.length - 1 }[event.key];
    if (!step) return;
    const next = tabs[(number + step) % tabs.length];
    openTab(next);
    byId(`tab-${next}`).focus();
  });
}
whenSeen.push(() => { if (chosen.tab !== "graph") showTable(chosen.tab); });
