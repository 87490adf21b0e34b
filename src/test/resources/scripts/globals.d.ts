// What TypeScript does not know when it checks the scripts in src/main/resources/assets.

// the only global name of the scripts
declare var Signalbox: {
  now(): number;
  utc(at: number): string;
  memory: { get(key: string): string | null; set(key: string, value: string | null): void };
  icon(name: string): SVGElement;
  toast(message: string, tone?: 'ok' | 'warn' | 'bad'): void;
  isShortcut(event: KeyboardEvent): boolean;
  isPost(form: Element): boolean;
  copy?(text: string, done: () => void, advice: string): Promise<void>;
  update?(part: Element, next: Element): void;
  streams?: { parameters(key: string): URLSearchParams; retryMillis(attempts: number): number };
  ansi?: any;
  logs?: any;
};

declare var htmx: { process(element: Element): void } | undefined;

// selectors name the kind of element, which TypeScript does not read
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}

// the same for targets of events, and for the events of htmx
type Targeted<E> = E & { readonly target: any };
interface Document {
  getElementById(id: string): any;
  addEventListener<K extends keyof DocumentEventMap>(
    type: K,
    listener: (event: Targeted<DocumentEventMap[K]>) => void,
    options?: boolean | AddEventListenerOptions
  ): void;
  addEventListener(type: `htmx:${string}`, listener: (event: Targeted<CustomEvent>) => void): void;
}
