'use strict';
(() => {
const $ = id => document.getElementById(id);
const paper = $('paper'), pen = paper.getContext('2d'), photo = $('photo'), boxes = $('boxes');
const SVG = 'http://www.w3.org/2000/svg';

// What each step does, for whoever sees it for the first time.
const MEANING = {
  'picture': 'as it came',
  'locate': 'cut to where the digit is',
  'ink grey': 'the grey in which ink stands out most',
  'polarity': 'dark ink on light paper',
  'divide by paper': 'light ink, without shadows and grain',
  'isolate': 'everything but the digit taken out',
  'stroke width': 'strokes as wide as MNIST’s',
  'reduce': 'the longer side 20 pixels',
  'centre': 'the centre of mass in the middle of 28×28',
  'left as it is': 'it is in MNIST’s form already',
  'invert': 'light on dark',
  'threshold': 'black or white, nothing between',
  'crop': 'cut to the ink',
  'box': 'the longer side 20 pixels',
  'pad': 'in the middle of 28×28',
  'shift': 'the centre of mass in the middle'
};

let strokes = [];           // of the drawing: {width, points: [[x, y, width factor], …]}
const cleared = [];         // the drawings before it, for undo
const drawing = new Map();  // by pointer: the stroke that it draws
let penDown = null;         // the stroke that the keyboard draws
let cursor = {x: 200, y: 200, shown: false};
let opened = [];            // pictures from elsewhere: {name, blob, note, reason, url, size, isReadable}, see look()
let current = null;         // the one of them that is shown; null for the drawing
const kept = [];            // to be saved: {bytes, label, kind, extension, picture}

const checked = name => document.querySelector(`input[name=${name}]:checked`).value;
const isNumbers = () => checked('mode') === 'read';
const isDarkPaper = () => checked('ink') === 'light';

/* ---- drawing ---- */

function paint() {
  paper.classList.toggle('dark', isDarkPaper());
  pen.fillStyle = isDarkPaper() ? '#101010' : '#fff';
  pen.fillRect(0, 0, paper.width, paper.height);
  pen.strokeStyle = pen.fillStyle = isDarkPaper() ? '#f4f4f4' : '#181818';
  pen.lineCap = pen.lineJoin = 'round';
  strokes.forEach(paintStroke);
}

function paintStroke(stroke) {
  const [first, ...rest] = stroke.points;
  if (!rest.length) {
    pen.beginPath();
    pen.arc(first[0], first[1], stroke.width * first[2] / 2, 0, 7);
    pen.fill();
  }
  let from = first;
  for (const to of rest) {
    pen.lineWidth = stroke.width * (from[2] + to[2]) / 2;
    pen.beginPath();
    pen.moveTo(from[0], from[1]);
    pen.lineTo(to[0], to[1]);
    pen.stroke();
    from = to;
  }
}

function place(event) {
  const box = paper.getBoundingClientRect();
  const scale = paper.width / box.width;
  // Only a pen knows how hard it is pressed; a mouse says a half, some fingers nothing.
  const force = event.pointerType === 'pen' && event.pressure > 0 ? .4 + 1.2 * event.pressure : 1;
  return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale, force];
}

paper.addEventListener('pointerdown', event => {
  if (event.button !== 0 && event.pointerType === 'mouse') return;
  // The hand that rests on the screen while a pen writes draws nothing.
  const pens = [...drawing.values()].some(stroke => stroke.isPen);
  if (event.pointerType === 'touch' && pens) return;
  event.preventDefault();
  paper.focus({preventScroll: true});
  try { paper.setPointerCapture(event.pointerId); } catch { /* it has gone already */ }
  showCursor(false);
  begin(event.pointerId, place(event), event.pointerType === 'pen');
});
paper.addEventListener('pointermove', event => {
  const stroke = drawing.get(event.pointerId);
  if (!stroke) return;
  for (const one of event.getCoalescedEvents?.() ?? []) stroke.points.push(place(one));
  stroke.points.push(place(event));
  drawn();
});
for (const end of ['pointerup', 'pointercancel']) {
  paper.addEventListener(end, event => drawing.delete(event.pointerId));
}

function begin(key, point, isPen) {
  const stroke = {width: +checked('pen'), points: [point], isPen};
  strokes.push(stroke);
  if (key !== null) drawing.set(key, stroke);
  drawn();
  return stroke;
}

function drawn() {
  paint();
  tellDrawing();
  ask();
}

function tellDrawing() {
  $('invite').hidden = current !== null || strokes.length > 0;
  $('clear').disabled = !current && !strokes.length;
  $('undo').disabled = !strokes.length && !cleared.length;
  tellBeyond();
}

function tellBeyond() {
  $('beyond').hidden = current !== null || !strokes.some(stroke => stroke.points.some(([x]) => x > paper.width));
}

function undo() {
  if (current) return;
  drawing.clear();
  penDown = null;
  if (strokes.length) strokes.pop();
  else strokes = cleared.pop() ?? [];
  drawn();
}

function clear() {
  drawing.clear();
  penDown = null;
  if (strokes.length) cleared.push(strokes);
  strokes = [];
  drawn();
}

const clearOrGoBack = () => current ? show(null) : clear();

/* The keyboard's pen. */
paper.addEventListener('keydown', event => {
  const step = event.shiftKey ? 3 : 12;
  const move = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
  if (move && !event.ctrlKey && !event.altKey && !event.metaKey) {
    event.preventDefault();
    cursor.x = Math.max(0, Math.min(paper.width, cursor.x + step * move[0]));
    cursor.y = Math.max(0, Math.min(paper.height, cursor.y + step * move[1]));
    if (penDown) {
      penDown.points.push([cursor.x, cursor.y, 1]);
      drawn();
    }
    showCursor(true);
  } else if (event.key === ' ') {
    event.preventDefault();
    if (event.repeat) return;
    penDown = penDown ? null : begin(null, [cursor.x, cursor.y, 1], false);
    showCursor(true);
    say(penDown ? 'Pen down' : 'Pen up');
  }
});
paper.addEventListener('blur', () => { penDown = null; showCursor(false); });

function showCursor(isShown) {
  cursor.shown = isShown;
  boxes.querySelector('circle')?.remove();
  if (isShown && !current) {
    fitBoxes();
    const ring = boxes.appendChild(document.createElementNS(SVG, 'circle'));
    ring.setAttribute('cx', cursor.x);
    ring.setAttribute('cy', cursor.y);
    ring.setAttribute('r', penDown ? 6 : 12);
  }
}

/* ---- pictures from elsewhere ---- */

function take(files) {
  for (const file of files) {
    const picture = {name: file.name || 'pasted', blob: file, note: '', reason: '', url: undefined, size: null};
    opened.push(picture);
    look(picture);
  }
  if (files.length) show(opened[opened.length - files.length]);
}

/** What the server was last asked to show: such pictures are sent one after the other. */
let looked = Promise.resolve();

/**
 * Finds out how a picture can be shown: its url is the file itself, or, of a TIFF and the like, which no browser
 * decodes, a small copy of what the server has decoded; null if there is neither. Its size is the upright picture's.
 */
async function look(picture) {
  const url = URL.createObjectURL(picture.blob);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    picture.size = [image.naturalWidth, image.naturalHeight];
    picture.url = url;
  } catch {
    URL.revokeObjectURL(url);
    looked = looked.then(() => post('/fit?steps=true&fit=article', picture.blob)).catch(() => null);
    const fitted = await looked;
    const copy = fitted?.steps[0];
    picture.size = fitted?.size ?? null;
    picture.url = copy ? 'data:image/png;base64,' + copy.image : null;
  }
  list();
  if (picture === current) {
    showPhoto();
    drawBoxes(lastLines);
  }
}

