"use strict";
(() => {
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const pictures = [...document.querySelectorAll("#pictures > li")].map((item) => ({
    item,
    told: item.dataset.told,
    best: item.dataset.best,
    label: item.dataset.label,
    wrong: item.classList.contains("wrong"),
    name: item.querySelector(".name").textContent.toLowerCase(),
  }));
  const pairs = [...document.querySelectorAll("button.pair")];
  let pair = null;

  function show() {
    const told = form.elements.told.value;
    const wrong = form.elements.wrong !== undefined && form.elements.wrong.checked;
    const name = form.elements.name.value.toLowerCase();
    let shown = 0;
    for (const picture of pictures) {
      const visible =
        (told === "" || picture.told === told) &&
        (!wrong || picture.wrong) &&
        (pair === null || (picture.label === pair.shown && picture.told === pair.read)) &&
        (name === "" || picture.name.includes(name));
      picture.item.hidden = !visible;
      shown += visible ? 1 : 0;
    }
    count.value = String(shown);
    for (const button of pairs) {
      const pressed =
        pair !== null && button.dataset.shown === pair.shown && button.dataset.read === pair.read;
      button.setAttribute("aria-pressed", String(pressed));
    }
  }

  for (const button of pairs) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") === "true";
      form.reset();
      pair = pressed ? null : { shown: button.dataset.shown, read: button.dataset.read };
      show();
      if (button.closest("table") !== null) {
        document.querySelector("main").scrollIntoView();
      }
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields change only after this event.
  form.addEventListener("reset", () => {
    pair = null;
    setTimeout(show);
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches('input[type="search"]');
    if (event.ctrlKey || event.metaKey || event.altKey || typing) {
      return;
    }
    const radio = [...form.elements.told].find((one) => one.value === event.key);
    if (event.key === "a") {
      form.reset();
    } else if (event.key === "/") {
      form.elements.name.focus();
    } else if (event.key === "w" && form.elements.wrong !== undefined) {
      form.elements.wrong.checked = !form.elements.wrong.checked;
      show();
    } else if (radio !== undefined) {
      radio.checked = true;
      show();
    } else {
      return;
    }
    event.preventDefault();
  });

  // A browser that goes back to the page remembers what was chosen.
  show();
})();
