import { create } from 'qrcode';

const svg = 'http://www.w3.org/2000/svg';

/** A code for phones: dark on white in either theme, or cameras would not read it. */
export function codePicture(text: string, label: string): SVGElement {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const picture = document.createElementNS(svg, 'svg');
  const edge = size + 8;
  picture.setAttribute('class', 'code');
  picture.setAttribute('viewBox', `-4 -4 ${edge} ${edge}`);
  picture.setAttribute('shape-rendering', 'crispEdges');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', label);
  const cells = Array.from(data, (isDark, at) => (isDark ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : ''));
  picture.append(path(`M-4 -4h${edge}v${edge}h-${edge}z`, '#fff'), path(cells.join(''), '#171b1c'));
  return picture;
}

function path(d: string, fill: string): SVGElement {
  const drawn = document.createElementNS(svg, 'path');
  drawn.setAttribute('d', d);
  drawn.setAttribute('fill', fill);
  return drawn;
}