function showPhoto() {
  photo.hidden = !current?.url;
  $('unseen').hidden = current?.url !== null;
  if (current?.url) {
    photo.src = current.url;
    photo.alt = current.name;
  }
}

function show(picture) {
  if (picture !== current) question?.abort();  // nobody waits for a slow picture that isn't shown any more
  current = picture;
  paper.hidden = picture !== null;
  $('drawing-tools').hidden = picture !== null;
  $('clear').textContent = picture ? 'Back to drawing' : 'Clear';
  tellDrawing();
  showNothing('Reading…', '', 'Reading…');
  trouble('');
  showPhoto();
  list();
  if (picture) reveal(picture.button.parentNode);
  ask();
}

/** Scrolls the list, and not the page, to a row. */
function reveal(row) {
  const rows = $('pictures'), bottom = row.offsetTop + row.offsetHeight;
  if (row.offsetTop < rows.scrollTop) rows.scrollTop = row.offsetTop;
  else if (bottom > rows.scrollTop + rows.clientHeight) rows.scrollTop = bottom - rows.clientHeight;
}

/** Brings the list up to date. Each picture keeps its button, which may have the keyboard's focus. */
function list() {
  const rows = $('pictures');
  rows.hidden = !opened.length;
  for (const picture of opened) {
    picture.button ??= buttonOf(picture);
    if (!picture.button.isConnected) rows.appendChild(document.createElement('li')).append(picture.button);
    picture.button.setAttribute('aria-current', picture === current);
    const {image, note, reason} = picture.parts;
    if (picture.url && !image.src) {
      image.src = picture.url;
      picture.button.prepend(image);
    }
    note.textContent = picture.note;
    reason.textContent = picture.reason;
    if (picture.reason) picture.button.append(reason); else reason.remove();
  }
}

