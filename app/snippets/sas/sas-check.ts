import { ANSWER_SECONDS } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { quoteSas as quote } from './sas-quote.ts';

/** Ends the program. NOLIST keeps the token, which is a variable of some steps, out of the log. */
export const sasStop = 'abort cancel 1 nolist;';

/** PROC HTTP and the steps that stop the program unless the answer is one. */
export function sasRequest(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  const isFile = input.answer.kind === 'file';
  return `%let SYS_PROCHTTP_STATUS_CODE = 0;
proc http
  url=${quote(input.url)}
  method='POST'
  ct=${multipart ? '"multipart/form-data; boundary=&boundary"' : "'application/x-www-form-urlencoded'"}
  in=form
  out=answer
  headerout=headers
  timeout=${ANSWER_SECONDS}; /* there is none for the connection alone */
run;
filename form clear; /* the token stands in it */

/* PROC HTTP may follow a redirect by itself; an answer that came from elsewhere is not taken. */
${isFile ? '%let redcap_is_file = 0;\n' : ''}data _null_;
  infile headers truncover;
  input line $char1000.;
  if upcase(line) =: 'LOCATION:' then do;
    putlog 'ERROR: The server redirects to another address. Check the address.';
    ${sasStop}
  end;
${isFile ? `  /* REDCap names the file it sends in the content type; an error has no name. */\n  if prxmatch('/^content-type:.*name=/i', line) then call symputx('redcap_is_file', 1);\n` : ''}run;

/* REDCap can report an error with status 200, and a wrong address answers with a web page. */
%let redcap_failed = 0;
data _null_;
  if &SYS_PROCHTTP_STATUS_CODE = 0 then do;
    putlog 'ERROR: No answer from the server.';
    ${sasStop}
  end;
  if &SYS_PROCHTTP_STATUS_CODE ne 200 then call symputx('redcap_failed', 1);
run;
data _null_;
  infile answer lrecl=32767 truncover end=last;
  input line $char6500.;
  length token $ 500 start $ 32767;
  retain start;
  start = catx(' ', start, line);
  if _n_ < 5 and not last then return;
${isFile ? `  if &SYS_PROCHTTP_STATUS_CODE = 200 and &redcap_is_file then stop;\n` : ''}  if prxmatch('/^\\s*(<\\?xml[^>]*>\\s*)?<(!doctype html|html|head|body)\\b/i', start) then do;
    putlog 'ERROR: The server sent a web page instead of data. Check the address.';
    ${sasStop}
  end;
  if &redcap_failed
    or prxmatch('/^\\s*(ERROR:|\\{\\s*"error"\\s*:[^{}]*\\}\\s*$|(<\\?xml[^>]*>\\s*)?<hash>\\s*<error>)/', start) then do;
    token = strip(sysget('REDCAP_API_TOKEN'));
    start = tranwrd(start, strip(token), '[token]');
    putlog 'ERROR: The request failed: ' start;
    ${sasStop}
  end;
  stop;
run;
data _null_;
  if &redcap_failed then do;
    putlog "ERROR: The request failed (HTTP status &SYS_PROCHTTP_STATUS_CODE).";
    ${sasStop}
  end;
run;`;
}
