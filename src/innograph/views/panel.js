(() => {
  const byId = (id) => document.getElementById(id);
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const every = nodes.get();
  const ties = edges.get();
  const known = new Map(every.map((node) => [node.id, node]));
  const hidden = { kind: new Set(), relation: new Set() };

  // vis draws on a canvas, where style sheets do not reach: labels take the page's colours here.
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const paint = () => network.setOptions({
    nodes: { font: { color: colour("--ink"), strokeColor: colour("--paper") } },
    edges: { color: { color: colour("--soft"), highlight: colour("--mark"), hover: colour("--mark") } },
  });
  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);

  byId("title").textContent = innograph.title;
  byId("summary").textContent = `${every.length} entities, ${ties.length} relations; ` +
    `${innograph.leftOut} entities without a stated relation are not drawn.`;

  // What is hidden by class, by relation, or because it is no neighbour of what was clicked.
  let focus = null;
  const near = (id) => new Set([id, ...network.getConnectedNodes(id)]);
  const refresh = () => {
    const kept = focus === null ? null : near(focus);
    nodes.update(every.map((node) => ({ id: node.id,
      hidden: hidden.kind.has(node.kind), opacity: kept && !kept.has(node.id) ? 0.12 : 1 })));
    edges.update(ties.map((tie) => ({ id: tie.id, hidden: hidden.relation.has(tie.relation) ||
      hidden.kind.has(known.get(tie.from).kind) || hidden.kind.has(known.get(tie.to).kind) ||
      (focus !== null && tie.from !== focus && tie.to !== focus) })));
  };
  const choices = (holder, names, of, items, set) => {
    for (const name of names) {
      const label = make("label", undefined, "choice");
      const box = make("input");
      box.type = "checkbox"; box.checked = true; box.dataset.name = name;
      box.addEventListener("change", () => { box.checked ? set.delete(name) : set.add(name); refresh(); });
      label.append(box);
      if (of) { const dot = make("i"); dot.style.background = of[name]; label.append(dot); }
      label.append(make("span", name), make("b", String(items(name))));
      holder.append(label);
    }
  };
  choices(byId("classes"), Object.keys(innograph.classes), innograph.classes,
    (name) => every.filter((node) => node.kind === name).length, hidden.kind);
  choices(byId("relations"), innograph.relations, null,
    (name) => ties.filter((tie) => tie.relation === name).length, hidden.relation);

  const sorts = { relation: "Relations", figure: "Figures", challenge: "Challenges", strength: "Strengths", measure: "Measures" };
  const tell = (id) => {
    const node = known.get(id);
    byId("name").textContent = node.name;
    byId("kind").textContent = node.kind;
    const list = byId("list");
    list.replaceChildren();
    const facts = innograph.facts[id] || [];
    for (const [sort, heading] of Object.entries(sorts)) {
      const these = facts.filter((fact) => fact.sort === sort);
      if (!these.length) continue;
      list.append(make("h3", `${heading} (${these.length})`));
      for (const fact of these) {
        const shown = make("div", undefined, "fact");
        shown.append(make("p", fact.text), make("small", fact.note));
        for (const quote of fact.quotes) {
          shown.append(make("blockquote", quote.quote),
            make("small", quote.section ? `${quote.where} · ${quote.section}` : quote.where));
        }
        list.append(shown);
      }
    }
    byId("facts").hidden = false;
    byId("facts").scrollTop = 0;
  };
  const choose = (id, move) => {
    focus = id;
    network.selectNodes([id]);
    if (move) network.focus(id, { scale: 1.1, animation: false });
    tell(id); refresh();
  };
  const clear = () => { focus = null; network.unselectAll(); byId("facts").hidden = true; refresh(); };
  network.on("click", (event) => (event.nodes.length ? choose(event.nodes[0], false) : clear()));
  byId("close").addEventListener("click", clear);

  byId("search").addEventListener("input", () => {
    const words = byId("search").value.trim().toLowerCase();
    const hits = words ? every.filter((node) => node.name.toLowerCase().includes(words)).slice(0, 12) : [];
    byId("hits").replaceChildren(...hits.map((node) => {
      const item = make("li"), button = make("button", node.name);
      button.addEventListener("click", () => choose(node.id, true));
      item.append(button);
      return item;
    }));
  });
  byId("search").addEventListener("keydown", (event) => {
    const first = byId("hits").querySelector("button");
    if (event.key === "Enter" && first) first.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
    if (event.key === "/" && document.activeElement !== byId("search")) { event.preventDefault(); byId("search").focus(); }
  });
  network.fit();
})();