function buttonOf(picture) {
  const button = document.createElement('button');
  const part = name => button.appendChild(document.createElement(name));
  const name = part('span');
  name.className = 'name';
  name.textContent = name.title = picture.name;
  picture.parts = {image: document.createElement('img'), note: part('strong'), reason: document.createElement('small')};
  picture.parts.image.alt = '';
  button.type = 'button';
  button.addEventListener('click', () => show(picture));
  return button;
}

$('open').addEventListener('click', () => $('files').click());
$('photograph').addEventListener('click', () => $('camera').click());
for (const input of [$('files'), $('camera')]) {
  input.addEventListener('change', () => { take(input.files); input.value = ''; });
}
document.addEventListener('paste', event => {
  if (event.clipboardData?.files.length) take(event.clipboardData.files);
});
let dragged = 0;
document.addEventListener('dragenter', event => { event.preventDefault(); dragged++; $('drop').hidden = false; });
document.addEventListener('dragleave', () => { if (--dragged <= 0) $('drop').hidden = true; });
document.addEventListener('dragover', event => event.preventDefault());
document.addEventListener('drop', event => {
  event.preventDefault();
  dragged = 0;
  $('drop').hidden = true;
  if (event.dataTransfer.files.length) take(event.dataTransfer.files);
  else trouble('There is no file in what you dropped: save the picture first.');
});

/* ---- asking ---- */

let isAsking = false, isStale = false, again = 0;
let question = null;        // what is asked now; see show()

/** Asks about what is shown; while an answer is awaited, only the newest question is kept. */
function ask() {
  isStale = true;
  clearTimeout(again);
  if (!isAsking) {
    isAsking = true;
    requestAnimationFrame(answerAll);
  }
}

async function answerAll() {
  while (isStale) {
    isStale = false;
    const asked = current;
    try {
      await answerOnce(asked);
      trouble('');
    } catch (problem) {
      if (problem.name === 'AbortError') continue;
      if (asked === current) {
        showNothing('No answer', '', '');
        trouble(problem.message);
      }
      if (problem.isTransient) askLater();
      else note(asked, '!', problem.message);
    }
  }
  isAsking = false;
  answerRest();
}

function askLater() {
  clearTimeout(again);
  again = setTimeout(ask, 1000);
}

let isAnsweringRest = false;

/** Has the pictures that nobody looks at answered, too, one after the other. */
async function answerRest() {
  if (isAnsweringRest) return;
  isAnsweringRest = true;
  for (let one; (one = opened.find(picture => !picture.note && picture !== current));) {
    const numbers = isNumbers();
    try {
      const answer = await post(numbers ? '/read' : '/predict', one.blob);
      if (numbers === isNumbers()) note(one, numbers ? numbersOf(answer) : answer.digit ?? '?');
    } catch (problem) {
      if (problem.isTransient) {
        askLater();
        break;
      }
      note(one, '!', problem.message);
    }
  }
  isAnsweringRest = false;
}

const numbersOf = answer => answer.lines.map(line => line.number).join(' / ') || '?';

const UNREADABLE = 'It can’t be read: it’s a folder, or was changed or removed after you opened it.';

/** Null if nothing has been drawn. */
const blobOf = picture => picture ? picture.blob : strokes.length ? blobOfDrawing() : null;

/** At once: toBlob may wait for seconds until the browser has nothing else to do. */
function blobOfDrawing() {
  const base64 = paper.toDataURL('image/png').split(',')[1];
  return new Blob([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], {type: 'image/png'});
}

