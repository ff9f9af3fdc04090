// For React 19, and so for Docusaurus: save it as src/components/AirflowImageConfigurator.tsx, and use it in MDX.
import { useEffect, useRef } from "react";
import type {
  AirflowImageConfiguratorAttributes,
  AirflowImageConfiguratorElement,
  AirflowImageConfiguratorEventMap,
} from "./embed";

/** The address of the page. */
const PAGE = "https://host/path/";

type Detail<K extends keyof AirflowImageConfiguratorEventMap> = AirflowImageConfiguratorEventMap[K]["detail"];

export interface Props extends Omit<AirflowImageConfiguratorAttributes, "src" | "full-size-label"> {
  fullSizeLabel?: string;
  onReady?: (detail: Detail<"ready">) => void;
  onChange?: (detail: Detail<"change">) => void;
  onDownload?: (detail: Detail<"download">) => void;
  onError?: (detail: Detail<"error">) => void;
}

export default function AirflowImageConfigurator({ link = "v=1", fullSizeLabel, onReady, onChange, onDownload, onError, ...rest }: Props) {
  const element = useRef<AirflowImageConfiguratorElement>(null);

  // In the browser only: a page that is rendered on a server shows the link until then.
  useEffect(() => {
    if (customElements.get("airflow-image-configurator")) return;
    const script = document.createElement("script");
    script.type = "module";
    script.src = `${PAGE}embed.js`;
    document.head.append(script);
  }, []);

  useEffect(() => {
    const here = element.current;
    if (!here) return;
    const told = { ready: onReady, change: onChange, download: onDownload, error: onError };
    const listeners = Object.entries(told).map(([kind, call]) => {
      const listen = (event: Event) => (call as ((detail: unknown) => void) | undefined)?.((event as CustomEvent).detail);
      here.addEventListener(kind, listen);
      return [kind, listen] as const;
    });
    return () => listeners.forEach(([kind, listen]) => here.removeEventListener(kind, listen));
  });

  return (
    <airflow-image-configurator ref={element} link={link} full-size-label={fullSizeLabel} {...rest}>
      <a href={`${PAGE}#${link}`}>Configure this Airflow image</a>
    </airflow-image-configurator>
  );
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "airflow-image-configurator": AirflowImageConfiguratorAttributes & {
        ref?: React.Ref<AirflowImageConfiguratorElement>;
        children?: React.ReactNode;
      };
    }
  }
}
