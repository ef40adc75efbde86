// What is pasted from Word, LibreOffice or Google Docs into a rich text: its paragraphs, lists, links, bold and italic,
// and nothing of the way they were drawn. What a text cannot hold (tables, images, headings) is said, never mangled.
(() => {
  const { DraftJS, draftail } = window;
  const { EditorState, Modifier, convertFromRaw } = DraftJS;

  const IGNORED = "style, script, meta, link, title, xml, del, template, svg, math, noscript, .MsoCommentReference";
  const BLOCKS =
    /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|CAPTION|CENTER|DD|DIV|DL|DT|FIGCAPTION|FIGURE|FOOTER|H[1-6]|HEADER|HR|LI|MAIN|NAV|OL|P|PRE|SECTION|TABLE|TBODY|TD|TH|THEAD|TR|UL)$/;
  const NUMBERED = /^\s*(\d{1,3}|[a-z]|[ivxlc]+)\s*[.)°]/i;
  const BETWEEN_CELLS = " – ";
  const MAX_DEPTH = 3; // of lists, from 0: the editor nests them four deep

  const isHidden = (element) => {
    const style = element.getAttribute("style") ?? "";
    return /mso-list:\s*Ignore|mso-hide:\s*all|mso-element:\s*comment|display:\s*none/i.test(style);
  };

  // Word's own lists are paragraphs, whose bullet is text and whose depth is in a style.
  const wordItem = (element) => {
    const level = /mso-list:\s*\S+\s+level(\d)/i.exec(element.getAttribute("style") ?? "");
    if (!level) return null;
    const marks = [...element.querySelectorAll("[style]")].filter((one) => /mso-list:\s*Ignore/i.test(one.getAttribute("style")));
    return { depth: Number(level[1]) - 1, ordered: NUMBERED.test(marks[0]?.textContent ?? "") };
  };

  const htmlItem = (element) => {
    const lists = [];
    for (let list = element.closest("ul, ol"); list; list = list.parentElement?.closest("ul, ol")) lists.push(list);
    const level = Number(element.dataset.ariaLevel); // Word on the web: a list of its own around each item
    return { depth: level ? level - 1 : Math.max(0, lists.length - 1), ordered: lists[0]?.tagName === "OL" };
  };

  const format = (element, inherited) => {
    const { fontWeight, fontStyle } = element.style;
    const name = element.tagName;
    let { bold, italic, url } = inherited;
    if (name === "B" || name === "STRONG") bold = true;
    if (name === "I" || name === "EM") italic = true;
    // Google Docs wraps everything in a <b> that says it is not bold.
    if (fontWeight) bold = fontWeight === "bold" || Number(fontWeight) >= 600;
    if (fontStyle) italic = fontStyle === "italic" || fontStyle === "oblique";
    if (/^H[1-6]$/.test(name)) bold = false;
    if (name === "A") url = /^(https?|mailto|tel):/i.test(element.getAttribute("href") ?? "") ? element.href : "";
    return { bold, italic, url };
  };

  /** Reads a pasted document into the blocks of the editor. */
  class Reader {
    constructor() {
      this.blocks = [];
      this.entities = {};
      this.tables = 0;
      this.images = 0;
      this.item = null; // the list item being read
      this.row = false; // whether it is a row of a table
      this.start("unstyled");
    }

    start(type, depth = 0) {
      this.block = { type, depth: Math.min(depth, MAX_DEPTH), pieces: [] };
    }

    end() {
      const block = written(this.block, this.entities);
      if (block.text) this.blocks.push(block);
    }

    say(text, style) {
      this.block.pieces.push({ text, ...style });
    }

    walk(node, style) {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          this.say(child.data.replace(/\s+/g, " "), style);
        } else if (child.nodeType === Node.ELEMENT_NODE) {
          this.element(child, style);
        }
      }
    }

    element(element, style) {
      const name = element.tagName;
      if (name === "BR") {
        if (!/page-break/i.test(element.getAttribute("style") ?? "")) this.say("\n", style);
      } else if (name === "IMG" || name === "V:IMAGEDATA") {
        this.images += 1;
      } else if (element.matches(IGNORED) || isHidden(element)) {
        // Nothing of it is text.
      } else if (name === "TABLE" && !this.row && element.querySelectorAll("td, th").length > 1) {
        this.table(element, style);
      } else if (BLOCKS.test(name)) {
        this.around(element, style);
      } else {
        this.walk(element, format(element, style));
      }
    }

    around(element, style) {
      const name = element.tagName;
      const isList = name === "LI" || name === "UL" || name === "OL" || wordItem(element);
      if (this.row || (this.item && !isList)) {
        // A paragraph inside an item is one of its lines.
        if (this.block.pieces.some(({ text }) => text.trim())) this.say("\n", style);
        this.walk(element, format(element, style));
        return;
      }
      const item = name === "LI" ? htmlItem(element) : wordItem(element);
      const outer = this.item;
      this.end();
      this.item = item;
      if (item) {
        this.start(item.ordered ? "ordered-list-item" : "unordered-list-item", item.depth);
      } else if (/^H[1-6]$/.test(name)) {
        this.start(name === "H1" || name === "H2" ? "header-two" : "header-three");
      } else {
        this.start("unstyled");
      }
      this.walk(element, format(element, style));
      this.end();
      this.item = outer;
      this.start("unstyled");
    }

    table(table, style) {
      this.tables += 1;
      this.end();
      for (const row of table.rows) {
        this.start("unstyled");
        [...row.cells].forEach((cell, rank) => {
          const before = this.block.pieces;
          this.block.pieces = [];
          this.item = this.row = true; // the paragraphs of a cell stay on its row
          this.walk(cell, style);
          this.item = this.row = false;
          const pieces = this.block.pieces.map((piece) => ({ ...piece, text: piece.text.replace(/\n/g, " ") }));
          const empty = pieces.every(({ text }) => !text.trim());
          this.block.pieces = before;
          if (!empty && rank && before.length) this.say(BETWEEN_CELLS, { bold: false, italic: false, url: "" });
          if (!empty) this.block.pieces.push(...pieces);
        });
        this.end();
      }
      this.start("unstyled");
    }
  }

  // The pieces of a block as Draft.js keeps them, spaces made single and plain.
  const written = ({ type, depth, pieces }, entities) => {
    let text = "";
    const inlineStyleRanges = [];
    const entityRanges = [];
    for (const piece of pieces) {
      let own = piece.text.replace(/[\u00ad\u200b\ufeff]/g, "").replace(/[^\S\n]+/g, " ");
      if (!text || /[\s]$/.test(text)) own = own.replace(/^ +/, "");
      if (own.startsWith("\n")) text = text.replace(/ +$/, "");
      if (!text) own = own.replace(/^\s+/, "");
      const offset = text.length;
      text += own;
      if (!own.trim()) continue;
      if (piece.bold) inlineStyleRanges.push({ offset, length: own.length, style: "BOLD" });
      if (piece.italic) inlineStyleRanges.push({ offset, length: own.length, style: "ITALIC" });
      if (piece.url) {
        const key = Object.keys(entities).length;
        entities[key] = { type: "LINK", mutability: "MUTABLE", data: { url: piece.url } };
        entityRanges.push({ offset, length: own.length, key });
      }
    }
    text = text.trimEnd();
    const within = ({ offset, length, ...rest }) => ({ offset, length: Math.min(length, text.length - offset), ...rest });
    return {
      text,
      type,
      depth,
      inlineStyleRanges: inlineStyleRanges.map(within).filter(({ length }) => length > 0),
      entityRanges: entityRanges.map(within).filter(({ length }) => length > 0),
    };
  };

  const tell = ({ tables, images }, lostHeadings) => {
    const sentences = [];
    if (tables) sentences.push("Le tableau collé est devenu du texte, une ligne à la fois : pour garder un tableau, ajoutez un bloc « Tableau ».");
    if (images) sentences.push("Les images ne se collent pas dans un texte : ajoutez un bloc « Image ».");
    if (lostHeadings) sentences.push("Les titres collés sont devenus du texte : pour en faire des parties, ajoutez des blocs « Titre ».");
    if (sentences.length === 0) return;
    const detail = { clear: true, type: "warning", text: sentences.join(" ") };
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail }));
  };

  const isHeading = ({ type }) => type.startsWith("header-");

  const handlePastedText = (text, html, editorState, { setEditorState, getEditorState }) => {
    if (!html) return "not-handled";
    const reader = new Reader();
    try {
      reader.walk(new DOMParser().parseFromString(html, "text/html").body, { bold: false, italic: false, url: "" });
      reader.end();
    } catch (error) {
      console.warn("paste.js", error);
      return "not-handled"; // the editor's own way
    }
    if (reader.blocks.length === 0) {
      tell(reader, false);
      return reader.images ? "handled" : "not-handled";
    }
    const pasted = convertFromRaw({ blocks: reader.blocks, entityMap: reader.entities });
    const content = Modifier.replaceWithFragment(
      editorState.getCurrentContent(),
      editorState.getSelection(),
      pasted.getBlockMap(),
    );
    // « insert-fragment » has the editor drop what this text does not allow.
    setEditorState(EditorState.push(editorState, content, "insert-fragment"));
    const kept = getEditorState().getCurrentContent().getBlocksAsArray();
    const headings = reader.blocks.filter(isHeading).length > 0;
    tell(reader, headings && !kept.some((block) => isHeading({ type: block.getType() })));
    return "handled";
  };

  draftail.registerPlugin({ type: "clean-paste", handlePastedText }, "plugins");
})();