async function post(path, blob, signal) {
  if (!blob.size) throw new Error('It is an empty file.');
  let response;
  try {
    response = await fetch(path,
      {method: 'POST', body: blob, headers: {'Content-Type': 'application/octet-stream'}, signal});
  } catch (failure) {
    if (signal?.aborted) throw failure;
    const isReadable = await blob.slice(0, 1).arrayBuffer().then(() => true, () => false);
    const problem = new Error(isReadable ? 'mnistfit doesn’t answer: is it still running?' : UNREADABLE);
    problem.isTransient = isReadable;
    throw problem;
  }
  // A proxy's own refusal is no JSON.
  const json = await response.json().catch(() => ({error: `It was refused with status ${response.status}.`}));
  if (!('path' in json)) {
    const problem = new Error(json.error);
    problem.isTransient = response.status === 429 || response.status === 503;
    throw problem;
  }
  return json;
}

async function answerOnce(asked) {
  const begun = performance.now();
  const blob = blobOf(asked);
  if (!blob) {
    showNothing();
    return;
  }
  question = new AbortController();
  const signal = question.signal;
  if (isNumbers()) {
    const answer = await post('/read', blob, signal);
    if (!isNumbers()) return;
    tellReadable(asked, answer);
    note(asked, numbersOf(answer));
    if (asked !== current) return;
    showNumbers(answer);
    showPages(answer);
  } else {
    const fit = checked('fit'), other = fit === 'robust' ? 'article' : 'robust';
    const [answer, compared] = await Promise.all([
      post('/predict?steps=true&fit=' + fit, blob, signal), post('/predict?fit=' + other, blob, signal)]);
    if (isNumbers()) return;
    tellReadable(asked, answer);
    note(asked, (fit === 'robust' ? answer : compared).digit ?? '?');
    if (asked !== current) return;
    showDigit(answer);
    showPages(answer);
    compare(fit === 'robust' ? answer : compared, fit === 'robust' ? compared : answer);
    showSteps(answer);
  }
  $('time').textContent = `answered in ${Math.round(performance.now() - begun)} ms`;
}

function tellReadable(picture, answer) {
  if (picture) picture.isReadable = answer.readable !== false;
}

function note(picture, answer, reason = '') {
  if (picture && (picture.note !== answer + '' || picture.reason !== reason)) {
    picture.note = answer + '';
    picture.reason = reason;
    list();
  }
}

/* ---- showing ---- */

const percent = p => (100 * p).toFixed(2) + ' %'; // the four places that are told everywhere
const bars = [...Array(10).keys()].map(digit => {
  const row = $('probabilities').appendChild(document.createElement('li'));
  row.appendChild(document.createElement('span')).textContent = digit;
  const bar = row.appendChild(document.createElement('span'));
  bar.className = 'bar';
  const fill = bar.appendChild(document.createElement('i'));
  const value = row.appendChild(document.createElement('span'));
  value.className = 'value';
  return {row, fill, value};
});

function showBars(probabilities, best) {
  bars.forEach(({row, fill, value}, digit) => {
    const p = probabilities ? probabilities[digit] : 0;
    row.classList.toggle('best', digit === best);
    fill.style.width = 100 * p + '%';
    value.textContent = probabilities ? percent(p) : '';
  });
}

function showDigit(answer) {
  const likeliest = answer.probabilities?.indexOf(Math.max(...answer.probabilities)) ?? -1;
  $('digit').textContent = answer.digit ?? '?';
  $('digit').classList.toggle('unsure', answer.digit === null);
  if (answer.digit !== null) {
    $('sureness').textContent = percent(answer.confidence) + ' sure';
    $('why').textContent = answer.hypotheses.length
      ? 'Not sure at first, so it looked again with learned ink.' : '';
  } else {
    $('sureness').textContent = answer.probabilities ? 'Not sure enough' : 'No answer';
    $('why').textContent = answer.several ? 'Several digits? “Numbers” above reads those.'
      : answer.probabilities ? `Likeliest ${likeliest}, ${percent(answer.confidence)}.` : answer.error;
  }
  showBars(answer.probabilities, likeliest);
  for (const button of $('digits').children) {
    button.classList.toggle('suggested', +button.value === answer.digit);
  }
  sayLater(answer.digit === null ? `No digit. ${$('why').textContent}`
    : `${answer.digit}, ${percent(answer.confidence)} sure`);
}

