/** A file of the project; `text` is null where the page has not loaded it yet. Never holds the value of a secret. */
export interface ConfiguratorFile {
  path: string;
  text: string | null;
}

/** The events of the element. None of them bubbles. */
export interface AirflowImageConfiguratorEventMap {
  ready: CustomEvent<{ link: string; height: number }>;
  change: CustomEvent<{ link: string; files: ConfiguratorFile[] }>;
  download: CustomEvent<{ link: string; name: string; size: number; sha256: string }>;
  error: CustomEvent<{ message: string }>;
}

/** The attributes of the element, all optional. */
export interface AirflowImageConfiguratorAttributes {
  /** The configuration to start with: a link's fragment, with or without `#`. */
  link?: string;
  /** The panels that are shown, separated by commas: airflow, packages, requirements, env, image, dockerfile, layers, preview. */
  show?: string;
  /** The link's keys that cannot be changed, separated by commas. */
  lock?: string;
  /** Where the image may run, separated by commas: docker, official, runtime, onbuild, company. */
  families?: string;
  theme?: "light" | "dark" | "auto";
  /** The height in pixels that is kept free until the content is there; without it 640, and 1120 below a width of 704. */
  height?: number | string;
  /** The name of the frame for assistive technology. */
  label?: string;
  /** The words of the link below the frame. */
  "full-size-label"?: string;
  /** The address of the page, where it is not beside embed.js. */
  src?: string;
}

export interface AirflowImageConfiguratorElement extends HTMLElement {
  /** The configuration as it is now. Setting it opens another one. */
  link: string;
  addEventListener<K extends keyof AirflowImageConfiguratorEventMap>(
    type: K,
    listener: (this: AirflowImageConfiguratorElement, event: AirflowImageConfiguratorEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<K extends keyof AirflowImageConfiguratorEventMap>(
    type: K,
    listener: (this: AirflowImageConfiguratorElement, event: AirflowImageConfiguratorEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "airflow-image-configurator": AirflowImageConfiguratorElement;
  }
}
