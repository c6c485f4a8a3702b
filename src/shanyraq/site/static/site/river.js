// The arrow keys step the day by a year while the river has the focus, the slider goes where it is put down, and a strip says its name under the
// pointer. What had the focus has it on the next page, too.
"use strict";
for (const river of document.querySelectorAll("[data-river]")) {
  const form = river.querySelector("form");
  const slider = form.elements.as_of;
  const places = [slider, ...river.querySelectorAll("svg a")];
  const remember = () => sessionStorage.setItem("river", String(places.indexOf(document.activeElement)));
  slider.addEventListener("input", () => { form.querySelector("output").value = slider.value; });
  slider.addEventListener("change", () => { remember(); form.requestSubmit(); });
  form.querySelector("button").remove();
  river.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = way && event.target !== slider && !event.altKey && !event.ctrlKey && !event.metaKey && river.querySelector(`a[rel=${way}]`);
    if (link) { event.preventDefault(); remember(); link.click(); }
  });
  for (const strip of places.slice(1)) {
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = strip.getAttribute("aria-label");
    if (title.textContent) strip.prepend(title);
  }
  places[Number(sessionStorage.getItem("river") ?? -1)]?.focus({ preventScroll: true });
  sessionStorage.removeItem("river");
}
