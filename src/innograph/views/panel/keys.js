// The page without a mouse.
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let walked = null;
const walk = ([right, down]) => {
  const from = known.get(walked ?? chosen.focus);
  if (!from || !seen.ids.has(from.id)) return bySize.find((node) => seen.ids.has(node.id));
  let best = from, least = Infinity;
  for (const node of seen.nodes) {
    const x = node.x - from.x, y = node.y - from.y, ahead = x * right + y * down, aside = Math.abs(x * down) + Math.abs(y * right);
    if (ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) { best = node; least = ahead + 2 * aside; }
  }
  return best;
};
const zoom = (times) => network.moveTo({ scale: network.getScale() * times });
byId("mynetwork").addEventListener("keydown", (event) => {
  if (ways[event.key]) {
    const to = walk(ways[event.key]);
    if (!to) return;
    walked = to.id;
    chosen.hovered = walked;
    network.selectNodes([walked]);
    const at = network.canvasToDOM(to), { width, height } = byId("mynetwork").getBoundingClientRect();
    if (at.x < 20 || at.y < 20 || at.x > width - 20 || at.y > height - 20) network.moveTo({ position: to });
    byId("found").textContent = `${to.name}, ${to.kind}`;
    network.redraw();
  } else if ((event.key === "Enter" || event.key === " ") && walked !== null) {
    choose(walked, false);
    byId("facts").focus();
  }
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox], [type=range]), select");
  if (event.key === "Escape") {
    byId("search").value = "";
    walked = null;
    chosen.hovered = null;
    find();
    clear();
    network.fit();
  } else if (event.key === "/" && !typing) {
    event.preventDefault();
    byId("search").focus();
  }
});
summary();
setPaper(prefersDark.matches);
network.fit();
