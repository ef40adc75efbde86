// The transcript of a recording as segments to listen to and correct. The text area stays what is sent: without this
// script one types there, and what cannot be read here is still there.

const TIMING = /^\s*(\S*)\s*-->\s*(\S*)/;
const VOICE = /^<v(?:\.[\w.-]+)?\s+([^<>]+)>/;
const ASIDE = /^(WEBVTT|NOTE|STYLE|REGION)(\s|$)/;

/** Segments of a text, with the number of their first line; times are kept as they were typed. */
export function parse(text) {
  const rows = [];
  let row = null;
  text.split(/\r\n|\r|\n/).forEach((line, index, lines) => {
    const begins = index === 0 || !lines[index - 1].trim();
    const timing = line.match(TIMING);
    if (timing) {
      row = { line: index + 1, start: timing[1], end: timing[2], words: [] };
      rows.push(row);
    } else if (!line.trim()) {
      row = null;
    } else if (row) {
      row.words.push(line.trim());
    } else if (begins && (ASIDE.test(line) || TIMING.test(lines[index + 1] ?? ""))) {
      row = ASIDE.test(line) ? { words: [] } : null;
    } else {
      row = { line: index + 1, start: "", end: "", words: [line.trim()] };
      rows.push(row);
    }
  });
  return rows.map(({ line, start, end, words }) => {
    const text = words.join(" ");
    const voice = text.match(VOICE);
    return { line, start, end, speaker: voice?.[1].trim() ?? "", words: text.replace(VOICE, "").replace("</v>", "") };
  });
}

/** The text of these segments, as the server reads it. */
export function write(rows) {
  return rows
    .map(({ start, end, speaker, words }) => `${start} --> ${end}\n${speaker ? `<v ${speaker}>` : ""}${words}`)
    .join("\n\n");
}

const seconds = (moment) => moment.replace(",", ".").split(":").reduce((total, part) => total * 60 + Number(part), 0);

