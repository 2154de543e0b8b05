// Filters without a reload: htmx sends the form when a value changes. The button stays for those
// who want it, and for forms without script.
document.querySelector("#filters")?.addEventListener("change", (event) => {
  if (event.target.matches("[type=checkbox], select")) event.currentTarget.requestSubmit();
});
document.querySelector("select[form=filters]")?.addEventListener("change", (event) => {
  event.target.form.requestSubmit();
});
