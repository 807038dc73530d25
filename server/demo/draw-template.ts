import { create as createFont } from 'fontkit';
import { PDFDocument, type PDFFont, PDFName, type PDFRef } from 'pdf-lib';
import type { CertConfig, RoundConfig, SubjectConfig } from '../config/cert-config.ts';
import { num } from './guilloche.ts';
import {
  backgroundArt,
  emblemArt,
  type Form,
  gold,
  medalForm,
  type Metal,
  metalOf,
  page,
  rgb,
  signatureArt,
  smallForms,
  stampArt,
  stampRed,
} from './template-art.ts';

/** Font files (TrueType) for the static text. */
export type TemplateFonts = Readonly<Record<'regular' | 'bold' | 'italic', Uint8Array>>;
type Parts = {
  readonly config: CertConfig;
  readonly round: RoundConfig;
  readonly fonts: TemplateFonts;
  readonly wording: TemplateWording;
};
/** The words on the template. Without a signer there is no stamp and no signature. */
export type TemplateWording = {
  readonly heading: string;
  readonly exam: string;
  readonly certifies: string;
  readonly dob: string;
  readonly grade: string;
  readonly school: string;
  /** Before the subject's name. */
  readonly subject: string;
  readonly sbd: string;
  readonly scan: string;
  /** Place and date above the signature. */
  readonly signedAt: string;
  readonly office: string;
  readonly signer: string;
};
type Faces = Readonly<Record<keyof TemplateFonts, PDFFont>>;
type Line = {
  readonly face: keyof TemplateFonts;
  readonly size: number;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  /** Extra space between letters, points. */
  readonly tracking?: number;
  readonly align?: 'left' | 'center';
};

/** Fixed, so that the same drawing gives the same bytes. */
const drawnOn = new Date('2026-11-20T00:00:00Z');

/** The tag before the sign says that the font is a subset. Source: ISO 32000-1 section 9.6.4. */
const subsetNames: Readonly<Record<keyof TemplateFonts, string>> = {
  regular: 'LVTTRG+NotoSerif-Regular',
  bold: 'LVTTBD+NotoSerif-Bold',
  italic: 'LVTTIT+NotoSerif-Italic',
};

const ink = '#23302f';
const faint = '#4a5354';
const middle = page.width / 2;
const stamp = { x: 572, y: 106 } as const;

/**
 * The certificate template of one round: A4 landscape, one page per award of each subject, in the order of the pages
 * that `results` names. All of it is vectors and real text in embedded subsets; about 90 kB.
 */
export async function drawTemplate({ config, round, fonts, wording }: Parts): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.registerFontkit({ create: createFont });
  const embed = (face: keyof TemplateFonts) =>
    pdf.embedFont(fonts[face], {
      subset: true,
      customName: subsetNames[face],
      features: { liga: false, kern: false },
    });
  const faces: Faces = {
    regular: await embed('regular'),
    bold: await embed('bold'),
    italic: await embed('italic'),
  };
  pdf.setTitle(`${wording.heading}: ${config.project.name}, ${round.label}`);
  pdf.setLanguage(config.project.locale);
  pdf.setProducer('LUONVUITUOI-CERT');
  pdf.setCreationDate(drawnOn);
  pdf.setModificationDate(drawnOn);

  const art = drawArt(pdf, config, wording.signer !== '');
  for (const { subject, award, rank } of pagesInOrder(config)) {
    const sheet = pdf.addPage([page.width, page.height]);
    sheet.node.setXObject(PDFName.of('Background'), art.background);
    sheet.node.setXObject(PDFName.of('Medal'), art.medalOf(rank));
    for (const [name, face] of Object.entries(faces)) sheet.node.setFontDictionary(PDFName.of(name), face.ref);
    const metal = metalOf(rank, config.project.branding.primary_color);
    const content = [
      '/Background Do',
      `q 1 0 0 1 ${num(middle)} 112 cm /Medal Do Q`,
      ...lines({ config, subject, award, wording, metal }, faces),
      ...(wording.signer === '' ? [] : stampText(config.project.name, faces)),
    ];
    sheet.node.addContentStream(pdf.context.register(pdf.context.flateStream(content.join('\n'))));
  }
  return pdf.save();
}

function pagesInOrder({ subjects, results }: CertConfig) {
  return subjects
    .flatMap((subject) =>
      Object.entries(results[subject.code] ?? {}).map(([award, number], rank) => ({ subject, award, number, rank })),
    )
    .sort((one, other) => one.number - other.number);
}