function moment(value) {
  const tenths = Math.round(value * 10) / 10;
  const rest = (tenths % 60).toFixed(1).replace(/\.0$/, "");
  return `${Math.floor(tenths / 60)}:${rest.padStart(rest.includes(".") ? 4 : 2, "0")}`;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

class Editor {
  constructor(root) {
    this.area = root.querySelector("textarea");
    this.player = make("audio", { controls: true, preload: "metadata", src: this.area.dataset.sound ?? "" });
    this.list = make("ol", { className: "transcription-segments" });
    this.status = make("p", { className: "transcription-status" });
    this.status.setAttribute("role", "status");
    this.details = make("details", {}, make("summary", { textContent: "Le texte (WebVTT)" }));
    this.area.before(
      this.player,
      this.status,
      this.list,
      this.button("Ajouter un segment à la fin", () => this.add(this.rows.length)),
      this.details,
    );
    this.details.append(this.area);
    this.area.addEventListener("change", () => this.show());
    this.player.addEventListener("timeupdate", () => this.follow());
    this.player.addEventListener("error", () => this.say("Le navigateur ne sait pas lire ce fichier."));
    this.watchFile(root.querySelector("input[type=file]"), (file) => this.import(file));
    this.watchFile(document.querySelector("#id_file"), (file) => (this.player.src = URL.createObjectURL(file)));
    this.show();
    this.point(root.closest("[data-field]")?.querySelector("[data-field-errors]")?.textContent ?? "");
  }

  button(text, action, label = text) {
    const made = make("button", { type: "button", className: "button button-small button-secondary", textContent: text });
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  }

  /** A file too large is refused before it leaves. */
  watchFile(input, accept) {
    input?.addEventListener("change", () => {
      const [file] = input.files;
      const limit = Number(input.dataset.maxBytes ?? Infinity);
      if (!file) return;
      if (file.size > limit) {
        const [size, most] = [file.size, limit].map((bytes) => Math.floor(bytes / 1024 / 1024));
        this.say(`« ${file.name} » pèse ${size} Mo ; la limite est de ${most} Mo. Choisissez un fichier plus léger.`);
        input.value = "";
      } else accept(file, input);
    });
  }

  async import(file, input) {
    const bytes = await file.arrayBuffer();
    let told = `« ${file.name} » est lu ci-dessous. Rien n'est enregistré avant que vous ne le demandiez.`;
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      text = new TextDecoder("windows-1252").decode(bytes);
      told += " Il n'est pas en UTF-8 : vérifiez les accents.";
    }
    if (!text.trim() || text.includes("\0")) return; // the server says what is wrong with it
    const before = this.area.value;
    this.area.value = text;
    input.value = "";
    this.show();
    this.say(told);
    if (before.trim()) {
      const back = this.button("Revenir au texte d'avant", () => {
        this.area.value = before;
        this.show();
        this.say("Le texte d'avant est revenu.");
      });
      this.status.append(" ", back);
    }
  }

  say(text) {
    this.status.textContent = text;
  }

  show() {
    this.rows = parse(this.area.value);
    this.list.replaceChildren(...this.rows.map((row, index) => this.item(row, index)));
  }

  store() {
    this.area.value = write(this.rows);
  }

  field(row, name, label, size) {
    const input = make(size ? "input" : "textarea", { value: row[name] });
    if (size) input.size = size;
    else input.rows = 2;
    input.setAttribute("aria-label", label);
    input.addEventListener("input", () => {
      row[name] = input.value.replace(/\s*\n\s*/g, " ");
      this.store();
    });
    return input;
  }

  item(row, index) {
    const number = index + 1;
    const start = this.field(row, "start", `Début du segment ${number}`, 9);
    const end = this.field(row, "end", `Fin du segment ${number}`, 9);
    const speaker = this.field(row, "speaker", `Qui parle dans le segment ${number} (facultatif)`, 16);
    speaker.placeholder = "Qui parle";
    const item = make(
      "li",
      {},
      make(
        "p",
        {},
        ...[start, " – ", end, " ", speaker, " "],
        this.button("Écouter d'ici", () => this.listen(row), `Écouter à partir du segment ${number}`),
        this.button("Finir ici", () => this.mark(row, end), `Finir le segment ${number} au moment écouté`),
        this.button("Ajouter après", () => this.add(index + 1), `Ajouter un segment après le ${number}`),
        this.button("Supprimer", () => this.remove(index), `Supprimer le segment ${number}`),
      ),
      this.field(row, "words", `Ce qui est dit dans le segment ${number}`),
    );
    item.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.target.matches("input"))) {
        event.preventDefault();
        if (event.ctrlKey) this.add(index + 1);
      }
    });
    return item;
  }

  listen(row) {
    const start = seconds(row.start);
    if (!this.player.getAttribute("src")) return this.say("Choisissez d'abord le fichier de l'enregistrement, plus bas.");
    if (Number.isNaN(start)) return this.say(`« ${row.start} » n'est pas un moment. Exemple : 1:23.`);
    this.player.currentTime = start;
    return this.player.play().catch(() => this.say("Le navigateur ne sait pas lire ce fichier."));
  }

  mark(row, input) {
    input.value = row.end = moment(this.player.currentTime);
    this.store();
  }

  add(index) {
    const start = this.rows[index - 1]?.end ?? "0:00";
    this.rows.splice(index, 0, { start, end: "", speaker: this.rows[index - 1]?.speaker ?? "", words: "" });
    this.changed(index, "textarea");
  }

  remove(index) {
    const [gone] = this.rows.splice(index, 1);
    this.changed(Math.min(index, this.rows.length - 1), "input");
    this.say(`Le segment « ${gone.words.slice(0, 40)} » est supprimé. `);
    this.status.append(
      this.button("Le remettre", () => {
        this.rows.splice(index, 0, gone);
        this.changed(index, "input");
        this.say("Le segment est revenu.");
      }),
    );
  }

  changed(index, focused) {
    this.store();
    this.list.replaceChildren(...this.rows.map((row, at) => this.item(row, at)));
    this.list.children[index]?.querySelector(focused)?.focus();
  }

  follow() {
    const now = this.player.currentTime;
    this.rows.forEach((row, index) => {
      const spoken = seconds(row.start) <= now && now < seconds(row.end);
      this.list.children[index]?.classList.toggle("spoken", spoken);
    });
  }

  /** Puts each refusal beside the segment whose line it names. */
  point(refusals) {
    for (const textContent of refusals.split(/(?=Ligne \d+ :)/)) {
      const line = Number(textContent.match(/^Ligne (\d+)/)?.[1]);
      const index = this.rows.findLastIndex((row) => row.line <= line);
      const item = this.list.children[index];
      if (!item) continue;
      const sentence = make("p", { className: "transcription-fault", id: `segment-${index}-fault`, textContent });
      item.prepend(sentence);
      for (const input of item.querySelectorAll("input, textarea")) input.setAttribute("aria-describedby", sentence.id);
    }
    if (refusals.trim()) this.details.open = true;
  }
}

for (const root of document.querySelectorAll("[data-transcription]")) new Editor(root);
