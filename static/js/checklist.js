// Keeps the ticks of a checklist in the browser, from the first tick on, and prints the list alone.
const list = document.querySelector(".checklist");
const key = `checklist:${list.dataset.key}`;
const boxes = [...list.querySelectorAll("input")];
const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
for (const box of boxes) box.checked = kept.includes(box.value);
if (kept.length) list.open = true;

list.addEventListener("change", () => {
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked));
  else localStorage.removeItem(key);
});

const alone = document.body.classList;
list.querySelector(".actions").hidden = false;
list.querySelector("button").addEventListener("click", () => {
  alone.add("list-alone");
  print();
});
addEventListener("afterprint", () => alone.remove("list-alone")); // print() may return at once
