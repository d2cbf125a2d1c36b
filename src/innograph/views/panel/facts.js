// What is told of an entity or a relation, each fact with its sentences.
const sorts = { relation: "Relations", figure: "Figures", challenge: "Challenges", strength: "Strengths", measure: "Measures" };
const entityLink = (id) => {
  const button = make("button", known.get(id).name, "link");
  button.type = "button";
  button.addEventListener("click", () => choose(id, true));
  return button;
};
const showFact = (fact, id) => {
  const shown = make("div", undefined, "fact"), text = make("p");
  if (fact.ends) {
    const end = (one) => (one === id ? known.get(one).name : entityLink(one));
    text.append(end(fact.ends[0]), ` — ${fact.text} → `, end(fact.ends[1]));
  } else text.textContent = fact.text;
  shown.append(text, make("small", fact.note));
  for (const number of fact.quotes) {
    const { quote, where, section } = told.sentences[number];
    shown.append(make("blockquote", quote), make("small", section ? `${where} · ${section}` : where));
  }
  return shown;
};
const openFacts = (name, kind, shown) => {
  byId("name").textContent = name;
  byId("kind").textContent = kind;
  byId("list").replaceChildren(...shown);
  byId("facts").hidden = false;
  byId("facts").scrollTop = 0;
};
const tell = (id) => {
  const node = known.get(id), facts = (told.of[id] || []).map((number) => told.facts[number]);
  const part = communities.get(node.community);
  const kind = [node.kind, ...(part ? [`community of ${part.name}`] : []),
    ...(facts.length ? [] : ["named in the documents, with no fact about it"])];
  openFacts(node.name, kind.join(" · "), Object.entries(sorts).flatMap(([sort, heading]) => {
    const these = facts.filter((fact) => fact.sort === sort);
    return these.length ? [make("h3", `${heading} (${these.length})`), ...these.map((fact) => showFact(fact, id))] : [];
  }));
};
const tellTie = (number) => {
  const tie = ties[number];
  chosen.focus = null;
  refresh();
  openFacts(tie.relation, `${known.get(tie.from).name} → ${known.get(tie.to).name}`, [showFact(told.facts[tie.fact])]);
};
const choose = (id, searched) => {
  chosen.focus = id;
  tell(id);
  refresh();
  if (!isDrawn.has(id)) return network.unselectAll();
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
  chosen.focus = null;
  network.unselectAll();
  byId("facts").hidden = true;
  refresh();
};
const hover = (id) => {
  chosen.hovered = id;
  byId("mynetwork").style.cursor = id === null ? "" : "pointer";
};
network.on("click", (event) => {
  if (event.nodes.length) choose(event.nodes[0], false);
  else if (event.edges.length) tellTie(event.edges[0]);
  else clear();
});
network.on("hoverNode", (event) => hover(event.node));
network.on("blurNode", () => hover(null));
byId("close").addEventListener("click", () => { clear(); byId("mynetwork").focus(); });
