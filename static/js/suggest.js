// Suggestions while typing: fills the list of a search field from its address. Without this script
// the field is a plain one.
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  let waiting;
  list.id = `suggestions-${field.id || field.name}-${document.querySelectorAll("datalist").length}`;
  field.after(list);
  field.setAttribute("list", list.id);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = field.value.trim();
    if (typed.length < 2) return list.replaceChildren();
    waiting = setTimeout(async () => {
      const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      if (!answer.ok || field.value.trim() !== typed) return;
      const { suggestions } = await answer.json();
      list.replaceChildren(...suggestions.map((text) => new Option(text, text)));
    }, 150);
  });
}
