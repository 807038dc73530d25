const { contextBridge, ipcRenderer } = require('electron') as typeof import('electron');
const { protocol } = (globalThis as unknown as { readonly location: { readonly protocol: string } }).location;

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
