// <airflow-image-configurator>: the page in a frame, for docs. docs/embedding.md says how to use it, embed.d.ts its
// types. Its style is a constructed sheet, which a host's strict style-src lets pass.
const NAME = "airflow-image-configurator";
const HOME = new URL("./", import.meta.url).href;
/** What of a link says how the page looks: given by attributes here. */
const VIEW = ["embed", "theme", "show", "lock", "families"];
/** The custom properties that a host may set: colours, and two font families. */
const LOOKS = "accent on-accent surface sunken raised hover line edge ink ink-soft error warning ok sans mono".split(" ");
const [LEAST, MOST] = [160, 6000];

const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host { display: flex; flex-direction: column; }
  :host([hidden]) { display: none; }
  iframe { flex: 0 1 auto; box-sizing: border-box; width: 100%; min-height: 0; border: 0; color-scheme: normal; }
  p { flex: none; margin: 0; padding: 0.25em 0; text-align: end; font-size: 0.875em; }
`);

/** The texts of an event from the frame, each with the type that it must have. */
const SHAPES = {
  ready: { link: "string", height: "number" },
  change: { link: "string", files: "object" },
  download: { link: "string", name: "string", size: "number", sha256: "string" },
  error: { message: "string" },
  height: { height: "number" },
};

const isFile = (file) => typeof file?.path === "string" && (file.text === null || typeof file.text === "string");

/** What a message says, field by field as its kind wants it; nothing when one is not. */
function read(data) {
  const shape = Object.hasOwn(SHAPES, data.kind) && SHAPES[data.kind];
  const detail = {};
  for (const name in shape) {
    const value = data[name];
    if (typeof value !== shape[name] || (shape[name] === "number" && !Number.isFinite(value))) return;
    detail[name] = value;
  }
  if (!shape || ("files" in detail && !(Array.isArray(detail.files) && detail.files.every(isFile)))) return;
  if (detail.files) detail.files = detail.files.map(({ path, text }) => ({ path, text }));
  return detail;
}

class AirflowImageConfigurator extends HTMLElement {
  static observedAttributes = ["link", "show", "lock", "families", "theme", "label", "full-size-label", "height", "src"];

  #frame = document.createElement("iframe");
  #bar = document.createElement("p");
  #full = document.createElement("a");
  #page = null;
  /** The configuration as it is, and as the frame has told it last. */
  #link = null;
  #said = null;
  #here = false;
  #given = "";
  #late = false;
  #wanted = 0;
  #told = "";
  #hear = (event) => this.#heard(event);
  #look = () => this.#tell();
  #fits = new IntersectionObserver(() => this.#fit());
  #host = new MutationObserver(this.#look);
  #scheme = matchMedia("(prefers-color-scheme: dark)");

  constructor() {
    super();
    const [frame, full] = [this.#frame, this.#full];
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-downloads");
    frame.allow = "clipboard-write";
    frame.loading = "lazy";
    frame.referrerPolicy = "no-referrer";
    full.target = "_blank";
    full.rel = "noopener";
    full.setAttribute("part", "full-size");
    this.#bar.append(full);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [SHEET];
    root.append(frame, this.#bar);
  }

  /** The configuration as it is now, as a link's fragment without `#`. */
  get link() {
    return this.#link ?? this.getAttribute("link") ?? "";
  }

  set link(link) {
    if (this.getAttribute("link") !== String(link)) this.setAttribute("link", link);
    else this.#open(String(link));
  }

  connectedCallback() {
    // Set before this class was there, it lies over the property.
    if (Object.hasOwn(this, "link")) {
      const { link } = this;
      delete this.link;
      this.link = link;
    }
    addEventListener("message", this.#hear);
    this.#scheme.addEventListener("change", this.#look);
    for (const element of [document.documentElement, document.body, this]) {
      this.#host.observe(element, { attributeFilter: ["class", "style", "data-theme", "data-color-mode", "data-md-color-scheme"] });
    }
    this.#fits.observe(this.#bar);
    this.#words();
    this.#reserve();
    this.#load();
  }

  /** Moved with its frame as it is (moveBefore): nothing is loaded anew. */
  connectedMoveCallback() {}

  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#scheme.removeEventListener("change", this.#look);
    this.#host.disconnect();
    this.#fits.disconnect();
    this.#here = false;
    this.#page = null;
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    if (name === "height") this.#reserve();
    else if (name === "theme") this.#tell();
    else if (name.endsWith("label")) this.#words();
    else if (name !== "link") this.#load(name === "src" ? this.link : null);
    // A host that writes back what it was told opens nothing: what is typed stays.
    else if (this.#own(after ?? "") !== this.#said) this.#open(after ?? "");
  }

  #open(link) {
    this.#said = null;
    this.#load((this.#link = link));
  }

  /** Frame and link together are as high as the host keeps free; else as what is in them, with nothing chosen yet. */
  #reserve() {
    const height = Number.parseFloat(this.getAttribute("height")) || (this.offsetWidth < 704 ? 1120 : 640);
    this.#frame.style.height = `${Math.min(Math.max(height, LEAST), MOST) - this.#bar.offsetHeight}px`;
  }

  #words() {
    this.#frame.title = this.getAttribute("label") ?? "Airflow image configurator";
    this.#full.textContent = this.getAttribute("full-size-label") ?? "Open full size";
  }

  /** Opens the link, or without one what the attributes say of a configuration that stays as it is. A frame that is
      there follows without a step in the browser's history. */
  #load(link = this.link) {
    const page = this.#place();
    if (!page) return this.#emit("error", { message: "src: this is not the address of a page." });
    const moved = this.#page?.href !== page.href;
    this.#page = page;
    if (moved) this.#here = false;
    const address = (link) => `${page.href}#${[...this.#view(), ...(link === null ? [] : [this.#own(link)])].join("&")}`;
    if (this.#here) {
      // The same address again tells a frame nothing: an empty pair makes it another one.
      this.#given = address(link) === this.#given ? `${address(link)}&` : address(link);
      this.#frame.contentWindow.location.replace(this.#given);
    } else {
      // A frame on its way is told when it is here.
      this.#late = !moved && !!this.#frame.src;
      if (!this.#late) this.#frame.src = this.#given = address(this.link);
    }
    this.#lead();
  }

  /** The page's address; none for what a frame must not open. */
  #place() {
    try {
      const page = new URL(this.getAttribute("src") ?? HOME, document.baseURI);
      page.hash = "";
      return /^https?:$/.test(page.protocol) ? page : null;
    } catch {
      return null;
    }
  }

  #own(link) {
    const pairs = link.replace(/^#/, "").split("&");
    return pairs.filter((pair) => pair && !VIEW.includes(pair.split("=")[0])).join("&") || "v=1";
  }

  #view() {
    const given = VIEW.slice(1).filter((name) => this.getAttribute(name));
    return ["embed=1", ...given.map((name) => `${name}=${encodeURIComponent(this.getAttribute(name))}`)];
  }

  #lead() {
    const page = new URL(this.#page);
    page.hash = this.#own(this.link);
    this.#full.href = page.href;
  }

  #heard({ source, origin, data }) {
    if (source !== this.#frame.contentWindow || origin !== this.#page?.origin || data?.configurator !== 1) return;
    if (data.kind === "here") {
      this.#here = true;
      this.#told = "";
      if (this.#late) this.#load();
      this.#late = false;
      return this.#tell();
    }
    const detail = read(data);
    if (!detail) return;
    if ("link" in detail) {
      this.#link = this.#said = this.#own(detail.link);
      this.#lead();
    }
    if ("height" in detail) {
      this.#wanted = detail.height;
      this.#fit();
    }
    if (data.kind !== "height") this.#emit(data.kind, detail);
  }

  #emit(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** Takes the height of the content while the lower edge is out of sight, before and after: nothing that somebody
      looks at moves. Until then the content scrolls in the frame. */
  #fit() {
    if (!(this.#wanted > 0)) return;
    const wanted = Math.min(Math.max(Math.ceil(this.#wanted), LEAST), MOST);
    const { top, height } = this.#frame.getBoundingClientRect();
    if (top + Math.min(height, wanted) >= innerHeight) this.#frame.style.height = `${wanted}px`;
  }

  /** Tells the frame how it shall look: the host's theme, and what it has set of the documented properties. */
  #tell() {
    if (!this.#here) return;
    const style = getComputedStyle(this);
    const looks = {};
    for (const name of LOOKS) {
      const value = style.getPropertyValue(`--configurator-${name}`).trim();
      if (value) looks[name] = value;
    }
    const theme = this.getAttribute("theme") ?? "auto";
    // A host that says light or dark for itself means its frames too.
    const scheme = theme === "auto" && /^(light|dark)$/.test(style.colorScheme) ? style.colorScheme : theme;
    const look = { configurator: 1, kind: "look", theme: scheme, looks };
    const told = JSON.stringify(look);
    if (told === this.#told) return;
    this.#told = told;
    this.#frame.contentWindow.postMessage(look, this.#page.origin);
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, AirflowImageConfigurator);
