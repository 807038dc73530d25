import { z } from 'zod';

type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Where a window stood, and whether it filled its display. */
export type Place = z.infer<typeof Place>;
export const Place = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(200),
  height: z.int().min(200),
  isMaximized: z.boolean(),
});

const usual = { width: 1280, height: 820 };
const leastShown = 80;

/** The place to open at: as remembered where a display still shows enough of it, else in the middle of the first one. */
export function clampPlace(kept: Place | null, displays: readonly Rectangle[]): Place {
  const first = displays[0] ?? { x: 0, y: 0, ...usual };
  const home = kept && displays.find((display) => isShown(kept, display));
  if (!kept || !home) return { ...centred(kept ?? usual, first), isMaximized: kept?.isMaximized ?? false };
  const width = Math.min(kept.width, home.width);
  const height = Math.min(kept.height, home.height);
  const x = Math.min(Math.max(kept.x, home.x), home.x + home.width - width);
  const y = Math.min(Math.max(kept.y, home.y), home.y + home.height - height);
  return { x, y, width, height, isMaximized: kept.isMaximized };
}

function isShown(place: Rectangle, display: Rectangle): boolean {
  const across = Math.min(place.x + place.width, display.x + display.width) - Math.max(place.x, display.x);
  const down = Math.min(place.y + place.height, display.y + display.height) - Math.max(place.y, display.y);
  return across >= leastShown && down >= leastShown;
}

function centred(size: { readonly width: number; readonly height: number }, display: Rectangle): Rectangle {
  const width = Math.min(size.width, display.width);
  const height = Math.min(size.height, display.height);
  const x = display.x + Math.round((display.width - width) / 2);
  const y = display.y + Math.round((display.height - height) / 2);
  return { x, y, width, height };
}
