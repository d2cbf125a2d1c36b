// What is seen, as a file: the picture with its legend, or the table.
const save = (blob, name) => {
  const link = make("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${told.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "graph"}-${name}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};
const legend = () => {
  const kinds = new Set(seen.nodes.map((node) => (chosen.colour === "class" ? node.kind : node.community)));
  return (chosen.colour === "class" ? [...kinds].sort().map((kind) => [kind, told.groups[groupOf("class", kind)]])
    : told.communities.filter(({ id }) => kinds.has(id)).slice(0, 12)
      .map(({ id, name }) => [name, told.groups[groupOf("community", id)]]));
};
const picture = () => {
  const drawing = byId("mynetwork").querySelector("canvas"), ratio = drawing.width / drawing.clientWidth;
  const canvas = make("canvas"), pen = canvas.getContext("2d"), font = getComputedStyle(document.body).fontFamily;
  const wide = drawing.clientWidth, items = [];
  let x = 16, y = 24;
  pen.font = `13px ${font}`;
  for (const [name, colour] of legend()) {
    const length = pen.measureText(shortened(name)).width + 36;
    if (x + length > wide) { x = 16; y += 20; }
    items.push({ name: shortened(name), colour, x, y });
    x += length;
  }
  canvas.width = drawing.width;
  canvas.height = Math.round((36 + drawing.clientHeight + y + 16) * ratio);
  pen.scale(ratio, ratio);
  pen.fillStyle = colourOf("--paper");
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawing, 0, 36, wide, drawing.clientHeight);
  pen.fillStyle = colourOf("--ink");
  pen.font = `600 17px ${font}`;
  pen.fillText(told.title, 16, 26);
  pen.font = `13px ${font}`;
  for (const item of items) {
    const middle = 36 + drawing.clientHeight + item.y;
    pen.fillStyle = item.colour;
    pen.beginPath();
    pen.arc(item.x + 6, middle - 4, 5.5, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = colourOf("--ink");
    pen.fillText(item.name, item.x + 18, middle);
  }
  return canvas;
};
const csvCell = (cell) => (/[",\r\n]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell));
byId("png").addEventListener("click", () => picture().toBlob((blob) => save(blob, "graph.png")));
byId("csv").addEventListener("click", () => {
  const name = chosen.tab === "graph" ? "relations" : chosen.tab;
  const lines = [tables[name].columns, ...ordered(name).map((row) => row.map(plain))];
  const text = lines.map((line) => line.map(csvCell).join(",")).join("\r\n");
  // The mark in front lets spreadsheets read names of all scripts.
  save(new Blob([`\uFEFF${text}\r\n`], { type: "text/csv" }), `${name}.csv`);
});
