// The page of long work (site/job.html): looks every two seconds how far it is, and goes to the result. Without a script the page loads itself anew.
"use strict";
(() => {
  const PAUSE = 2000; // milliseconds

  async function look() {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store", redirect: "manual" });
      if (answer.type === "opaqueredirect") return location.reload(); // it is done, and the address shows the result
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("job"), shown = document.getElementById("job");
      if (answer.ok && !now) return location.reload(); // it failed, and the page says why
      if (answer.ok && now.innerHTML !== shown.innerHTML) shown.replaceChildren(...now.childNodes);
    } catch {
      // the server is away for a moment: look again
    }
    setTimeout(look, PAUSE);
  }

  setTimeout(look, PAUSE);
})();
