(() => {
  const byId = (id) => document.getElementById(id);
  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const dot = (kind) => {
    const element = make("i");
    element.style.background = innograph.colours[kind];
    return element;
  };
  const drawn = nodes.get().sort((one, other) => other.size - one.size);
  const ties = edges.get();
  const known = new Map([...drawn, ...innograph.undrawn].map((node) => [node.id, node]));
  const relationsOf = new Map(drawn.map((node) => [node.id, new Set()]));
  for (const tie of ties) for (const end of [tie.from, tie.to]) relationsOf.get(end).add(tie.relation);

  byId("title").textContent = innograph.title;
  byId("summary").textContent = `Entities: ${drawn.length}, with ${ties.length} relations between them. ` +
    `Without a relation, found by search only: ${innograph.undrawn.length}.`;

  // What is hidden by class or relation, and who is near to what was clicked.
  const hidden = { kind: new Set(), relation: new Set() };
  let focus = null, hovered = null, near = new Set(), gone = new Set();
  const isHidden = (node) => hidden.kind.has(node.kind) ||
    [...relationsOf.get(node.id)].every((relation) => hidden.relation.has(relation));
  const refresh = () => {
    near = new Set(relationsOf.has(focus) ? [focus, ...network.getConnectedNodes(focus)] : []);
    gone = new Set(drawn.filter(isHidden).map((node) => node.id));
    nodes.update(drawn.map(({ id }) => ({ id, hidden: gone.has(id), opacity: near.size && !near.has(id) ? 0.15 : 1 })));
    edges.update(ties.map((tie) => ({ id: tie.id, hidden: hidden.relation.has(tie.relation) || gone.has(tie.from) ||
      gone.has(tie.to) || (near.size > 0 && tie.from !== focus && tie.to !== focus) })));
  };

  // The names. vis would draw all of them, one over another: here the larger entities come first, each name beside its
  // dot where it covers nothing, or only smaller dots; what finds no room waits until one zooms in.
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const shortened = (name) => (name.length < 34 ? name : `${name.slice(0, 31).trimEnd()}…`);
  const widths = new Map();
  network.on("afterDrawing", (context) => {
    const unit = 1 / network.getScale(), { width, height } = byId("mynetwork").getBoundingClientRect();
    const start = network.DOMtoCanvas({ x: 0, y: 0 }), end = network.DOMtoCanvas({ x: width, y: height });
    context.font = `${12.5 * unit}px ${getComputedStyle(document.body).fontFamily}`;
    context.textAlign = "center"; context.textBaseline = "top"; context.lineJoin = "round";
    context.lineWidth = 3 * unit; context.strokeStyle = colour("--paper"); context.fillStyle = colour("--ink");
    const first = (node) => Number(node.id === hovered || node.id === focus);
    const at = network.getPositions();
    const named = drawn.map((node) => ({ ...node, ...at[node.id] }))
      .filter((node) => node.x > start.x && node.x < end.x && node.y > start.y && node.y < end.y && !gone.has(node.id) &&
        (!near.size || near.has(node.id) || node.id === hovered))
      .sort((one, other) => first(other) - first(one));
    const box = (x, y, wide, high) => [x - wide / 2, y, x + wide / 2, y + high];
    const taken = named.slice(0, 300).map(({ x, y, size }) => [...box(x, y - size * 0.8, size * 1.6, size * 1.6), size]);
    const isFree = (at, size) => at[0] >= start.x && at[2] <= end.x && !taken.some((other) =>
      at[0] < other[2] && at[2] > other[0] && at[1] < other[3] && at[3] > other[1] && other[4] >= size);
    for (const node of named.slice(0, 1500)) {
      const text = first(node) ? node.name : shortened(node.name);
      if (!widths.has(text)) widths.set(text, context.measureText(text).width / unit);
      const wide = (widths.get(text) + 6) * unit, high = 15 * unit, beside = node.size + wide / 2;
      const below = box(node.x, node.y + node.size + unit, wide, high);
      const places = [below, box(node.x, node.y - node.size - high, wide, high),
        box(node.x + beside, node.y - high / 2, wide, high), box(node.x - beside, node.y - high / 2, wide, high)];
      const place = places.find((at) => isFree(at, 0)) || places.find((at) => isFree(at, node.size)) || (first(node) && below);
      if (!place) continue;
      taken.push([...place, Infinity]);
      context.strokeText(text, place[0] + wide / 2, place[1]); context.fillText(text, place[0] + wide / 2, place[1]);
    }
  });
  const paint = () => {
    network.setOptions({ edges: { color: { color: colour("--soft"), highlight: colour("--mark"), hover: colour("--mark") } } });
    network.redraw();
  };
  const print = (now) => { document.documentElement.classList.toggle("printing", now); paint(); };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  addEventListener("beforeprint", () => print(true));
  addEventListener("afterprint", () => print(false));

  const choices = (holder, names, count, set, mark) => {
    const boxes = [];
    const change = (box) => (box.checked ? set.delete(box.name) : set.add(box.name));
    const all = make("button", "none / all", "switch");
    all.type = "button";
    all.addEventListener("click", () => {
      const on = boxes.every((box) => !box.checked);
      for (const box of boxes) { box.checked = on; change(box); }
      refresh();
    });
    holder.append(all);
    for (const name of names) {
      const label = make("label", undefined, "choice"), box = make("input");
      box.type = "checkbox"; box.checked = true; box.name = name; box.autocomplete = "off";
      box.addEventListener("change", () => { change(box); refresh(); });
      boxes.push(box);
      label.append(box, ...(mark ? [mark(name)] : []), make("span", name), make("b", String(count(name))));
      holder.append(label);
    }
  };
  choices(byId("classes"), innograph.classes,
    (name) => drawn.filter((node) => node.kind === name).length, hidden.kind, dot);
  choices(byId("relations"), innograph.relations,
    (name) => ties.filter((tie) => tie.relation === name).length, hidden.relation);

  const sorts = { relation: "Relations", figure: "Figures", challenge: "Challenges", strength: "Strengths", measure: "Measures" };
  const tell = (id) => {
    const node = known.get(id), facts = innograph.facts[id] || [], list = byId("list");
    byId("name").textContent = node.name;
    byId("kind").textContent = node.kind + (facts.length ? "" : " · named in the documents, with no fact about it");
    list.replaceChildren();
    for (const [sort, heading] of Object.entries(sorts)) {
      const these = facts.filter((fact) => fact.sort === sort);
      if (these.length) list.append(make("h3", `${heading} (${these.length})`));
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
  const choose = (id, searched) => {
    focus = id;
    tell(id);
    refresh();
    if (!relationsOf.has(id)) return network.unselectAll();
    network.selectNodes([id]);
    // What was chosen must not lie under the facts that tell of it.
    const facts = byId("facts").getBoundingClientRect(), graph = byId("mynetwork").getBoundingClientRect();
    const at = network.canvasToDOM(network.getPosition(id)), beside = facts.height >= graph.height;
    if (searched || (beside ? graph.left + at.x > facts.left - 20 : graph.top + at.y > facts.top - 20)) {
      const offset = beside ? { x: -facts.width / 2, y: 0 } : { x: 0, y: -facts.height / 4 };
      network.focus(id, { scale: Math.max(network.getScale(), searched ? 0.9 : 0), offset, animation: false });
    }
  };
  const clear = () => {
    focus = null;
    network.unselectAll();
    byId("facts").hidden = true;
    refresh();
  };
  const hover = (id) => {
    hovered = id;
    byId("mynetwork").style.cursor = id === null ? "" : "pointer";
  };
  network.on("click", (event) => (event.nodes.length ? choose(event.nodes[0], false) : clear()));
  network.on("hoverNode", (event) => hover(event.node));
  network.on("blurNode", () => hover(null));
  byId("close").addEventListener("click", clear);

  const find = () => {
    const words = byId("search").value.trim().toLowerCase();
    const starts = (node) => Number(node.name.toLowerCase().startsWith(words));
    const hits = words ? [...known.values()].filter((node) => node.name.toLowerCase().includes(words)) : [];
    hits.sort((one, other) => starts(other) - starts(one));
    byId("found").textContent = words ? `${hits.length || "None"} found${hits.length > 12 ? "; the first 12:" : ""}` : "";
    byId("hits").replaceChildren(...hits.slice(0, 12).map((node) => {
      const item = make("li"), button = make("button");
      button.append(dot(node.kind), make("span", node.name));
      button.addEventListener("click", () => choose(node.id, true));
      item.append(button);
      return item;
    }));
  };
  byId("search").addEventListener("input", find);
  byId("search").addEventListener("keydown", (event) => {
    const first = byId("hits").querySelector("button");
    if (event.key === "Enter" && first) first.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      byId("search").value = "";
      find();
      clear();
      network.fit();
    }
    if (event.key === "/" && document.activeElement !== byId("search")) {
      event.preventDefault();
      byId("search").focus();
    }
  });
  paint();
  network.fit();
})();
