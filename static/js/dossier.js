// The dossier, remembered by this browser once something is picked, and the buttons for sharing.
// Without this script the dossier lives in its address alone. A module, for names of its own.
const KEY = "dossier";
const link = document.querySelector("[data-dossier]");
const picked = () => localStorage.getItem(KEY)?.split(" ") ?? [];
const namedIn = (address) => new URL(address).searchParams.getAll("p");

function keep(slugs) {
  const once = [...new Set(slugs)];
  if (once.length) localStorage.setItem(KEY, once.join(" "));
  else localStorage.removeItem(KEY);
  show();
}

function show() {
  const slugs = picked();
  link.hidden = !slugs.length;
  link.search = new URLSearchParams(slugs.map((slug) => ["p", slug]));
  link.querySelector("span").textContent = `(${slugs.length})`;
  for (const add of document.querySelectorAll("[data-add]")) {
    if (!slugs.includes(add.dataset.add)) continue;
    add.textContent = add.dataset.done;
    add.href = link.href;
  }
}

document.addEventListener("click", async (event) => {
  const pressed = event.target.closest("a, button");
  const { add, copy, done, print } = pressed?.dataset ?? {};
  if (add && !picked().includes(add)) {
    event.preventDefault();
    keep([...picked(), add]);
  } else if (pressed?.matches("[data-keep]")) keep(namedIn(pressed.href));
  else if (print !== undefined) window.print();
  else if (copy) {
    await navigator.clipboard.writeText(copy);
    pressed.parentElement.querySelector("[role=status]").textContent = done;
  }
});

// What is ticked in a list comes after what was picked before; the form of the dossier has all.
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  const ticked = new FormData(target).getAll("p");
  if (target.matches("[data-pick]") && target.querySelector(":checked")) keep(ticked);
  if (!submitter?.matches("[data-pick]")) return;
  event.preventDefault();
  keep([...picked(), ...ticked]);
  location = link.href;
});

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.hidden = "copy" in button.dataset && !navigator.clipboard;
}
show();
if (location.pathname === link.pathname && !namedIn(location).length && picked().length) {
  location.replace(link.href);
}
