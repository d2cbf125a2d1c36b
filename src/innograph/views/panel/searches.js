// The search over all entities, drawn or not.
const find = () => {
  const words = byId("search").value.trim().toLowerCase();
  const starts = (node) => Number(node.name.toLowerCase().startsWith(words));
  const hits = words ? [...known.values()].filter((node) => node.name.toLowerCase().includes(words)) : [];
  hits.sort((one, other) => starts(other) - starts(one) || (degrees.get(other.id) || 0) - (degrees.get(one.id) || 0));
  byId("found").textContent = words ? `${hits.length || "None"} found${hits.length > 12 ? "; the first 12:" : ""}` : "";
  byId("hits").replaceChildren(...hits.slice(0, 12).map((node) => {
    const item = make("li"), button = make("button");
    button.type = "button";
    button.append(dot(groupNow(node)), make("span", node.name));
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
