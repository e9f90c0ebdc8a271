import type { BatchedRequest } from '#app/snippets/batching.ts';
import { NO_RECORDS } from '#app/snippets/messages.ts';
import { csharpFields } from './csharp-fields.ts';
import { quoteCSharp as quote } from './csharp-quote.ts';

/** The statements that export the records in batches, each to a file of its own. */
export function csharpBatches(batched: BatchedRequest): string {
  return `        // First the names of the records alone, then the rows of some records at a time.
${csharpFields('nameFields', batched.names.fields)}
${csharpFields('rowFields', batched.rows.fields)}
        const int recordsPerBatch = ${batched.recordsPerBatch};
        var pause = TimeSpan.FromSeconds(${batched.pauseSeconds});

        var names = RecordNames(Encoding.UTF8.GetString(Post(Form(nameFields), token)));
        if (names.Count == 0)
        {
            Console.Error.WriteLine(${quote(NO_RECORDS)});
            return;
        }

        // A folder for this run: nothing of an earlier one is among its files.
        string folder = $"${batched.fileStem}_{DateTime.Now:yyyyMMdd-HHmmss}";
        Directory.CreateDirectory(folder);
        int files = 0;
        for (int start = 0; start < names.Count; start += recordsPerBatch)
        {
            var records = names.Skip(start).Take(recordsPerBatch).Select((name, index) => new[] { $"records[{index}]", name });
            Thread.Sleep(pause);
            byte[] answer = Post(Form(rowFields.Concat(records)), token);
            files++;
            File.WriteAllBytes($"{folder}/${batched.fileStem}_{files:D4}.${batched.extension}", answer);
        }
        Console.Error.WriteLine($"Files saved in {folder}: {files}.");`;
}

/** The method that reads the record names from the answer to the first request. */
export const recordNamesMethod = `    /// <summary>The first column of the CSV without its header: each name once, in order.</summary>
    static List<string> RecordNames(string csv)
    {
        return csv.Split('\\n').Skip(1)
            .Select(line => Regex.Match(line, "^(?:\\"((?:[^\\"]|\\"\\")*)\\"|([^,\\r]*))"))
            .Select(cell => cell.Groups[1].Success ? cell.Groups[1].Value.Replace("\\"\\"", "\\"") : cell.Groups[2].Value)
            .Where(name => !string.IsNullOrWhiteSpace(name))
            .Distinct()
            .ToList();
    }`;