function showPages(answer) {
  $('pages').textContent = answer?.pages ? `The first of ${answer.pages} pages or frames.` : '';
}

function compare(robust, article) {
  $('robust-answer').textContent = robust.digit ?? '?';
  $('article-answer').textContent = article.digit ?? '?';
  const text = $('compared');
  text.replaceChildren();
  if (robust.digit === article.digit) {
    text.textContent = robust.digit !== null ? 'Both fits lead to the same digit.'
      : robust.probabilities || article.probabilities ? 'Neither fit is sure.' : 'Neither fit finds a digit.';
  } else {
    const strong = text.appendChild(document.createElement('strong'));
    strong.textContent = 'The two fits part here: ';
    text.append(`the robust one reads ${robust.digit ?? '?'}, the article’s reads ${article.digit ?? '?'}`
      + (article.probabilities ? ` (${percent(article.confidence)}).` : '.')
      + (checked('fit') === 'robust' ? ' Switch to see where the article’s goes wrong.' : ''));
  }
}

function showSteps(answer) {
  let last = null;
  const panels = answer.steps.map((step, i) => {
    const isSame = step.image === null;
    last = step.image ?? last;
    const isLast = answer.probabilities && i === answer.steps.length - 1;
    return panel(i + 1, step.step, isSame ? 'no change' : MEANING[step.step] ?? '', last,
      (isSame ? 'same ' : '') + (isLast ? 'small ' : '')
      + (isLast && !isSame && !answer.hypotheses.length ? 'chosen' : ''));
  });
  answer.hypotheses.slice(answer.hypotheses.length && answer.hypotheses[0].name === 'the fit' ? 1 : 0)
    .forEach((one, i) => panels.push(panel(answer.steps.length + i + 1, one.name,
      `${one.digit}, ${percent(one.confidence)}${one.chosen ? ': chosen' : ''}`, one.image,
      'small ' + (one.chosen ? 'chosen' : ''))));
  $('steps').replaceChildren(...panels);
}

function panel(number, name, meaning, image, look) {
  const item = document.createElement('li');
  item.className = look;
  const frame = item.appendChild(document.createElement('div'));
  frame.className = 'frame';
  const img = frame.appendChild(document.createElement('img'));
  img.src = 'data:image/png;base64,' + image;
  img.alt = `after step ${number}, ${name}`;
  const title = item.appendChild(document.createElement('b'));
  title.dataset.n = number;
  title.textContent = name;
  item.appendChild(document.createElement('small')).textContent = meaning;
  return item;
}

let lastLines = [];

const ofDigits = n => n === 1 ? '' : n === 2 ? ' of both digits' : ` of all ${n} digits`;

function showNumbers(answer) {
  lastLines = answer.lines;
  drawBoxes(lastLines);
  $('no-lines').hidden = lastLines.length > 0;
  $('no-lines').textContent = answer.error ?? '';
  $('lines').replaceChildren(...lastLines.map(line => {
    const item = document.createElement('li');
    item.appendChild(document.createElement('b')).textContent = line.marked;
    item.appendChild(document.createElement('span')).textContent =
      `${percent(line.confidence)} sure${ofDigits(line.digits.length)}`;
    return item;
  }));
  $('truth').value = lastLines.map(line => line.number).join('/');
  sayLater(lastLines.length ? lastLines.map(line => line.marked).join(', then ') : 'No digits found');
}

function fitBoxes() {
  const [width, height] = current ? current.size ?? [0, 0] : [paper.width, paper.height];
  boxes.setAttribute('viewBox', `0 0 ${width || 1} ${height || 1}`);
  return Math.max(width, height);
}

function drawBoxes(lines) {
  const size = fitBoxes() / 30;
  boxes.replaceChildren();
  if (!isNumbers() || current && !current.url) return;
  const add = (name, values, className) => {
    const element = boxes.appendChild(document.createElementNS(SVG, name));
    for (const key in values) element.setAttribute(key, values[key]);
    element.setAttribute('class', className);
    return element;
  };
  for (const line of lines) {
    for (const part of [...line.digits, ...line.marks]) {
      const [x, y, width, height] = part.box;
      if (part.mark === ' ') continue;
      const look = part.mark ? 'mark' : part.digit === null ? 'unsure' : '';
      add('rect', {x, y, width, height, rx: size / 8}, look);
      if (!part.mark) {
        add('text', {x: x + 2, y: Math.max(size, y - size / 4), 'font-size': size}, look).textContent = part.digit ?? '?';
      }
    }
  }
  if (cursor.shown) showCursor(true);
}

