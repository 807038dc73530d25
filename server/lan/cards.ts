/** An IPv4 address of this PC on a network, and the name the system gives its card. */
export type Card = { readonly name: string; readonly address: string };

/** Cards that programs make for themselves: no phone gets in there. */
const madeUp =
  /docker|veth|virbr|vethernet|vmnet|vmware|virtualbox|vbox|hyper-v|wsl|tailscale|zerotier|tun\d|tap\d|br-/i;
const wireless = /wi-?fi|wlan|wlp|wlx/i;

/** The likeliest way in for phones first: a private address of a real card, Wi-Fi before cable. */
export function sortCards(cards: readonly Card[]): Card[] {
  return [...cards].sort((one, other) => rank(one) - rank(other));
}

function rank({ name, address }: Card): number {
  const isPrivate = /^(192\.168\.|10\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address);
  // 169.254 is what a card gives itself where no router answers.
  const isSelfMade = address.startsWith('169.254.');
  return (madeUp.test(name) ? 8 : 0) + (isSelfMade ? 4 : 0) + (isPrivate ? 0 : 2) + (wireless.test(name) ? 0 : 1);
}

/** The card that staff chose where it is still there, else the likeliest; null without a network. */
export function chooseCard(cards: readonly Card[], chosen: string | null): Card | null {
  return cards.find(({ name }) => name === chosen) ?? sortCards(cards)[0] ?? null;
}