/** What the pages share: the background, and the medals by rank, each in the file once. */
function drawArt({ context }: PDFDocument, { project: { branding } }: CertConfig, isSigned: boolean) {
  const { primary_color: primary, accent_color: accent } = branding;
  const form = ({ box: [left, bottom, right, top], content }: Form, parts: Readonly<Record<string, PDFRef>> = {}) => {
    const dict = { Type: 'XObject', Subtype: 'Form', BBox: [left, bottom, right, top], Resources: { XObject: parts } };
    return context.register(context.flateStream(content, dict));
  };
  const small = Object.entries(smallForms(primary)).map(([name, part]) => [name, form(part)] as const);
  const content = [
    backgroundArt(primary),
    emblemArt(middle, 526, primary, accent),
    `${rgb(gold)} RG 0.9 w 171 300 m ${num(page.width - 171)} 300 l S`,
    ...(isSigned ? [stampArt(stamp.x, stamp.y), signatureArt(594, 90)] : []),
  ].join('\n');
  const background = form({ box: [0, 0, page.width, page.height], content }, Object.fromEntries(small));
  const medals = new Map<number, PDFRef>();
  function medalOf(rank: number): PDFRef {
    const medal = medals.get(rank) ?? form(medalForm(metalOf(rank, primary), primary));
    medals.set(rank, medal);
    return medal;
  }
  return { background, medalOf };
}

type PageText = {
  readonly config: CertConfig;
  readonly subject: SubjectConfig;
  readonly award: string;
  readonly wording: TemplateWording;
  readonly metal: Metal;
};

function lines({ config, subject, award, wording, metal }: PageText, faces: Faces): string[] {
  const { primary_color: primary } = config.project.branding;
  const put = (text: string, line: Omit<Line, 'x'> & { readonly x?: number }) =>
    drawLine(text, { x: middle, ...line }, faces);
  const label = (text: string, x: number) =>
    put(text, { face: 'bold', size: 7.5, x, y: 279, color: primary, tracking: 1 });
  return [
    put(config.project.name.toUpperCase(), { face: 'bold', size: 12.5, y: 492, color: ink, tracking: 1.7 }),
    put(wording.heading, { face: 'bold', size: 47, y: 438, color: primary, tracking: 6 }),
    put(wording.exam, { face: 'italic', size: 15, y: 405, color: ink }),
    put(wording.certifies, { face: 'regular', size: 13.5, y: 361, color: ink }),
    label(wording.dob, 222),
    label(wording.grade, 326),
    label(wording.school, 532),
    put(award, { face: 'bold', size: 31, y: 199, color: metal.deep }),
    put(`${wording.subject} ${subjectLabel(config, subject)}`, { face: 'regular', size: 15, y: 172, color: ink }),
    put(wording.sbd, { face: 'regular', size: 8.5, x: 192, y: 112, color: faint, align: 'left' }),
    put(wording.scan, { face: 'regular', size: 8.5, x: 192, y: 78, color: faint, align: 'left' }),
    put(wording.signedAt, { face: 'italic', size: 11.5, x: 640, y: 152, color: ink }),
    put(wording.office, { face: 'bold', size: 11.5, x: 640, y: 134, color: ink, tracking: 0.4 }),
    put(wording.signer, { face: 'bold', size: 12, x: 640, y: 62, color: ink }),
  ];
}

function subjectLabel({ project }: CertConfig, { vi, en }: SubjectConfig): string {
  return project.locale === 'vi' ? (vi ?? en) : en;
}

/** The center's name around the stamp, clockwise, letter by letter. */
function stampText(name: string, { bold }: Faces): string[] {
  const [size, radius] = [6.4, 23.2];
  const letters = Array.from(`${name.toUpperCase()} *`.normalize('NFC'));
  const widths = letters.map((letter) => bold.widthOfTextAtSize(letter, size));
  const gap = (2 * Math.PI * radius - widths.reduce((sum, width) => sum + width, 0)) / letters.length;
  let angle = Math.PI * 1.42;
  return letters.map((letter, index) => {
    const step = ((widths[index] ?? 0) + gap) / radius;
    const at = angle - step / 2;
    angle -= step;
    const [cos, sin] = [Math.sin(at), -Math.cos(at)].map((value) => value.toFixed(4));
    const [x, y] = [stamp.x + radius * Math.cos(angle + step), stamp.y + radius * Math.sin(angle + step)].map(num);
    return `BT ${rgb(stampRed)} rg /bold ${num(size)} Tf ${cos} ${sin} ${num(-Number(sin))} ${cos} ${x} ${y} Tm ${bold.encodeText(letter).toString()} Tj ET`;
  });
}

function drawLine(
  text: string,
  { face, size, x, y, color, tracking = 0, align = 'center' }: Line,
  faces: Faces,
): string {
  const font = faces[face];
  const normal = text.normalize('NFC');
  const width = font.widthOfTextAtSize(normal, size) + tracking * (normal.length - 1);
  const start = align === 'center' ? x - width / 2 : x;
  return [
    `BT ${rgb(color)} rg /${face} ${num(size)} Tf ${num(tracking)} Tc`,
    `1 0 0 1 ${num(start)} ${num(y)} Tm ${font.encodeText(normal).toString()} Tj 0 Tc ET`,
  ].join(' ');
}
