const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');
type Pressed = { readonly clientX: number; readonly clientY: number };
type Page = {
  readonly location: { readonly protocol: string; readonly pathname: string };
  readonly addEventListener: (type: string, listener: (event: Pressed) => void, capture: boolean) => void;
};
const page = globalThis as unknown as Page;
const { protocol, pathname } = page.location;
const cornerPx = 72;
const holdMs = 3000;

/** Only the page that comes with the program talks to main; what the server sends is a web page like any other. */
if (protocol === 'file:') {
  contextBridge.exposeInMainWorld('desktop', {
    view: () => ipcRenderer.invoke('local:view'),
    onView: (listener: (view: unknown) => void) => {
      ipcRenderer.on('local:view', (_event, view: unknown) => listener(view));
    },
    press: (press: unknown) => ipcRenderer.invoke('local:press', press),
  });
}

// A PC with a touch screen alone: staff hold the top left corner of the kiosk's page.
if (protocol === 'http:' && pathname === '/') {
  let hold: ReturnType<typeof setTimeout> | undefined;
  const letGo = () => clearTimeout(hold);
  const press = ({ clientX, clientY }: Pressed) => {
    letGo();
    if (clientX < cornerPx && clientY < cornerPx) hold = setTimeout(() => ipcRenderer.send('kiosk:leave'), holdMs);
  };
  page.addEventListener('pointerdown', press, true);
  for (const end of ['pointerup', 'pointercancel']) page.addEventListener(end, letGo, true);
}
