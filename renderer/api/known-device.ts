const storageKey = 'lvt.device';

/**
 * The mark by which the server knows a browser that has signed in before, so that guessing elsewhere shuts nobody out
 * here. It opens nothing by itself, and is the one thing that outlives the window.
 */
export function readDevice(): string {
  return localStorage.getItem(storageKey) ?? '';
}

export function keepDevice(device: string): void {
  localStorage.setItem(storageKey, device);
}
