/** What is known of the frame that sent a message. A subset of Electron's `WebFrameMain`. */
export interface SenderFrame {
  /** e.g. `app://playground`; `null` as text for a sandboxed frame. */
  readonly origin: string;
  readonly processId: number;
  /** Names the frame's document within its process. */
  readonly frameToken: string;
}

/**
 * Whether a message comes from our page itself: the window's main frame, showing our origin. The origin
 * alone is not enough, since an `about:blank` frame inherits it; nor is the frame, since it could have been
 * navigated away. A frame that is gone (null) is refused.
 */
export function isOurPage(sender: SenderFrame | null, ours: SenderFrame, origin: string): boolean {
  return (
    sender !== null &&
    sender.origin === origin &&
    sender.processId === ours.processId &&
    sender.frameToken === ours.frameToken
  );
}