function showNothing(sureness = 'Nothing yet', why = 'Draw something, or open a picture.',
    lines = 'Draw a number, or open a picture of some.') {
  clearTimeout(saying);
  lastLines = [];
  boxes.replaceChildren();
  if (cursor.shown) showCursor(true);
  $('digit').textContent = '·';
  $('digit').classList.add('unsure');
  $('sureness').textContent = sureness;
  $('why').textContent = why;
  showBars(null, -1);
  $('steps').replaceChildren();
  $('lines').replaceChildren();
  $('no-lines').hidden = false;
  $('no-lines').textContent = lines;
  $('truth').value = '';
  for (const button of $('digits').children) button.classList.remove('suggested');
  $('robust-answer').textContent = $('article-answer').textContent = '';
  $('compared').textContent = 'Two fits: the article’s six steps, and the robust one for pictures that people really take.';
  $('time').textContent = '';
  showPages(null);
}

function trouble(sentence) {
  $('trouble').hidden = !sentence;
  $('trouble').textContent = sentence;
}

let saying = 0;
function say(text) { $('said').textContent = text; }
/** A screen reader is told when the hand rests, and not at every move. */
function sayLater(text) {
  clearTimeout(saying);
  saying = setTimeout(() => say(text), 600);
}

/* ---- saving ---- */

for (let digit = 0; digit < 10; digit++) {
  const button = $('digits').appendChild(document.createElement('button'));
  button.type = 'button';
  button.value = button.textContent = digit;
  button.setAttribute('aria-label', `Save as ${digit}`);
  button.addEventListener('click', () => keep(digit + ''));
}
$('label').addEventListener('submit', event => {
  event.preventDefault();
  const truth = $('truth').value.replace(/[.,:\s-]/g, '');  // marks aren't learnt or counted
  if (/^\d+(\/\d+)*$/.test(truth)) keep(truth);
  else $('saved').textContent = 'Write digits, and / between lines.';
});

let keeping = Promise.resolve();  // one after the other, however fast somebody presses

function keep(label) {
  const picture = current, kind = isNumbers() ? 'rows' : 'label', blob = blobOf(picture);
  if (!blob) {
    $('saved').textContent = 'There is nothing to save yet.';
  } else if (picture?.isReadable === false) {
    $('saved').textContent = 'There is nothing to learn from a picture that can’t be read.';
  } else {
    keeping = keeping.then(() => keepPicture({label, kind, picture}, blob));
    if (!picture) clear();
  }
}

/** A picture has one label: the last one that it was given. A drawing is gone when it has one. */
async function keepPicture(one, blob) {
  const before = kept.findIndex(({kind, picture}) => picture && picture === one.picture && kind === one.kind);
  try {
    one.bytes = new Uint8Array(await blob.arrayBuffer());  // a file may change before the download
  } catch {
    $('saved').textContent = UNREADABLE;
    return;
  }
  one.extension = extension(one.picture?.name ?? '', blob.type);
  isDownloaded = false;
  if (before >= 0) kept.splice(before, 1);
  kept.push(one);
  showKept();
  say(`Saved as ${one.label}`);
}

const EXTENSIONS = {'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif',
  'image/bmp': 'bmp', 'image/tiff': 'tif'};

/** A file's own ending, if it is a picture's: a browser doesn't know the types of all. */
const extension = (name, type) => /\.(jpe?g|png|webp|gif|bmp|tiff?|p[bgpn]m)$/i.exec(name)?.[1].toLowerCase()
  ?? EXTENSIONS[type] ?? 'png';

function showKept() {
  $('download').disabled = $('forget').disabled = !kept.length;
  $('saved').textContent = kept.length
    ? `${kept.length} saved, the last as ${kept[kept.length - 1].label}.` : 'Nothing saved yet.';
}
$('forget').addEventListener('click', () => { kept.pop(); showKept(); });

