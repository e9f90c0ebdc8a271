import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import {
  secretCommand,
  tokenIsMissing,
  tokenSourceOf,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { csharpBatches, recordNamesMethod } from './csharp-batches.ts';
import { csharpFields } from './csharp-fields.ts';
import { csharpClient, csharpPost } from './csharp-post.ts';
import { quoteCSharp as quote } from './csharp-quote.ts';

export const csharpHttpClient: SnippetTarget = {
  id: 'csharp-httpclient',
  label: 'C#',
  library: 'HttpClient',
  extension: 'cs',
  colouring: 'csharp',
  tokenSources: ['environment', 'macos-keychain', 'secret-tool'],
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['dotnet', 'run', '--file', fileName],
    how: 'Run it with .NET 10 or newer. With .NET 8, make a project with “dotnet new console”, put this in place of its Program.cs and run “dotnet run” there.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, csharpHttpClient);
  const batched = batchedRequest(input);
  const members = [
    csharpClient,
    `    static int Main()
    {
        try
        {
            Run();
            return 0;
        }
        catch (Failure failure)
        {
            Console.Error.WriteLine(failure.Message);
        }
        catch (Exception error) when (error is HttpRequestException || error is OperationCanceledException)
        {
            Console.Error.WriteLine("No answer from the server: " + error.GetBaseException().Message);
        }
        return 1;
    }`,
    `    static void Run()
    {
        string token = ${tokenValue(input, source)};
        if (token == "")
        {
            throw new Failure(${quote(tokenIsMissing(source))});
        }

${batched === null ? oneRequest(input) : csharpBatches(batched)}
    }`,
    input.request.encoding === 'multipart' ? multipartMethod : formMethod,
    csharpPost(input),
    batched === null ? '' : recordNamesMethod,
    source === 'environment' ? '' : outputMethod,
  ];
  return `${headerComment(input, '//', source)}
// Run it with .NET 10 or newer: dotnet run --file FILE.cs
// With .NET 8, as Program.cs of a project that was made with: dotnet new console

${usings(input, source, batched)}

static class Program
{
${members.filter((member) => member !== '').join('\n\n')}

    class Failure : Exception
    {
        public Failure(string message) : base(message) { }
    }
}
`;
}

function tokenValue(input: SnippetInput, source: TokenSource): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `(Environment.GetEnvironmentVariable("${TOKEN_VARIABLE}") ?? "").Trim()`;
  }
  const [command = '', ...words] = secretCommand(source, input.url);
  return `Output(${quote(command)}, ${quote(words.join(' '))}).Trim()`;
}

function usings(input: SnippetInput, source: TokenSource, batched: BatchedRequest | null): string {
  const names = ['System', 'System.Net.Http', 'System.Text', 'System.Text.RegularExpressions'];
  if (input.request.encoding === 'multipart') names.push('System.Net.Http.Headers');
  else names.push('System.Collections.Generic', 'System.Linq', 'System.Net');
  if (input.request.encoding === 'multipart' || input.answer.kind === 'file' || batched !== null) {
    names.push('System.IO');
  }
  if (source !== 'environment') names.push('System.Diagnostics');
  if (batched !== null) names.push('System.Threading');
  return names
    .sort()
    .map((name) => `using ${name};`)
    .join('\n');
}

function oneRequest(input: SnippetInput): string {
  const encoder = input.request.encoding === 'multipart' ? 'Multipart' : 'Form';
  return `${csharpFields('fields', input.request.fields)}\n\n${answerOf(input, `Post(${encoder}(fields), token)`)}`;
}

function answerOf(input: SnippetInput, answer: string): string {
  switch (input.answer.kind) {
    case 'text':
      return `        byte[] answer = ${answer};
        using (var output = Console.OpenStandardOutput())
        {
            output.Write(answer, 0, answer.Length);
        }`;
    case 'file':
      return `        string fileName = ${quote(input.answer.fileName)};
        File.WriteAllBytes(fileName, ${answer});
        Console.Error.WriteLine("Saved " + fileName);`;
    case 'nothing':
      return `        ${answer};\n        Console.Error.WriteLine("Done (HTTP status 200).");`;
    default:
      return assertNever(input.answer);
  }
}

const formMethod = `    /// <summary>Like FormUrlEncodedContent, which before .NET 5 refused values of more than 64 kB.</summary>
    static HttpContent Form(IEnumerable<string[]> fields)
    {
        var pairs = fields.Select(field => WebUtility.UrlEncode(field[0]) + "=" + WebUtility.UrlEncode(field[1]));
        return new StringContent(string.Join("&", pairs), Encoding.ASCII, "application/x-www-form-urlencoded");
    }`;

const multipartMethod = `    /// <summary>
    /// A field is {name, value}, or for a file {name, path, file name}. The body is put together here, because
    /// MultipartFormDataContent encodes file names in a way that REDCap does not read.
    /// </summary>
    static HttpContent Multipart(string[][] fields)
    {
        string boundary = "part-" + Guid.NewGuid();
        var body = new MemoryStream();
        var writer = new BinaryWriter(body);
        foreach (string[] field in fields)
        {
            bool isFile = field.Length == 3;
            string head = $"--{boundary}\\r\\nContent-Disposition: form-data; name=\\"{field[0]}\\"";
            if (isFile)
            {
                head += $"; filename=\\"{field[2]}\\"\\r\\nContent-Type: application/octet-stream";
            }
            writer.Write(Encoding.UTF8.GetBytes(head + "\\r\\n\\r\\n"));
            writer.Write(isFile ? File.ReadAllBytes(field[1]) : Encoding.UTF8.GetBytes(field[1]));
            writer.Write(Encoding.UTF8.GetBytes("\\r\\n"));
        }
        writer.Write(Encoding.UTF8.GetBytes($"--{boundary}--\\r\\n"));
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + boundary);
        return content;
    }`;

const outputMethod = `    /// <summary>What a command prints; nothing when there is no such command.</summary>
    static string Output(string command, string arguments)
    {
        try
        {
            var start = new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardOutput = true };
            using (var process = new Process { StartInfo = start })
            {
                process.Start();
                return process.StandardOutput.ReadToEnd();
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }`;
