// Signing in with the phone's own lock (WebAuthn). Without it, or without this file, pages show the other ways.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const listed = (list) => (list || []).map((each) => ({ ...each, id: bytes(each.id) }));

  function asked(options) {
    const told = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (told.user) told.user = { ...told.user, id: bytes(told.user.id) };
    told.excludeCredentials = listed(told.excludeCredentials);
    told.allowCredentials = listed(told.allowCredentials);
    return { publicKey: told };
  }

  function answered(key) {
    const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
    const response = Object.fromEntries(parts.filter((part) => key.response[part]).map((part) => [part, text(key.response[part])]));
    if (key.response.getTransports) response.transports = key.response.getTransports();
    const told = { type: key.type, id: key.id, rawId: text(key.rawId), response, clientExtensionResults: key.getClientExtensionResults() };
    return JSON.stringify(told);
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options;
  }

  async function pressed(event) {
    const form = event.target;
    if (form.elements.credential.value) return;
    event.preventDefault();
    const wrong = form.querySelector("[data-wrong]");
    wrong.hidden = true;
    try {
      const told = asked(await options(form));
      const key = form.dataset.phone === "create" ? await navigator.credentials.create(told) : await navigator.credentials.get(told);
      form.elements.credential.value = answered(key);
      form.submit();
    } catch {
      wrong.hidden = false;
    }
  }

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-phone]")) {
    form.hidden = false;
    form.addEventListener("submit", pressed);
  }
  for (const without of document.querySelectorAll("[data-without]")) without.hidden = true;
})();
