// The slider of years beside the field for a day (site/parts/day.html): says the day while it moves, goes there when it rests.
"use strict";
(() => {
  const WAIT = 900; // milliseconds after the last key, so that several steps are one journey
  const MARK = "shanyraq-slider"; // the slider that was moved last keeps the focus on the next page

  function go(form, year, last) {
    const address = new URL(form.action || location.href);
    address.search = location.search;
    address.searchParams.delete("page");
    if (year < last) address.searchParams.set("as_of", String(year).padStart(4, "0"));
    else if (address.searchParams.has("known_on")) address.searchParams.set("as_of", new Date().toISOString().slice(0, 10));
    else address.searchParams.delete("as_of");
    address.hash = "";
    location.assign(address);
  }

  function enliven(place) {
    if (!place.hidden) return;
    const form = place.closest("form"), field = form.querySelector("[name=as_of]"), range = place.querySelector("input"), output = place.querySelector("output");
    const last = Number(place.dataset.last) || new Date().getFullYear();
    const typed = /^\d{4}/.exec(field.value);
    range.min = Math.min(Number(place.dataset.first), last - 1);
    range.max = last;
    range.value = typed ? typed[0] : last;
    let waiting = 0, dragged = false;
    const say = () => {
      range.setAttribute("aria-valuetext", range.value >= last ? place.dataset.today : place.dataset.said.replace("YEAR", range.value));
      output.value = range.getAttribute("aria-valuetext");
    };
    const leave = () => {
      sessionStorage.setItem(MARK, range.id);
      go(form, Number(range.value), last);
    };
    range.addEventListener("pointerdown", () => { dragged = true; });
    range.addEventListener("keydown", () => { dragged = false; });
    range.addEventListener("input", () => { clearTimeout(waiting); say(); });
    range.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(leave, dragged ? 0 : WAIT); });
    range.addEventListener("blur", () => clearTimeout(waiting));
    place.hidden = false;
    if (sessionStorage.getItem(MARK) === range.id) {
      sessionStorage.removeItem(MARK);
      const folded = place.closest("details");
      if (folded) folded.open = true;
      range.focus({ preventScroll: false });
    }
  }

  document.querySelectorAll(".slide").forEach(enliven);
})();
