import '../ui/base.css';
import './manual.css';

// Without a script all pages of both languages stand below each other: this shows one.
document.documentElement.dataset['theme'] = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

const asked = new URLSearchParams(location.search);
const languages = [...document.querySelectorAll<HTMLElement>('.language')];
const locale = languages.find(({ dataset }) => dataset['locale'] === wantedLocale())?.dataset['locale'] ?? 'vi';

for (const language of languages) {
  if (language.dataset['locale'] === locale) showPage(language);
  else language.remove();
}
document.documentElement.lang = locale;
document.querySelector('.print')?.addEventListener('click', () => print());
document.querySelector<HTMLElement>('.other')?.addEventListener('click', changeLanguage);
// The part that the address names was hidden while the browser looked for it.
if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();

/** What the reader chose in this window, else what the panel speaks there, else the browser's language. */
function wantedLocale(): string {
  return sessionStorage.getItem('lvt.locale') ?? (navigator.language.startsWith('vi') ? 'vi' : 'en');
}

function showPage(language: HTMLElement): void {
  const pages = [...language.querySelectorAll<HTMLElement>('article')];
  const shown = pages.find(({ dataset }) => dataset['page'] === asked.get('page')) ?? pages[0];
  for (const page of pages) page.hidden = page !== shown;
  document.title = `${textOf(shown, 'h2')} – ${textOf(language, 'h1')}`;
  for (const item of language.querySelectorAll<HTMLElement>('nav > ul > li')) {
    markItem(item, item.dataset['page'] === shown?.dataset['page']);
  }
}

function textOf(place: HTMLElement | undefined, selector: string): string {
  return place?.querySelector(selector)?.textContent ?? '';
}

/** Of the page that is shown the parts stand below its name. */
function markItem(item: HTMLElement, isHere: boolean): void {
  if (isHere) item.querySelector('a')?.setAttribute('aria-current', 'page');
  const parts = item.querySelector('ul');
  if (parts) parts.hidden = !isHere;
}

function changeLanguage(event: Event): void {
  event.preventDefault();
  sessionStorage.setItem('lvt.locale', locale === 'vi' ? 'en' : 'vi');
  // A part's name carries its language, so the other language begins at the top of the page.
  location.replace(`?${asked}`);
}
