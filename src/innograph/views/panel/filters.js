// The filters, whose lists are the legend at once.
const choices = (holder, kind, options, mark) => {
  const boxes = [], set = hidden[kind];
  const change = (box, value) => (box.checked ? set.delete(value) : set.add(value));
  const all = make("button", "none / all", "switch");
  all.type = "button";
  all.addEventListener("click", () => {
    const on = boxes.every(([box]) => !box.checked);
    for (const [box, value] of boxes) { box.checked = on; change(box, value); }
    refresh();
  });
  holder.append(all);
  for (const { value, name, count } of options) {
    const label = make("label", undefined, "choice"), input = make("input");
    input.type = "checkbox"; input.checked = true; input.name = name; input.autocomplete = "off";
    input.addEventListener("change", () => { change(input, value); refresh(); });
    boxes.push([input, value]);
    label.append(input, ...(mark ? [mark(value)] : []), make("span", name), make("b", String(count)));
    holder.append(label);
  }
};
const counted = (list, key) => {
  const counts = new Map();
  for (const one of list) counts.set(one[key], (counts.get(one[key]) || 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, count]) => ({ value: name, name, count }));
};
choices(byId("classes"), "class", counted(told.nodes, "kind"), (kind) => dot(groupOf("class", kind)));
choices(byId("communities"), "community",
  told.communities.map(({ id, name, count }) => ({ value: id, name, count })), (id) => dot(groupOf("community", id)));
choices(byId("relations"), "relation", counted(ties, "relation"));
choices(byId("statuses"), "status", counted(ties, "status"));

const years = ties.flatMap((tie) => [tie.start, tie.end]).filter((year) => year !== null);
for (const [id, key, first] of [["since", "since", Math.min(...years)], ["until", "until", Math.max(...years)]]) {
  if (years.length) byId(id).placeholder = first;
  byId(id).addEventListener("input", ({ target }) => {
    chosen[key] = target.value === "" ? null : Number(target.value);
    refresh();
  });
}
byId("undated").addEventListener("change", ({ target }) => { chosen.undated = target.checked; refresh(); });
byId("least").addEventListener("input", ({ target }) => {
  chosen.least = Number(target.value);
  byId("least-told").textContent = chosen.least.toFixed(2);
  refresh();
});
byId("steps").addEventListener("change", ({ target }) => { chosen.steps = Number(target.value); refresh(); });
