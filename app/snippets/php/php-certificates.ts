/**
 * PHP for Windows brings no certificates along, so that every check would fail: the ones of Windows are used. This is
 * CURLSSLOPT_NATIVE_CA of libcurl 7.71, which PHP has a name for only since 8.2 and older libraries pass over.
 */
export const NATIVE_CERTIFICATES = 16;

/** Says the same in the program. */
export const nativeCertificatesComment = "CURLSSLOPT_NATIVE_CA: with Windows' own certificates, too";
