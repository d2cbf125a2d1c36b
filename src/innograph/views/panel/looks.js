// Colours by class or community, sizes by a measure, light or dark paper.
const groupOf = (by, value) => (by === "class" ? `c${told.classes.indexOf(value)}` : `k${value ?? ""}`);
const groupNow = (node) => groupOf(chosen.colour, chosen.colour === "class" ? node.kind : node.community);
const dot = (group) => {
  const element = make("i");
  element.style.background = told.groups[group];
  return element;
};
const resize = () => {
  const number = measures.get(chosen.size), degree = measures.get("degree") ?? number;
  const most = (of) => told.nodes.reduce((top, node) => Math.max(top, node.by[of]), 0);
  const room = most(degree), top = most(number) || 1;
  for (const node of told.nodes) sizes.set(node.id, 6 + 3.5 * Math.sqrt((room * Math.max(node.by[number], 0)) / top));
  bySize = [...told.nodes].sort((one, other) => sizes.get(other.id) - sizes.get(one.id));
  nodes.update(told.nodes.map(({ id }) => ({ id, size: Math.round(sizes.get(id) * 10) / 10 })));
};
const recolour = () => {
  document.body.dataset.colour = chosen.colour;
  nodes.update(told.nodes.map((node) => ({ id: node.id, group: groupNow(node) })));
};
document.body.dataset.colour = chosen.colour;
if (told.communities.length) byId("colour").append(new Option("communities", "community"));
else byId("parts").hidden = true;
for (const name of told.measures) byId("size").append(new Option(name, name));
byId("colour").addEventListener("change", ({ target }) => {
  chosen.colour = target.value;
  byId("parts").open = chosen.colour === "community";
  recolour();
});
byId("size").addEventListener("change", ({ target }) => { chosen.size = target.value; resize(); });

const setPaper = (dark) => {
  document.documentElement.dataset.paper = dark ? "dark" : "light";
  byId("paper").setAttribute("aria-pressed", String(dark));
};
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const repaper = (dark) => { setPaper(dark); network.redraw(); };
prefersDark.addEventListener("change", () => repaper(prefersDark.matches));
byId("paper").addEventListener("click", () => repaper(document.documentElement.dataset.paper !== "dark"));
const printing = (now) => { document.documentElement.classList.toggle("printing", now); network.redraw(); };
addEventListener("beforeprint", () => printing(true));
addEventListener("afterprint", () => printing(false));
