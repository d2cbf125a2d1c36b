// The names. vis would draw all of them, one over another: here the larger entities come first, each name beside its
// dot where it covers nothing, or only smaller dots; what finds no room waits until one zooms in.
const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const shortened = (name) => (name.length < 34 ? name : `${name.slice(0, 31).trimEnd()}…`);
const box = (x, y, wide, high) => [x - wide / 2, y, x + wide / 2, y + high];
const makeFloor = (unit) => {
  // Boxes by the cells they lie in, so that a name is held against its surroundings only.
  const cells = new Map(), wide = 120 * unit, high = 60 * unit;
  const cellsOf = function* (at) {
    for (let x = Math.floor(at[0] / wide); x <= Math.floor(at[2] / wide); x += 1)
      for (let y = Math.floor(at[1] / high); y <= Math.floor(at[3] / high); y += 1) yield `${x},${y}`;
  };
  return {
    take(at, size) {
      for (const cell of cellsOf(at)) {
        if (!cells.has(cell)) cells.set(cell, []);
        cells.get(cell).push([...at, size]);
      }
    },
    isFree(at, size) {
      for (const cell of cellsOf(at))
        for (const other of cells.get(cell) || [])
          if (at[0] < other[2] && at[2] > other[0] && at[1] < other[3] && at[3] > other[1] && other[4] >= size) return false;
      return true;
    },
  };
};
const sizes = new Map(told.nodes.map((node) => [node.id, node.size]));
let bySize = [...told.nodes].sort((one, other) => other.size - one.size);
const widths = new Map();
network.on("afterDrawing", (context) => {
  const unit = 1 / network.getScale(), { width, height } = byId("mynetwork").getBoundingClientRect();
  const start = network.DOMtoCanvas({ x: 0, y: 0 }), end = network.DOMtoCanvas({ x: width, y: height });
  context.font = `${12.5 * unit}px ${getComputedStyle(document.body).fontFamily}`;
  context.textAlign = "center"; context.textBaseline = "top"; context.lineJoin = "round";
  context.lineWidth = 3 * unit; context.strokeStyle = colourOf("--paper"); context.fillStyle = colourOf("--ink");
  const first = (node) => Number(node.id === chosen.hovered || node.id === chosen.focus);
  const isIn = ({ x, y }) => x > start.x && x < end.x && y > start.y && y < end.y;
  const named = bySize.filter((node) => isIn(node) && seen.ids.has(node.id) &&
    (!seen.near.size || seen.near.has(node.id) || node.id === chosen.hovered))
    .sort((one, other) => first(other) - first(one));
  const floor = makeFloor(unit);
  for (const { id, x, y } of named.slice(0, 600)) {
    const size = sizes.get(id);
    floor.take(box(x, y - size * 0.8, size * 1.6, size * 1.6), size);
  }
  for (const node of named.slice(0, 1200)) {
    const text = first(node) ? node.name : shortened(node.name), size = sizes.get(node.id);
    if (!widths.has(text)) widths.set(text, context.measureText(text).width / unit);
    const wide = (widths.get(text) + 6) * unit, high = 15 * unit, beside = size + wide / 2;
    const below = box(node.x, node.y + size + unit, wide, high);
    const places = [below, box(node.x, node.y - size - high, wide, high),
      box(node.x + beside, node.y - high / 2, wide, high), box(node.x - beside, node.y - high / 2, wide, high)]
      .filter((at) => at[0] >= start.x && at[2] <= end.x);
    const place = places.find((at) => floor.isFree(at, 0)) || places.find((at) => floor.isFree(at, size)) ||
      (first(node) && below);
    if (!place) continue;
    floor.take(place, Infinity);
    context.strokeText(text, place[0] + wide / 2, place[1]);
    context.fillText(text, place[0] + wide / 2, place[1]);
  }
});
