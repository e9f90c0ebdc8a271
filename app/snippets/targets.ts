import { csharpHttpClient } from './csharp/csharp-httpclient.ts';
import { curl } from './shell/curl.ts';
import { goNetHttp } from './go/go-net-http.ts';
import { javaHttpClient } from './java/java-httpclient.ts';
import { javascriptFetch } from './javascript/javascript-fetch.ts';
import { perlLwp } from './perl/perl-lwp.ts';
import { powershell } from './powershell/powershell.ts';
import { phpCurl } from './php/php-curl.ts';
import { phpPhpCap } from './php/php-phpcap.ts';
import { pythonPyCap } from './python/python-pycap.ts';
import { pythonRequests } from './python/python-requests.ts';
import { rHttr2 } from './r/r-httr2.ts';
import { rRedcapapi } from './r/r-redcapapi.ts';
import { rRedcapr } from './r/r-redcapr.ts';
import { rubyNetHttp } from './ruby/ruby-net-http.ts';
import { spssPython } from './spss/spss-python.ts';
import { tableauPrepPython } from './tableau/tableau-prep-python.ts';
import { juliaHttp } from './julia/julia-http.ts';
import { matlabWebwrite } from './matlab/matlab-webwrite.ts';
import { powerBiM } from './power-bi/powerbi-m.ts';
import { sasProcHttp } from './sas/sas-proc-http.ts';
import { stata } from './stata/stata.ts';
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
  pythonPyCap,
  rRedcapr,
  rRedcapapi,
  phpPhpCap,
  javascriptFetch,
  powershell,
  goNetHttp,
  csharpHttpClient,
  juliaHttp,
  sasProcHttp,
  stata,
  spssPython,
  matlabWebwrite,
  powerBiM,
  tableauPrepPython,
];

/** The target with this id, e.g. `python-requests`. */
export function findTarget(id: string): SnippetTarget | undefined {
  return snippetTargets.find((target) => target.id === id);
}
