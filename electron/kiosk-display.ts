export type ShownDisplay = {
  readonly id: number;
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
};

/** A display by what stays the same when the PC starts again; its id does not. */
export function displayMark({ label, bounds }: ShownDisplay): string {
  return [label, bounds.x, bounds.y, bounds.width, bounds.height].join('|');
}

/** The display the kiosk goes to: the chosen one, where it is there; else the last, so that staff keep the first. */
export function chooseDisplay<D extends ShownDisplay>(displays: readonly D[], chosen: string | null): D | undefined {
  return displays.find((display) => displayMark(display) === chosen) ?? displays.at(-1);
}
