import { ANSWER_SECONDS, REDCAP_ERROR, WEB_PAGE } from '#app/snippets/messages.ts';
import type { SnippetInput } from '#app/snippets/target.ts';
import { quotePowerShell as quote } from './powershell-quote.ts';

/** The function that sends the fields and returns the bytes of the answer, if it is no error. */
export function powershellPost(input: SnippetInput): string {
  const multipart = input.request.encoding === 'multipart';
  const isFile = input.answer.kind === 'file';
  const unlessFile = isFile ? '-not $isFile -and ' : '';
  const isError = isFile ? '(-not $isFile -and $text -cmatch $redcapError)' : '$text -cmatch $redcapError';
  return `# Sends the fields and returns the bytes of the answer, if it is no error.
function Send-Request([object[]] $Fields) {
    $handler = [System.Net.Http.HttpClientHandler]::new()
    $handler.AllowAutoRedirect = $false # a redirect would carry the token elsewhere
    $client = [System.Net.Http.HttpClient]::new($handler)
    # For connecting, too: Windows PowerShell 5.1 has no time-out of its own for that.
    $client.Timeout = [TimeSpan]::FromSeconds(${ANSWER_SECONDS})
    $content = ${multipart ? 'New-MultipartContent' : 'New-FormContent'} $Fields
    try {
        $response = $client.PostAsync(${quote(input.url)}, $content).GetAwaiter().GetResult()
        $answer = $response.Content.ReadAsByteArrayAsync().GetAwaiter().GetResult()
    }
    catch {
        Stop-Script "No answer from the server: $($_.Exception.GetBaseException().Message)"
    }
    $client.Dispose()
    $status = [int] $response.StatusCode
    $text = [System.Text.Encoding]::UTF8.GetString($answer)
${isFile ? fileCheck : ''}
    # REDCap can report an error with status 200, and a wrong address answers with a web page.
    $webPage = ${quote(`^${WEB_PAGE}`)}
    $redcapError = ${quote(`^${REDCAP_ERROR.replaceAll('*+', '*')}`)}

    if (${unlessFile}$text -match $webPage) {
        Stop-Script "The server sent a web page instead of data (HTTP status $status). Check the address."
    }
    if ($status -ne 200 -or ${isError}) {
        Stop-Script "The request failed (HTTP status $status): $($text.Replace($token, '[token]'))"
    }
    return , $answer # with the comma, because PowerShell would hand on byte after byte
}`;
}

const fileCheck = `
    # REDCap names the file it sends in the content type; an error has no name.
    $headers = $response.Content.Headers
    $isFile = $headers.Contains('Content-Type') -and "$($headers.GetValues('Content-Type'))".Contains('name=')
`;

/** Encodes the fields of a form. */
export const formFunction = `function New-FormContent([object[]] $Fields) {
    $pairs = foreach ($field in $Fields) {
        [System.Net.WebUtility]::UrlEncode($field.name) + '=' + [System.Net.WebUtility]::UrlEncode($field.value)
    }
    $form = $pairs -join '&'
    return [System.Net.Http.StringContent]::new($form, [System.Text.Encoding]::ASCII, 'application/x-www-form-urlencoded')
}`;

/** Builds a multipart body. */
export const multipartFunction = `# The body is put together here: MultipartFormDataContent would encode file names in a way that REDCap does not read.
function New-MultipartContent([object[]] $Fields) {
    $utf8 = [System.Text.UTF8Encoding]::new($false)
    $boundary = "part-$([guid]::NewGuid())"
    $body = [System.IO.MemoryStream]::new()
    foreach ($field in $Fields) {
        $head = "--$boundary\`r\`nContent-Disposition: form-data; name=\`"$($field.name)\`""
        if ($field.ContainsKey('path')) {
            $head += "; filename=\`"$($field.fileName)\`"\`r\`nContent-Type: application/octet-stream"
            $value = [System.IO.File]::ReadAllBytes((Get-FullPath $field.path))
        }
        else {
            $value = $utf8.GetBytes($field.value)
        }
        foreach ($bytes in $utf8.GetBytes("$head\`r\`n\`r\`n"), $value, $utf8.GetBytes("\`r\`n")) {
            $body.Write($bytes, 0, $bytes.Length)
        }
    }
    $end = $utf8.GetBytes("--$boundary--\`r\`n")
    $body.Write($end, 0, $end.Length)
    $content = [System.Net.Http.ByteArrayContent]::new($body.ToArray())
    $content.Headers.ContentType = [System.Net.Http.Headers.MediaTypeHeaderValue]::Parse("multipart/form-data; boundary=$boundary")
    return $content
}`;
