/** Who asks, as far as the socket and the token tell. Handlers get this and never the request itself. */
export type Caller = {
  /** Key for rate limits: socket peer; IPv6 by /64, mapped IPv4 as IPv4; X-Forwarded-For only behind a trusted proxy. */
  readonly address: string;
  /** The peer is exactly 127.0.0.1 or ::1. */
  readonly isThisPc: boolean;
  /**
   * As `isThisPc`, and the address in the browser says so as well: a loopback Host, and no proxy that passed it on.
   * Who sits at the PC may set the center up.
   */
  readonly isAtDesk?: boolean;
  /** The request came in on a socket whose own address is not loopback. */
  readonly isOverLan: boolean;
  /** Nobody on the network can listen: TLS, or a connection that stays on this machine. */
  readonly isLinePrivate: boolean;
  /** The kiosk window of this PC's own program, known by what that handed to both; absent: no. */
  readonly isOwnWindow?: boolean;
  /** As the browser names itself, cut to 256 characters; empty where it did not. */
  readonly userAgent: string;
  /** From `Authorization: Bearer`; the body's `token` counts where this is absent. */
  readonly bearer?: string;
};

export type Role = 'super-admin' | 'admin' | 'viewer';

/** A signed-in user, as the user row says now. */
export type Actor = {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly jti: string;
};

/** A caller whose token was checked against the user row. */
export type SignedInCaller = Caller & { readonly actor: Actor };
