"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const form = get("filters");
  const list = get("pictures");
  const dialog = get("large");
  const pairs = [...document.querySelectorAll("button.pair")];
  const pictures = [...list.querySelectorAll(".picture")].map((item) => ({
    item,
    open: item.querySelector(".open"),
    told: item.dataset.told,
    label: item.dataset.label,
    counted: item.dataset.counted,
    path: item.dataset.path,
    fingerprint: item.dataset.fingerprint,
    group: item.dataset.group,
    wrong: item.classList.contains("wrong"),
    name: item.querySelector(".name").textContent,
  }));
  const byItem = new Map(pictures.map((picture) => [picture.item, picture]));
  const NO_DIGIT = "-";
  // Pictures stand on the page in stretches of so many, one when the end of the last comes near: a grid
  // of ten thousand would be laid out anew at every turn of the wheel. It is whole rows of 1 to 6.
  const STRETCH = 60;
  let shown = pictures;
  let reach = 0;
  let current = pictures[0];
  let pair = null;

  // What a person set: from a picture's path to a digit, or to NO_DIGIT, and the picture's fingerprint.
  // An earlier report of the same name may have been of other pictures, or of others at the same paths:
  // what was set there isn't used, but kept, in case they come back.

  const key = "mnistfit labels of " + location.pathname;
  let set = new Map();
  let forgotten = null;
  try {
    set = new Map(JSON.parse(localStorage.getItem(key) || "[]"));
  } catch {
    // A browser may keep nothing for a page from a file: then it is kept while the page is open.
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify([...set]));
    } catch {
      // See above.
    }
  }

  function mine(picture) {
    const [digit, fingerprint] = set.get(picture.path) || [];
    return fingerprint === picture.fingerprint ? digit : "";
  }

  function labelOf(picture) {
    const digit = mine(picture) || picture.label || (/^[0-9]$/.test(picture.told) ? picture.told : "");
    return digit === NO_DIGIT || picture.path === "" ? "" : digit;
  }

  const refusal = element("span", "quiet", get("no-set").textContent);
  refusal.role = "alert";

  function setLabel(picture, digit) {
    if (digit === "" && mine(picture) === "") {
      return;
    }
    if (picture.path === "") {
      picture.item.querySelector(".answer").append(refusal);
      return;
    }
    if (digit === "") {
      set.delete(picture.path);
    } else {
      set.set(picture.path, [digit, picture.fingerprint]);
    }
    forgotten = null;
    tellSet(pictures.filter((other) => other.path === picture.path));
    if (dialog.open) {
      enlarge(picture);
    }
  }

  /** Forgets what was set for the pictures of this page, or takes that back. */
  function forget() {
    if (forgotten === null) {
      forgotten = new Map(set);
      pictures.filter((picture) => mine(picture) !== "").forEach((picture) => set.delete(picture.path));
    } else {
      set = forgotten;
      forgotten = null;
    }
    tellSet(pictures);
  }

  function tellSet(changed) {
    keep();
    changed.forEach(mark);
    tellLabelled();
  }

  const inWords = (digit) => (digit === NO_DIGIT ? "no digit" : "you: " + digit);

  function mark(picture) {
    const digit = mine(picture);
    picture.item.querySelector(".mine").textContent = digit === "" ? "" : inWords(digit);
  }

  function chosen() {
    const onlyMine = get("mine").checked;
    return pictures.filter(
      (picture) => labelOf(picture) !== "" && (!onlyMine || mine(picture) !== ""),
    );
  }

  /** Why some pictures aren't in the list, and how many. */
  function leftOut(inList) {
    const reasons = ["without a file", "not corrected", "without a digit", "without an answer"];
    const counts = reasons.map(() => 0);
    const listed = new Set(inList);
    for (const picture of pictures.filter((one) => !listed.has(one))) {
      const digit = mine(picture);
      const isKept = get("mine").checked && digit === "";
      counts[picture.path === "" ? 0 : isKept ? 1 : digit === NO_DIGIT ? 2 : 3]++;
    }
    return reasons
      .map((reason, i) => counts[i] + " " + reason)
      .filter((_, i) => counts[i] > 0)
      .join(", ");
  }

  function tellLabelled() {
    const inList = chosen();
    const n = inList.length;
    const byMe = pictures.filter((picture) => mine(picture) !== "").length;
    get("labelled").value =
      n + (n === 1 ? " picture, " : " pictures, ") + byMe + " set by you" +
      (n === pictures.length ? "" : "; left out: " + leftOut(inList));
    get("download").disabled = n === 0;
    get("forget").hidden = byMe === 0 && forgotten === null;
    get("forget").textContent = forgotten === null ? "Discard my corrections" : "Undo discarding";
  }

  const field = (text) => (/[",\r\n]|^\s|\s$/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);

  function csv() {
    const rows = [["path", "label", "group"]];
    chosen().forEach((picture) => rows.push([picture.path, labelOf(picture), picture.group]));
    return rows.map((row) => row.map(field).join(",") + "\r\n").join("");
  }

  get("download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.download = "labels.csv";
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  get("mine").addEventListener("change", tellLabelled);
  get("forget").addEventListener("click", forget);

  // Which pictures are shown.

  function show() {
    const told = form.elements.told.value;
    const wrong = form.elements.wrong !== undefined && form.elements.wrong.checked;
    const name = form.elements.name.value.toLowerCase();
    shown = pictures.filter(
      (picture) =>
        (told === "" || picture.told === told) &&
        (!wrong || picture.wrong) &&
        (pair === null || (picture.label === pair.shown && picture.counted === pair.read)) &&
        (name === "" || picture.name.toLowerCase().includes(name)),
    );
    const focused = document.activeElement;
    const wasAtPicture = list.contains(focused);
    reach = 0;
    list.replaceChildren();
    reachTo(0);
    get("count").value = String(shown.length);
    get("none").hidden = shown.length > 0;
    for (const button of pairs) {
      const pressed =
        pair !== null && button.dataset.shown === pair.shown && button.dataset.read === pair.read;
      button.setAttribute("aria-pressed", String(pressed));
    }
    // A picture far down is looked for only where the keyboard was: its stretches are all laid out.
    const stays = shown.includes(current) && (wasAtPicture || current.item.isConnected);
    choose(stays ? current : shown[0]);
    // What is taken off the page loses the focus, and with it the keyboard its place.
    if (wasAtPicture || focused.closest("[hidden]") !== null) {
      (current === undefined ? get("again") : current.open).focus();
    }
  }

  /** Puts the pictures that are shown on the page, at least to one of them, by its place. */
  function reachTo(place) {
    while (reach < shown.length && reach <= place) {
      const stretch = element("ol", "stretch", "");
      stretch.append(...shown.slice(reach, reach + STRETCH).map((picture) => picture.item));
      list.append(stretch);
      reach = Math.min(shown.length, reach + STRETCH);
    }
    more.hidden = reach === shown.length;
    watcher.disconnect(); // it tells of changes alone
    watcher.observe(more);
  }

  const more = get("more");
  const watcher = new IntersectionObserver(
    (entries) => entries.some((entry) => entry.isIntersecting) && reachTo(reach),
    { rootMargin: "2000px" },
  );
  more.addEventListener("click", () => reachTo(reach));
  window.addEventListener("beforeprint", () => reachTo(shown.length - 1));

  /** One picture can be reached by Tab; the arrows go on from there. */
  function choose(picture) {
    if (current !== undefined) {
      current.open.tabIndex = -1;
    }
    if (current !== picture) {
      refusal.remove();
    }
    current = picture;
    if (current !== undefined) {
      current.open.tabIndex = 0;
      if (!current.item.isConnected) {
        reachTo(shown.indexOf(current));
      }
    }
  }

  for (const button of pairs) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") === "true";
      clear();
      pair = pressed ? null : { shown: button.dataset.shown, read: button.dataset.read };
      show();
      if (button.closest("table") !== null) {
        document.querySelector("main").scrollIntoView();
      }
    });
  }

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[type=reset]").addEventListener("click", (event) => {
    event.preventDefault(); // the fields would change only after this
    showAll();
  });
  get("again").addEventListener("click", showAll);

  function clear() {
    form.reset();
    pair = null;
  }

  function showAll() {
    clear();
    show();
  }

  // One picture in large.

  const image = (type, base64) => "data:image/" + type + ";base64," + base64;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function panel(src, title, className) {
    const item = element("li", className, "");
    const picture = document.createElement("img");
    picture.src = src;
    picture.alt = "";
    item.append(picture, element("span", "", title));
    return item;
  }

  function stepPanels(picture) {
    let last = "";
    return parts(picture.item.dataset.steps).map(([name, type, base64]) => {
      const isNew = base64 !== "";
      last = isNew ? image(type, base64) : last;
      return panel(last, isNew ? name : name + ": no change", isNew ? "" : "unchanged");
    });
  }

  function hypothesisPanels(picture) {
    return parts(picture.item.dataset.hypotheses).map(([name, png, isChosen]) =>
      panel(image("png", png), name, isChosen === "1" ? "chosen" : ""),
    );
  }

  const parts = (text) => (text === "" ? [] : text.split(";").map((part) => part.split(",")));

  function enlarge(picture) {
    choose(picture);
    const item = picture.item;
    const steps = stepPanels(picture);
    const hypotheses = hypothesisPanels(picture);
    const original = item.querySelector(".original");
    const fitted = item.querySelector(".fitted");
    const large = steps.length > 0 ? steps[0].firstChild.src : original ? original.src : "";
    get("large-name").textContent = picture.name;
    const at = shown.indexOf(picture);
    get("place").textContent = at + 1 + " of " + shown.length;
    get("before").disabled = at === 0;
    get("next").disabled = at === shown.length - 1;
    place(get("large-original"), large);
    place(get("large-fitted"), fitted ? fitted.src : "");
    get("large-told").textContent = picture.told;
    get("large").classList.toggle("unreadable", item.classList.contains("unreadable"));
    get("large-label").textContent = [
      picture.label === "" ? "" : "shows " + picture.label,
      mine(picture) === "" ? "" : inWords(mine(picture)),
    ].filter((text) => text !== "").join(", ");
    const note = item.querySelector(".note");
    get("large-note").textContent = note ? note.textContent : "";
    get("large-probabilities").hidden = item.dataset.p === "";
    get("large-probabilities").tBodies[0].replaceChildren(...probabilityRows(picture));
    get("set").hidden = picture.path === "";
    get("no-set").hidden = picture.path !== "";
    get("undo").disabled = mine(picture) === "";
    [...get("digits").children].forEach((button) => {
      button.setAttribute("aria-pressed", String(button.textContent === labelOf(picture)));
    });
    get("no-digit").setAttribute("aria-pressed", String(mine(picture) === NO_DIGIT));
    get("large-steps").hidden = steps.length === 0;
    get("no-steps").hidden = steps.length > 0 || pictures.length <= 1000;
    get("large-steps").querySelector("ol").replaceChildren(...steps);
    get("large-hypotheses").hidden = hypotheses.length < 2; // one is compared with nothing
    get("large-hypotheses").querySelector("ol").replaceChildren(...hypotheses);
    if (!dialog.open) {
      dialog.showModal();
      dialog.focus(); // not its first button: Enter twice would go on
      dialog.scrollTop = 0;
    } else if (document.activeElement.disabled || !dialog.contains(document.activeElement)) {
      dialog.focus(); // a button that is disabled lets no key through
    }
  }

  function place(img, src) {
    img.closest("figure").hidden = src === "";
    img.src = src === "" ? "data:," : src;
  }

  function probabilityRows(picture) {
    if (picture.item.dataset.p === "") {
      return [];
    }
    const probabilities = picture.item.dataset.p.split(" ");
    const best = Math.max(...probabilities.map(Number));
    return probabilities.map((probability, digit) => {
      const row = element("tr", Number(probability) === best ? "best" : "", "");
      const bar = element("td", "share", "");
      const fill = element("span", "", "");
      fill.style.width = 100 * Number(probability) + "%";
      bar.append(fill);
      const head = element("th", "", String(digit));
      head.scope = "row";
      row.append(head, bar, element("td", "", probability));
      return row;
    });
  }

  function go(by) {
    const picture = shown[shown.indexOf(current) + by];
    if (picture === undefined) {
      return;
    }
    if (dialog.open) {
      enlarge(picture);
    } else {
      choose(picture);
      picture.open.focus();
    }
  }

  for (let digit = 0; digit < 10; digit++) {
    const button = element("button", "", String(digit));
    button.type = "button";
    button.addEventListener("click", () => setLabel(current, String(digit)));
    get("digits").append(button);
  }
  get("no-digit").addEventListener("click", () => setLabel(current, NO_DIGIT));
  get("undo").addEventListener("click", () => setLabel(current, ""));
  get("before").addEventListener("click", () => go(-1));
  get("next").addEventListener("click", () => go(1));
  get("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) { // what surrounds it
      dialog.close();
    }
  });
  dialog.addEventListener("close", () => current.open.focus());
  list.addEventListener("click", (event) => {
    const item = event.target.closest(".picture");
    if (item !== null && String(getSelection()) === "") {
      enlarge(byItem.get(item));
    }
  });
  list.addEventListener("focusin", (event) => choose(byItem.get(event.target.closest(".picture"))));

  // The keyboard.

  const columns = () =>
    list.firstChild === null
      ? 1
      : getComputedStyle(list.firstChild).gridTemplateColumns.split(" ").length;

  function moved(name) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (!dialog.open) {
      Object.assign(steps, { ArrowUp: -columns(), ArrowDown: columns() });
    }
    return steps[name];
  }

  function filterBy(name) {
    const wrong = form.elements.wrong;
    const unsure = [...form.elements.told].find((radio) => radio.value === "?");
    if (name === "a") {
      showAll();
    } else if (name === "/") {
      form.elements.name.focus();
    } else if (name === "w" && wrong !== undefined) {
      const isOnly = !wrong.checked;
      clear();
      wrong.checked = isOnly;
      show();
    } else if (name === "?" && unsure !== undefined) {
      clear();
      unsure.checked = true;
      show();
    } else {
      return false;
    }
    return true;
  }

  function labelBy(name) {
    if (/^[0-9]$/.test(name)) {
      setLabel(current, name);
    } else if (name === "x") {
      setLabel(current, NO_DIGIT);
    } else if (name === "Backspace" || name === "Delete") {
      setLabel(current, "");
    } else {
      return false;
    }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.target.matches('input[type="search"]')) {
      if (event.key === "Escape" || event.key === "Enter") {
        event.target.blur();
        if (current !== undefined) {
          current.open.focus();
        }
      }
      return;
    }
    const isAtPicture = dialog.open || event.target.closest(".picture") !== null;
    const by = event.target.matches("input") ? undefined : moved(event.key);
    // Where nothing has the focus yet, a key that is about a picture shows which one it would be about.
    if (event.target === document.body && current !== undefined && !dialog.open
        && /^(ArrowLeft|ArrowRight|Enter|[0-9x])$/.test(event.key)) {
      current.open.focus();
      event.preventDefault();
      return;
    }
    let isDone = false;
    if (current !== undefined && by !== undefined) {
      // From elsewhere on the page, an arrow scrolls, as it always does.
      isDone = isAtPicture;
      if (isDone) {
        go(by);
      }
    } else if (isAtPicture && current !== undefined) {
      isDone = labelBy(event.key);
    }
    if (isDone || (!dialog.open && filterBy(event.key))) {
      event.preventDefault();
    }
  });

  // A browser that goes back to the page remembers what was chosen.
  pictures.filter((picture) => mine(picture) !== "").forEach(mark);
  show();
  choose(current);
  tellLabelled();
  // A list that grows while it is read would be laid out again and again.
  list.hidden = false;
})();
