// Keys: "/" to the search, "g" and a letter to a page, "?" for the list. They rest while somebody types, and can be turned off.
(() => {
  "use strict";
  const dialog = document.getElementById("keys");
  const shut = "shanyraq-keys-off";
  if (!dialog || !dialog.showModal) return;
  const ways = new Map([...dialog.querySelectorAll("a[data-key]")].map((way) => [way.dataset.key, way]));
  const box = document.getElementById("keys-on");
  let going = 0;

  const kept = (value) => { // a browser that keeps nothing has them on
    try {
      if (value === undefined) return localStorage.getItem(shut);
      return value ? localStorage.setItem(shut, value) : localStorage.removeItem(shut);
    } catch { return null; }
  };
  const typing = (place) => place.closest("input, select, textarea, [contenteditable]");
  // On a Cyrillic or Korean keyboard the letter is that of the key, not that of the sign.
  const letter = (event) => (/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : (/^Key([A-Z])$/.exec(event.code) || ["", ""])[1].toLowerCase());

  const search = () => [...document.querySelectorAll("#find-field, #find-here, #find-below")].find((field) => field.checkVisibility());
  const press = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialog.open) return;
    const away = Date.now() - going < 1500 && ways.get(letter(event));
    going = 0;
    if (event.key === "?") dialog.showModal();
    else if (event.key === "/" && search()) search().focus();
    else if (away) away.click();
    else if (letter(event) === "g") { going = Date.now(); return; }
    else return;
    event.preventDefault();
  };

  box.checked = !kept();
  box.addEventListener("change", () => kept(box.checked ? "" : "1"));
  document.addEventListener("keydown", (event) => { if (!kept()) press(event); });
  const button = document.getElementById("keys-open");
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
})();