$('download').addEventListener('click', () => {
  const files = [];
  const lists = {label: [], rows: []};
  for (const [i, one] of kept.entries()) {
    const name = `${String(i + 1).padStart(4, '0')}-${one.label.replaceAll('/', '_')}.${one.extension}`;
    lists[one.kind].push(`${name},${one.label}\n`);
    files.push({name, bytes: one.bytes});
  }
  const text = text => new TextEncoder().encode(text);
  if (lists.label.length) files.unshift({name: 'labels.csv', bytes: text('path,label\n' + lists.label.join(''))});
  if (lists.rows.length) files.unshift({name: 'numbers.csv', bytes: text('path,rows\n' + lists.rows.join(''))});
  const link = document.createElement('a');
  try {
    link.href = URL.createObjectURL(zip(files));
    link.download = 'mnistfit-pictures.zip';
    link.click();
    isDownloaded = true;
  } catch (problem) {
    $('saved').textContent = `The zip can’t be made: ${problem.message}`;
  }
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
});
addEventListener('beforeunload', event => { if (kept.length && !isDownloaded) event.preventDefault(); });
let isDownloaded = true;

/** A zip file of files that aren't compressed: pictures are already. */
function zip(files) {
  const parts = [], directory = [];
  let offset = 0, size = 0;
  const now = new Date();
  const time = now.getHours() << 11 | now.getMinutes() << 5 | now.getSeconds() >> 1;
  const date = now.getFullYear() - 1980 << 9 | now.getMonth() + 1 << 5 | now.getDate();
  const record = (length, ...fields) => {
    const view = new DataView(new ArrayBuffer(length));
    let at = 0;
    for (const [bytes, value] of fields) {
      if (bytes === 4) view.setUint32(at, value, true); else view.setUint16(at, value, true);
      at += bytes;
    }
    return view;
  };
  for (const {name, bytes} of files) {
    const nameBytes = new TextEncoder().encode(name), sum = crc32(bytes);
    const common = [[2, 20], [2, 0x800], [2, 0], [2, time], [2, date], [4, sum], [4, bytes.length],
      [4, bytes.length], [2, nameBytes.length], [2, 0]];
    parts.push(record(30, [4, 0x04034b50], ...common), nameBytes, bytes);
    directory.push(record(46, [4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), nameBytes);
    offset += 30 + nameBytes.length + bytes.length;
    size += 46 + nameBytes.length;
  }
  const end = record(22, [4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]);
  return new Blob([...parts, ...directory, end], {type: 'application/zip'});
}

const CRC = Uint32Array.from({length: 256}, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
  return n;
});
function crc32(bytes) {
  let sum = -1;
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 255] ^ sum >>> 8;
  return ~sum >>> 0;
}

/* ---- the rest ---- */

function chooseMode() {
  const numbers = isNumbers();
  document.body.classList.toggle('numbers', numbers);
  $('as-digit').hidden = $('fits').hidden = $('digits').hidden = numbers;
  $('as-numbers').hidden = $('rows').hidden = !numbers;
  const command = document.createElement('code');
  command.textContent = numbers ? 'mnistfit read --labels' : 'mnistfit train --pictures';
  $('list').replaceChildren(numbers ? 'numbers.csv, for ' : 'labels.csv, for ', command);
  opened.forEach(picture => { picture.note = picture.reason = ''; });
  // A number is wide: the paper grows to its right, and what is drawn stays.
  paper.width = numbers ? 800 : 400;
  cursor.x = Math.min(cursor.x, paper.width);
  boxes.replaceChildren();
  paint();
  show(current);
}
$('mode').addEventListener('change', chooseMode);
$('fit').addEventListener('change', ask);
document.querySelectorAll('[name=ink]').forEach(input => input.addEventListener('change', () => { paint(); ask(); }));
$('undo').addEventListener('click', undo);
$('clear').addEventListener('click', clearOrGoBack);
for (const id of ['mode', 'fit']) $(id).addEventListener('submit', event => event.preventDefault());
document.addEventListener('keydown', event => {
  // A key that is held down may undo on and on, but saves once.
  if (event.repeat && event.key === 'Enter' && event.target.closest('#label')) event.preventDefault();
  if (event.altKey || event.target.matches('input:not([type=radio])')) return;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') { event.preventDefault(); undo(); }
    return;
  }
  if (key === 'z') undo();
  else if (event.repeat) return;
  else if (key === 'c') clearOrGoBack();
  else if (key === 'f' && !isNumbers()) {
    document.querySelector('input[name=fit]:not(:checked)').click();
  } else if (/^\d$/.test(event.key) && !isNumbers()) keep(event.key);
});
paint();
showNothing();
})();
