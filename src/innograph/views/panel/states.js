// What the page knows, what the reader has chosen, and what is seen of it.
const byId = (id) => document.getElementById(id);
const make = (tag, text, className) => {
  const element = document.createElement(tag);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
};
const told = JSON.parse(byId("told").textContent);
const ties = told.edges;
const known = new Map([...told.nodes, ...told.undrawn].map((node) => [node.id, node]));
const isDrawn = new Set(told.nodes.map((node) => node.id));
const communities = new Map(told.communities.map((community) => [community.id, community]));
const measures = new Map(told.measures.map((name, number) => [name, number]));
const degrees = new Map(told.nodes.map((node) => [node.id, 0]));
for (const tie of ties) for (const end of [tie.from, tie.to]) degrees.set(end, degrees.get(end) + 1);

const hidden = { class: new Set(), community: new Set(), relation: new Set(), status: new Set() };
const chosen = { focus: null, hovered: null, steps: 0, since: null, until: null, undated: true, least: 0,
  colour: "class", size: told.measures[0], tab: "graph" };
const seen = { nodes: told.nodes, ids: isDrawn, ties, near: new Set() };
const whenSeen = [];  // what is to be done when something else is seen

const isInTime = (tie) => {
  if (chosen.since === null && chosen.until === null) return true;
  if (tie.start === null && tie.end === null) return chosen.undated;
  return !(chosen.until !== null && tie.start !== null && tie.start > chosen.until) &&
    !(chosen.since !== null && tie.end !== null && tie.end < chosen.since);
};
const isTold = (tie) => !hidden.relation.has(tie.relation) && !hidden.status.has(tie.status) &&
  tie.confidence >= chosen.least && isInTime(tie);
const isOpen = (node) => !hidden.class.has(node.kind) && !hidden.community.has(node.community);
const reach = (from, steps, over) => {
  const reached = new Set([from]);
  for (let step = 0; step < steps; step += 1) {
    const rim = new Set(reached);
    for (const tie of over) {
      if (rim.has(tie.from)) reached.add(tie.to);
      if (rim.has(tie.to)) reached.add(tie.from);
    }
  }
  return reached;
};

// The options of what vis drew are set in place: by its data sets, a click takes seconds at 10,000 entities.
const dim = () => {
  const { near, ids } = seen, tiesSeen = new Set(seen.ties), drawn = network.body;
  for (const { id } of told.nodes)
    Object.assign(drawn.nodes[id].options, { hidden: !ids.has(id), opacity: near.size && !near.has(id) ? 0.15 : 1 });
  for (const tie of ties)
    drawn.edges[tie.id].options.hidden = !tiesSeen.has(tie) ||
      (near.size > 0 && tie.from !== chosen.focus && tie.to !== chosen.focus);
  drawn.emitter.emit("_dataUpdated");
};
const refresh = () => {
  const kept = ties.filter(isTold);
  const held = new Set(kept.flatMap((tie) => [tie.from, tie.to]));
  const around = chosen.steps && isDrawn.has(chosen.focus) ? reach(chosen.focus, chosen.steps, kept) : null;
  seen.nodes = told.nodes.filter((node) => isOpen(node) && (held.has(node.id) || !degrees.get(node.id)) &&
    (!around || around.has(node.id)));
  seen.ids = new Set(seen.nodes.map((node) => node.id));
  seen.ties = kept.filter((tie) => seen.ids.has(tie.from) && seen.ids.has(tie.to));
  seen.near = isDrawn.has(chosen.focus) && !around ? reach(chosen.focus, 1, seen.ties) : new Set();
  dim();
  for (const act of whenSeen) act();
};

const summary = () => {
  const all = seen.nodes.length === told.nodes.length && seen.ties.length === ties.length;
  const of = (some, whole) => (all ? some : `${some} of ${whole}`);
  byId("summary").textContent = `Entities: ${of(seen.nodes.length, told.nodes.length)}, with ` +
    `${of(seen.ties.length, ties.length)} relations between them. ` +
    `Without a relation, found by search and in the tables: ${told.undrawn.length}.`;
};
whenSeen.push(summary);
byId("title").textContent = told.title;
document.title = told.title;
