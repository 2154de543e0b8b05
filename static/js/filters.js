// Filters without a reload: the same address is fetched, and its parts are put in place. Without
// this script the button sends the form.
const form = document.querySelector("#filters");
const PARTS = ["#facets", "#answer", "#results", ".langs"];
let shown = location.search;
let asked = 0;

async function show(query) {
  const number = (asked += 1);
  const answer = await fetch(location.pathname + query);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (number !== asked) return; // a later choice is on its way
  if (!answer.ok) return location.assign(location.pathname + query);
  const focused = document.activeElement.id;
  for (const part of PARTS) {
    document.querySelector(part).replaceChildren(...page.querySelector(part).childNodes);
  }
  history.pushState(null, "", location.pathname + query);
  shown = query;
  document.getElementById(focused)?.focus();
}

document.addEventListener("change", ({ target }) => {
  if (target.form === form && target.type !== "search") form.requestSubmit();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  await show(chosen.length ? `?${new URLSearchParams(chosen)}` : "");
  if (event.submitter) document.querySelector("#answer").scrollIntoView(); // a phone shows it below
});
addEventListener("popstate", () => {
  if (location.search !== shown) location.reload();
});
