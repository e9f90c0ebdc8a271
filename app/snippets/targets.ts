import { csharpHttpClient } from './csharp/csharp-httpclient.ts';
import { curl } from './shell/curl.ts';
import { goNetHttp } from './go/go-net-http.ts';
import { javaHttpClient } from './java/java-httpclient.ts';
import { javascriptFetch } from './javascript/javascript-fetch.ts';
import { perlLwp } from './perl/perl-lwp.ts';
import { phpCurl } from './php/php-curl.ts';
import { pythonRequests } from './python/python-requests.ts';
import { rHttr2 } from './r/r-httr2.ts';
import { rubyNetHttp } from './ruby/ruby-net-http.ts';
import type { SnippetTarget } from './target.ts';

/** The languages code is offered in, in the order of REDCap's own page. */
export const snippetTargets: readonly SnippetTarget[] = [
  phpCurl,
  perlLwp,
  pythonRequests,
  rubyNetHttp,
  javaHttpClient,
  rHttr2,
  curl,
  javascriptFetch,
  goNetHttp,
  csharpHttpClient,
];

/** The target with this id, e.g. `python-requests`. */
export function findTarget(id: string): SnippetTarget | undefined {
  return snippetTargets.find((target) => target.id === id);
}
