/** The page's own scheme. A scheme instead of `file:` keeps the page away from every other file. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://playground`;
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`;
